import { sql } from 'kysely'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import type { Asker } from '#ledger/server/question.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Db } from '#platform/db/connections.ts'

export interface TeamRow {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly isDeleted: boolean
}

/** The teams as they stand below each other now. */
export interface TeamTree {
  readonly teams: ReadonlyMap<string, TeamRow>
  /** The team with all those below it. */
  within(teamId: string): ReadonlySet<string>
  /** The team and those above it, the nearest first. */
  above(teamId: string): readonly string[]
}

export async function teamTreeOf(db: Db, orgId: string): Promise<TeamTree> {
  const { rows } = await sql<TeamRow>`select id, name, parent_id as "parentId", deleted_at is not null as "isDeleted"
    from team where org_id = ${orgId}::uuid`.execute(db)
  const teams = new Map(rows.map((row) => [row.id, row]))
  const above = (teamId: string): string[] => {
    const found: string[] = []
    for (let id: string | null = teamId; id !== null && !found.includes(id); id = teams.get(id)?.parentId ?? null)
      found.push(id)
    return found
  }
  const below = new Map<string, Set<string>>()
  for (const { id } of rows) for (const one of above(id)) below.set(one, (below.get(one) ?? new Set<string>()).add(id))
  return { teams, above, within: (teamId) => below.get(teamId) ?? new Set([teamId]) }
}

/** Who is in a team or one below it, and whether the asker's figures hold all of it. */
export interface Teams {
  on(teamId: string, day: Temporal.PlainDate): ReadonlySet<string>
  /** Nobody was in it on these days whom the asker may not see. */
  isWhole(teamId: string, days: Days): boolean
}

interface Stay {
  readonly member_id: string
  readonly team_id: string
  readonly valid_from: string | null
  readonly valid_to: string | null
  readonly seen: boolean
}

export async function teamsOf({ db, actor, scope }: Asker, tree: TeamTree, teamIds: readonly string[]): Promise<Teams> {
  if (teamIds.length === 0) return { on: () => new Set(), isWhole: () => true }
  const all = [...new Set(teamIds.flatMap((id) => [...tree.within(id)]))]
  const { rows } = await sql<Stay>`
    select m.member_id, m.team_id, m.valid_from, m.valid_to, ${rowsIn(actor, scope, 'memberId', 'm')} as seen
    from membership m where m.org_id = ${actor.orgId}::uuid and m.team_id = any(${all}::uuid[]) and m.deleted_at is null`.execute(
    db,
  )
  const stays = Map.groupBy(rows, (row) => row.team_id)
  const during = (teamId: string, from: string, to: string) =>
    [...tree.within(teamId)].flatMap((id) =>
      (stays.get(id) ?? []).filter(
        (row) => (row.valid_from ?? '') <= to && (row.valid_to === null || row.valid_to > from),
      ),
    )
  const known = new Map<string, ReadonlySet<string>>()
  return {
    on(teamId, day) {
      const key = `${teamId} ${day}`
      const on = day.toString()
      const found = known.get(key) ?? new Set(during(teamId, on, on).map((row) => row.member_id))
      known.set(key, found)
      return found
    },
    isWhole: (teamId, { from, to }) =>
      scope === 'all' || during(teamId, from.toString(), to.toString()).every((row) => row.seen),
  }
}
