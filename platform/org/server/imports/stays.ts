import { sql } from 'kysely'
import type { Db } from '#platform/db/connections.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import { membership, type Membership as Stay } from '../../records/team.ts'

/** The memberships of members, by member. */
export type Stays = ReadonlyMap<string, readonly Stay[]>

export async function staysOf(db: Db, orgId: string, members: readonly string[]): Promise<Stays> {
  if (members.length === 0) return new Map()
  const { rows } = await sql<Record<string, unknown>>`select * from membership
    where org_id = ${orgId}::uuid and member_id = any(${members}::uuid[]) and deleted_at is null order by id`.execute(
    db,
  )
  return Map.groupBy(
    rows.map((row) => recordOfRow(membership, row)),
    ({ memberId }) => memberId,
  )
}

/** Where a member is on a day. */
export function currentStay(stays: Stays, memberId: string, day: Temporal.PlainDate): Stay | null {
  const isThere = ({ validFrom, validTo }: Stay) =>
    (validFrom === null || Temporal.PlainDate.compare(validFrom, day) <= 0) &&
    (validTo === null || Temporal.PlainDate.compare(day, validTo) < 0)
  return stays.get(memberId)?.find(isThere) ?? null
}
