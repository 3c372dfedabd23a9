import { sql } from 'kysely'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import type { Asker } from '#ledger/server/question.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Whose } from '../contract/amount.ts'
import { type TeamTree, teamTreeOf } from './teamTree.ts'

/** A place in the tree with those directly below it. */
export interface Place {
  readonly of: Whose
  /** Null of the organisation. */
  readonly id: string | null
  readonly parentId: string | null
  readonly depth: number
  readonly name: string
  readonly isVacant: boolean
  readonly below: readonly Place[]
}
interface Person {
  readonly id: string
  readonly name: string
  readonly vacant: boolean
  readonly team_id: string | null
}

/**
 * The organisation, its teams, and who is in them on a day of the period (who was employed in it at all), as far as the asker
 * reaches: whoever does not reach all sees the teams with somebody whom they may see, and those above them.
 */
export async function cascadeTree(
  asker: Asker,
  period: Days,
  on: Temporal.PlainDate,
): Promise<{ readonly top: Place; readonly tree: TeamTree }> {
  const tree = await teamTreeOf(asker.db, asker.org.id)
  const people = await peopleIn(asker, period, on)
  const { compare } = new Intl.Collator(asker.actor.locale)
  const isThere = (teamId: string | null) => teamId !== null && tree.teams.get(teamId)?.isDeleted === false
  const inTeam = Map.groupBy(people, (one) => (isThere(one.team_id) ? one.team_id : null))
  const reached = new Set(people.flatMap((one) => (one.team_id === null ? [] : tree.above(one.team_id))))
  const teams = [...tree.teams.values()].filter(
    (one) => !one.isDeleted && (asker.scope === 'all' || reached.has(one.id)),
  )
  const underTeam = Map.groupBy(teams, (one) => (isThere(one.parentId) ? one.parentId : null))
  const belowOf = (id: string | null, depth: number, seen: readonly string[]): Place[] => [
    ...(underTeam.get(id) ?? [])
      .filter((one) => !seen.includes(one.id))
      .toSorted((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
      .map(
        ({ id: teamId, name }): Place => ({
          of: 'team',
          id: teamId,
          parentId: id,
          depth,
          name,
          isVacant: false,
          below: belowOf(teamId, depth + 1, [...seen, teamId]),
        }),
      ),
    ...(inTeam.get(id) ?? [])
      .toSorted((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
      .map(
        (one): Place => ({
          of: 'member',
          id: one.id,
          parentId: id,
          depth,
          name: one.name,
          isVacant: one.vacant,
          below: [],
        }),
      ),
  ]
  const { name } = asker.org
  return {
    tree,
    top: { of: 'organisation', id: null, parentId: null, depth: 0, name, isVacant: false, below: belowOf(null, 1, []) },
  }
}

async function peopleIn({ db, actor, scope }: Asker, { from, to }: Days, on: Temporal.PlainDate): Promise<Person[]> {
  const day = sql`${on.toString()}::date`
  const { rows } = await sql<Person>`select m.id, m.name, m.vacant, s.team_id from member m
    left join membership s on s.org_id = m.org_id and s.member_id = m.id and s.deleted_at is null
      and (s.valid_from is null or s.valid_from <= ${day}) and (s.valid_to is null or s.valid_to > ${day})
    where m.org_id = ${actor.orgId}::uuid and m.deleted_at is null
      and (m.employed_from is null or m.employed_from <= ${to.toString()}::date)
      and (m.employed_to is null or m.employed_to >= ${from.toString()}::date) and ${rowsIn(actor, scope, 'id', 'm')}`.execute(
    db,
  )
  return rows
}

/** Each before those below it, depths counted from the top of the answer. */
export function inPreorder(top: Place, isShown: (place: Place) => boolean): Place[] {
  const found: Place[] = []
  const walk = (place: Place) => {
    if (isShown(place)) found.push(place)
    for (const one of place.below) walk(one)
  }
  walk(top)
  return found
}
export function placeOf(top: Place, teamId: string): Place | null {
  return inPreorder(top, ({ of, id }) => of === 'team' && id === teamId)[0] ?? null
}
