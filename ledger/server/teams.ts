import { sql } from 'kysely'
import type { Entry } from '#ledger/rules/entry.ts'
import type { Db } from '#platform/db/connections.ts'

interface Stay {
  member_id: string
  team_id: string | null
  valid_from: string | null
  valid_to: string | null
}

/** Finds the team of each entry's member on the entry's day, from the effective-dated memberships. */
export async function teamsOn(
  db: Db,
  orgId: string,
  entries: readonly Entry[],
): Promise<(one: Entry) => string | null> {
  const members = [...new Set(entries.map((one) => one.memberId).filter((id) => id !== null))]
  if (members.length === 0) return () => null
  const { rows } = await sql<Stay>`select member_id, team_id, valid_from, valid_to from membership
    where org_id = ${orgId}::uuid and member_id = any(${members}::uuid[]) and deleted_at is null`.execute(db)
  const stays = Map.groupBy(rows, (row) => row.member_id)
  return (one) => {
    if (one.memberId === null) return null
    const day = one.occurredOn.toString()
    const stay = stays
      .get(one.memberId)
      ?.find((row) => (row.valid_from ?? '') <= day && (row.valid_to === null || row.valid_to > day))
    return stay?.team_id ?? null
  }
}
