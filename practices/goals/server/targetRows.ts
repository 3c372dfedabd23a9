import { sql } from 'kysely'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import type { Asker } from '#ledger/server/question.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Db } from '#platform/db/connections.ts'
import { plainMember, workingMembers } from '#platform/org/server/workingDays.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import type { Whose } from '../contract.ts'
import { type Target, target } from '../records/target.ts'
import type { Pacer } from '../rules/progress.ts'
import type { Employment } from '../rules/quota.ts'

type Row = Readonly<Record<string, unknown>>
const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))

export interface TargetsAsked {
  /** Those of exactly these days; without it, all whose days contain `on`. */
  readonly days: Days | null
  readonly on: Temporal.PlainDate
  readonly metric: string | null
  readonly of: Whose | null
  readonly memberId: string | null
  readonly teamId: string | null
}

/** The targets that the asker may see, unordered. */
export async function targetsIn({ db, actor, scope }: Asker, asked: TargetsAsked): Promise<Target[]> {
  const on = asked.on.toString()
  const wheres = [
    asked.days
      ? sql`"from" = ${asked.days.from.toString()}::date and "to" = ${asked.days.to.toString()}::date`
      : sql`"from" <= ${on}::date and "to" >= ${on}::date`,
    rowsIn(actor, scope, target.owner),
    asked.metric === null ? sql`true` : sql`metric = ${asked.metric}`,
    asked.memberId === null ? sql`true` : sql`member_id = ${asked.memberId}::uuid`,
    asked.teamId === null ? sql`true` : sql`team_id = ${asked.teamId}::uuid`,
    asked.of === null ? sql`true` : whose[asked.of],
  ]
  const { rows } = await sql<Row>`select * from target where org_id = ${actor.orgId}::uuid and deleted_at is null
    and ${sql.join(wheres, sql` and `)}`.execute(db)
  return rows.map((row) => recordOfRow(target, row))
}
const whose: { readonly [of in Whose]: ReturnType<typeof sql> } = {
  member: sql`member_id is not null`,
  team: sql`team_id is not null`,
  organisation: sql`member_id is null and team_id is null`,
}

export const whoseIs = ({ memberId, teamId }: Target): Whose =>
  memberId !== null ? 'member' : teamId !== null ? 'team' : 'organisation'

/** The targets that people have for the same metrics and days as those of their teams and of the organisation. */
export async function targetsBelow(db: Db, orgId: string, above: readonly Target[]): Promise<Target[]> {
  if (above.length === 0) return []
  const asked = above.map(({ metric, from, to }) => ({ metric, first: from.toString(), last: to.toString() }))
  const { rows } = await sql<Row>`select t.* from target t
    join (select distinct * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(metric text, first date, last date)) a
      on t.metric = a.metric and t."from" = a.first and t."to" = a.last
    where t.org_id = ${orgId}::uuid and t.member_id is not null and t.deleted_at is null`.execute(db)
  return rows.map((row) => recordOfRow(target, row))
}

/** Everybody's days, by id; whoever is not there works Monday to Friday. */
export async function pacersOf(db: Db, orgId: string, memberIds: readonly string[]): Promise<(id: string) => Pacer> {
  const { rows } = await sql<{ id: string; vacant: boolean; employed_from: string | null; employed_to: string | null }>`
    select id, vacant, employed_from, employed_to from member
    where org_id = ${orgId}::uuid and id = any(${memberIds}::uuid[])`.execute(db)
  const working = await workingMembers(db, orgId, memberIds)
  const pacers = new Map(
    rows.map((row): [string, Pacer] => {
      const employed: Employment = { from: day(row.employed_from), to: day(row.employed_to) }
      return [row.id, { working: working.get(row.id) ?? plainMember, employed, isVacant: row.vacant }]
    }),
  )
  return (id) => pacers.get(id) ?? nobodys
}
/** Of a team or the organisation that nobody has a target below. */
export const nobodys: Pacer = { working: plainMember, employed: { from: null, to: null }, isVacant: false }

/** Who is in a team, and whether the asker's figures hold all of it. */
export interface Teams {
  on(teamId: string, day: Temporal.PlainDate): ReadonlySet<string>
  /** Nobody was in the team on these days whom the asker may not see. */
  isWhole(teamId: string, days: Days): boolean
}

export async function teamsOf({ db, actor, scope }: Asker, teamIds: readonly string[]): Promise<Teams> {
  if (teamIds.length === 0) return { on: () => new Set(), isWhole: () => true }
  const { rows } = await sql<{
    member_id: string
    team_id: string
    valid_from: string | null
    valid_to: string | null
    seen: boolean
  }>`select m.member_id, m.team_id, m.valid_from, m.valid_to, ${rowsIn(actor, scope, 'memberId', 'm')} as seen
    from membership m where m.org_id = ${actor.orgId}::uuid and m.team_id = any(${teamIds}::uuid[]) and m.deleted_at is null`.execute(
    db,
  )
  const stays = Map.groupBy(rows, (row) => row.team_id)
  const within = (teamId: string, from: string, to: string) =>
    (stays.get(teamId) ?? []).filter(
      (row) => (row.valid_from ?? '') <= to && (row.valid_to === null || row.valid_to > from),
    )
  return {
    on: (teamId, on) => new Set(within(teamId, on.toString(), on.toString()).map((row) => row.member_id)),
    isWhole: (teamId, { from, to }) => within(teamId, from.toString(), to.toString()).every((row) => row.seen),
  }
}
