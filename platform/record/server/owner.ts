import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Declaration, Scope } from '../record.ts'
import type { Values } from './changes.ts'

/** A record can't be given to somebody whom one's right does not reach. Throws Fault `access.owner_out_of_reach`. */
export async function requireOwnerInScope(
  write: Write,
  declaration: Declaration,
  values: Values,
  scope: Scope,
): Promise<void> {
  const { owner } = declaration
  const given = owner === null ? undefined : values[owner]
  if (scope === 'all' || typeof given !== 'string' || given === write.actor.memberId) return
  const { rows } = await sql`select from member where org_id = ${write.actor.orgId}::uuid and id = ${given}::uuid
    and ${rowsIn(write.actor, scope, 'id')}`.execute(write.tx)
  if (rows.length === 0) throw new Fault('access.owner_out_of_reach', { field: owner ?? '', value: given })
}
