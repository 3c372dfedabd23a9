import { sql } from 'kysely'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Values } from '#platform/record/server/changes.ts'
import type { Ways } from '#platform/record/server/ways.ts'
import { type Ramp as RampRecord, ramp } from '../records/ramp.ts'
import { type RampStretch, rampFrom, rampPercents, rampText } from '../rules/ramp.ts'
import { teamTreeOf } from './teamTree.ts'
import { Ramp } from './types.ts'

/** The ramp of somebody with a first day. */
export interface RampHeld {
  readonly id: string
  readonly name: string
  readonly stretches: readonly RampStretch[]
}
interface RampRow {
  readonly id: string
  readonly name: string
  readonly team_id: string | null
  readonly starts_from: string
  readonly shares: string
}

/**
 * Which ramp holds for whom: of their team on the first day, else of the nearest team above it, else the one without a team;
 * of several there the last that had begun by then. Who has no first day has none.
 */
export async function rampsOf(
  db: Db,
  orgId: string,
  people: readonly { readonly id: string; readonly employedFrom: string | null }[],
): Promise<(memberId: string) => RampHeld | null> {
  const { rows } = await sql<RampRow>`select id, name, team_id, starts_from::text, shares from ramp
    where org_id = ${orgId}::uuid and deleted_at is null order by starts_from desc`.execute(db)
  const first = rows.at(-1)?.starts_from
  const newcomers = people.flatMap(({ id, employedFrom }) =>
    employedFrom !== null && first !== undefined && employedFrom >= first ? [{ id, begun: employedFrom }] : [],
  )
  if (newcomers.length === 0) return () => null
  const tree = await teamTreeOf(db, orgId)
  const ids = newcomers.map(({ id }) => id)
  const { rows: stays } = await sql<{ member_id: string; team_id: string }>`select s.member_id, s.team_id
    from membership s join member m on m.org_id = s.org_id and m.id = s.member_id
    where s.org_id = ${orgId}::uuid and s.member_id = any(${ids}::uuid[]) and s.team_id is not null and s.deleted_at is null
      and (s.valid_from is null or s.valid_from <= m.employed_from)
      and (s.valid_to is null or s.valid_to > m.employed_from)`.execute(db)
  const teams = new Map(stays.map((row) => [row.member_id, row.team_id]))
  const held = newcomers.flatMap(({ id, begun }) => {
    const teamId = teams.get(id)
    const places = [...(teamId === undefined ? [] : tree.above(teamId)), null]
    const found = places.flatMap(
      (place) => rows.find((row) => row.team_id === place && row.starts_from <= begun) ?? [],
    )[0]
    return found === undefined ? [] : [[id, heldBy(found, begun)] as const]
  })
  const known = new Map(held)
  return (memberId) => known.get(memberId) ?? null
}

function heldBy({ id, name, shares }: RampRow, begun: string): RampHeld {
  return { id, name, stretches: rampFrom(rampPercents(shares), Temporal.PlainDate.from(begun)) }
}

/** Creating, changing and restoring ramps by the usual routes. */
export const rampWays: Ways<typeof ramp> = {
  async create(write: Write, values: Values) {
    return save(write, Ramp, null, checked(draft(ramp, values)))
  },
  async change(write: Write, before: RampRecord, values: Values) {
    return save(write, Ramp, before, checked({ ...before, ...values }))
  },
}

/** Throws Fault `ramp.shares_invalid`. */
const checked = (given: RampRecord): RampRecord => ({ ...given, shares: rampText(rampPercents(given.shares)) })
