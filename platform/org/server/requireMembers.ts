import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'

/**
 * People whom a record names in a list, where no key of the database holds them: each must be a member of the
 * organisation. Throws Fault `record.relation_missing` with the first who is none.
 */
export async function requireMembers(write: Write, field: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`select id::text from member
    where org_id = ${write.actor.orgId}::uuid and id::text = any(${ids}::text[]) and deleted_at is null`.execute(
    write.tx,
  )
  const known = new Set(rows.map((row) => row.id))
  const missing = ids.find((id) => !known.has(id.toLowerCase()))
  if (missing !== undefined) throw new Fault('record.relation_missing', { field, value: missing.slice(0, 100) })
}
