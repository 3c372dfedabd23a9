import { sql } from 'kysely'
import type { PendingChange, PlainRecord } from '#ledger/server/pending.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Stored } from '#platform/record/record.ts'
import { wireOf } from '#platform/record/wire.ts'
import { jsonText } from './batches.ts'
import type { ImportKind, RowPlan } from './importKind.ts'

/**
 * Keeps what this transaction changed, whatever function did it, so that the batch can be taken back: what stood before
 * and the version that was left behind. Called last before the transaction ends.
 */
export async function keepChanges(
  write: Write,
  batchId: string,
  kind: ImportKind,
  rows: readonly RowPlan[],
): Promise<void> {
  const { changes } = write.pending
  if (changes.length === 0) return
  const lines = new Map(rows.flatMap(({ id, line }) => (id === null ? [] : [[id, line] as const])))
  const first = await nextSeq(write, batchId)
  const kept = changes.map((change, i) => {
    const unit = kind.unitOf?.(change.declaration.type, change.after) ?? change.after.id
    return {
      org_id: write.actor.orgId,
      batch_id: batchId,
      seq: first + i,
      unit,
      line: lines.get(unit) ?? 0,
      type: change.declaration.type,
      record_id: change.after.id,
      before: beforeOf(change),
      version: change.after.version,
      outcome: 'stands',
      reason: null,
    }
  })
  await sql`insert into import_change select * from jsonb_populate_recordset(null::import_change, ${jsonText(kept)}::jsonb)`.execute(
    write.tx,
  )
}

async function nextSeq(write: Write, batchId: string): Promise<number> {
  const { rows } = await sql<{ last: bigint | null }>`select max(seq) as last from import_change
    where org_id = ${write.actor.orgId}::uuid and batch_id = ${batchId}::uuid`.execute(write.tx)
  return Number(rows[0]?.last ?? 0n) + 1
}

function beforeOf({ before, declaration }: PendingChange) {
  return before !== null && isStored(before) ? wireOf(declaration, before) : null
}
function isStored(record: PlainRecord): record is PlainRecord & Stored {
  return record.createdAt instanceof Temporal.Instant && record.updatedAt instanceof Temporal.Instant
}

/** Rows that were refused, with their cells as they came, to be given back as a file. */
export async function keepRefused(
  db: Db,
  orgId: string,
  batchId: string,
  rows: readonly RowPlan[],
  cells: ReadonlyMap<number, readonly string[]>,
): Promise<void> {
  const kept = rows
    .filter(({ outcome }) => outcome === 'refused')
    .map(({ line, faults }) => ({
      org_id: orgId,
      batch_id: batchId,
      line,
      cells: withoutNoughts(cells.get(line) ?? []),
      reasons: faults.map(({ code, details }) => ({ code, details: storable(details) })),
    }))
  if (kept.length === 0) return
  await sql`insert into import_refused select * from jsonb_populate_recordset(null::import_refused, ${jsonText(kept)}::jsonb)
    on conflict (org_id, batch_id, line) do update set cells = excluded.cells, reasons = excluded.reasons`.execute(db)
}

/** PostgreSQL keeps no NUL in JSON. */
function withoutNoughts(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replaceAll('\0', '�'))
}
function storable(details: { readonly [name: string]: unknown }) {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll('\0', '�') : value,
    ]),
  )
}
