import { sql } from 'kysely'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Finished } from '#platform/import/server/importKind.ts'
import { lockAll } from '#platform/record/server/find.ts'
import { member } from '../../records/member.ts'
import { membership, team } from '../../records/team.ts'
import { drawLines } from '../moveMember.ts'
import { Member, Membership, Team } from '../types.ts'

/**
 * What only the whole file tells: who manages others and so is a manager, the team of managers who are no rows of their
 * own, and the manager of a team whose people all have the same. Then the lines are drawn anew.
 */
export async function finishMembers(write: Write, { batchId, mapped, undone }: Finished): Promise<void> {
  if (!undone) {
    const reports = await reportsIn(write, batchId)
    await placeManagers(write, reports)
    if (!mapped.has('role')) await makeManagers(write, reports)
    await nameTeamManagers(write, reports)
  }
  await drawLines(write)
}

interface Report {
  readonly manager_id: string
  readonly team_id: string | null
}

/** The memberships that the batch wrote, with a manager. */
async function reportsIn(write: Write, batchId: string): Promise<readonly Report[]> {
  const { rows } = await sql<Report>`select m.manager_id, m.team_id from membership m
    where m.org_id = ${write.actor.orgId}::uuid and m.manager_id is not null and m.deleted_at is null and m.valid_to is null
      and m.id in (select c.record_id from import_change c where c.org_id = ${write.actor.orgId}::uuid
        and c.batch_id = ${batchId}::uuid and c.type = 'membership') order by m.id`.execute(write.tx)
  return rows
}

/** A manager without a membership belongs to the team of the people below. */
async function placeManagers(write: Write, reports: readonly Report[]): Promise<void> {
  const teams = new Map<string, string>()
  for (const { manager_id, team_id } of reports)
    if (team_id !== null && !teams.has(manager_id)) teams.set(manager_id, team_id)
  const { rows } = await sql<{ member_id: string }>`select distinct member_id from membership
    where org_id = ${write.actor.orgId}::uuid and member_id = any(${[...teams.keys()]}::uuid[]) and deleted_at is null`.execute(
    write.tx,
  )
  for (const { member_id } of rows) teams.delete(member_id)
  const created = [...teams].map(([memberId, teamId]) => ({
    before: null,
    after: draft(membership, { memberId, teamId, managerId: null, validFrom: null, validTo: null }),
  }))
  await saveAll(write, Membership, created)
}

async function makeManagers(write: Write, reports: readonly Report[]): Promise<void> {
  const ids = [...new Set(reports.map(({ manager_id }) => manager_id))]
  const reps = (await lockAll(write.tx, write.actor.orgId, member, ids)).filter(({ role }) => role === 'rep')
  await saveAll(
    write,
    Member,
    reps.map((before) => ({ before, after: { ...before, role: 'manager' as const } })),
  )
}

async function nameTeamManagers(write: Write, reports: readonly Report[]): Promise<void> {
  const ids = [...new Set(reports.flatMap(({ team_id }) => team_id ?? []))]
  const { rows } = await sql<{
    team_id: string
    managers: string[]
  }>`select team_id, array_agg(distinct manager_id) as managers
    from membership where org_id = ${write.actor.orgId}::uuid and team_id = any(${ids}::uuid[]) and manager_id is not null
      and deleted_at is null and valid_to is null group by team_id`.execute(write.tx)
  const only = new Map(
    rows.flatMap(({ team_id, managers: [first, second] }) => (first && !second ? [[team_id, first] as const] : [])),
  )
  const teams = (await lockAll(write.tx, write.actor.orgId, team, [...only.keys()])).filter(
    ({ managerId }) => managerId === null,
  )
  await saveAll(
    write,
    Team,
    teams.map((before) => ({ before, after: { ...before, managerId: only.get(before.id) ?? null } })),
  )
}
