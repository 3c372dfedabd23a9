import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Dims, Posted } from '#ledger/rules/entry.ts'
import { isKind } from '#ledger/rules/kinds.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Tables } from '#platform/db/tables.generated.ts'

export type EntryRow = Selectable<Tables['ledger_entry']>

/** Everything that was ever posted for these subjects, originals and reversals, by subject. */
export async function postedFor(
  db: Db,
  orgId: string,
  subjects: readonly { readonly subjectType: string; readonly subjectId: string }[],
): Promise<Map<string, Posted[]>> {
  const found = new Map<string, Posted[]>()
  for (const [type, own] of Map.groupBy(subjects, (one) => one.subjectType)) {
    const ids = own.map((one) => one.subjectId)
    const { rows } = await sql<EntryRow>`select * from ledger_entry
      where org_id = ${orgId}::uuid and subject_type = ${type} and subject_id = any(${ids}::uuid[]) order by seq`.execute(
      db,
    )
    for (const row of rows) {
      const list = found.get(row.subject_id)
      if (list) list.push(postedOf(row))
      else found.set(row.subject_id, [postedOf(row)])
    }
  }
  return found
}

export function postedOf(row: EntryRow): Posted {
  if (!isKind(row.kind)) throw new Error(`Entry ${row.seq} has the unknown kind ${row.kind}: made by a newer program?`)
  return {
    seq: row.seq,
    kind: row.kind,
    memberId: row.member_id,
    teamId: row.team_id,
    share: row.share,
    occurredOn: Temporal.PlainDate.from(row.occurred_on),
    occurredAt: row.occurred_at === null ? null : Temporal.Instant.from(row.occurred_at),
    quantity: row.quantity,
    q2: row.q2,
    amount: row.amount,
    currency: row.currency,
    amountBase: row.amount_base,
    fxRate: row.fx_rate,
    fxOn: row.fx_on === null ? null : Temporal.PlainDate.from(row.fx_on),
    accountId: row.account_id,
    productId: row.product_id,
    dims: dimsOf(row.dims),
    reverses: row.reverses,
  }
}

function dimsOf(json: unknown): Dims {
  const dims: Record<string, string | number | boolean | null> = {}
  if (typeof json !== 'object' || json === null) return dims
  for (const [name, value] of Object.entries(json)) {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      dims[name] = value
  }
  return dims
}
