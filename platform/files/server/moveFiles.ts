import { sql } from 'kysely'
import type { Write } from '#ledger/server/write.ts'

/** Two records turn out to be one, or two again: its files go along. `only` of them where that is said. Answers which. */
export async function moveFiles(
  { tx, actor }: Write,
  recordType: string,
  { from, to, only = null }: { readonly from: string; readonly to: string; readonly only?: readonly string[] | null },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`update file set record_id = ${to}::uuid where org_id = ${actor.orgId}::uuid
    and record_type = ${recordType} and record_id = ${from}::uuid
    ${only === null ? sql`` : sql`and id = any(${only}::uuid[])`} returning id`.execute(tx)
  return rows.map(({ id }) => id)
}
