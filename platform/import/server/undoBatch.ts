import { sql } from 'kysely'
import { z } from 'zod'
import { Conflict } from '#ledger/rules/fault.ts'
import { noteAudit, type Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Locale } from '#platform/text/messages.ts'
import type { Reason } from '../contract.ts'
import { mappedFields } from '../rules/mappedFields.ts'
import { batchFor, changeBatch, type ImportKinds, jsonText, lockBatch, requireKind } from './batches.ts'
import { reasonOf } from './report.ts'
import { importing, type Progress } from './runImport.ts'
import { type ChangeRow, takenBack, type UndoOf, type Unit } from './takenBack.ts'

/** What an undo took back, and what it left, with the reason. */
export interface UndoReport {
  readonly batchId: string
  /** Records that are as they were before the batch, or gone where they were not there. */
  readonly undone: number
  readonly leftCount: number
  /** The first thousand. */
  readonly left: readonly {
    readonly line: number
    readonly type: string
    readonly recordId: string
    readonly reason: Reason
  }[]
}

const CHUNK_CHANGES = 1_000
const LEFT_SHOWN = 1_000

/**
 * Takes a batch back, last things first, in chunks: what nobody edited or uses since goes back to what it was; the rest
 * stays and says why. Again, or after a crash, it goes on with what still stands. Throws Conflict `import.not_done`.
 */
export async function undoBatch(
  app: App,
  actor: Actor,
  kinds: ImportKinds,
  batchId: string,
  { locale, ...progress }: Progress & { readonly locale: Locale },
): Promise<UndoReport> {
  const db = app.db.of(actor.orgId)
  const batch = await batchFor(db, actor, kinds, batchId)
  const kind = requireKind(kinds, actor, batch.kind)
  const doer = importing(actor)
  await db.transaction().execute(async (tx) => {
    const { state } = await lockBatch(tx, actor.orgId, batchId)
    if (!['done', 'stopped', 'undoing', 'undone'].includes(state))
      throw new Conflict('import.not_done', { field: 'id', value: state })
    if (state !== 'undone') await changeBatch(tx, actor.orgId, batchId, { state: 'undoing' })
  })
  if (batch.state !== 'undone') {
    const total = await countOf(app, actor, batchId, 'stands')
    for (let done = 0, taken = -1; taken !== 0; done += taken) {
      progress.signal?.throwIfAborted()
      taken = await writing(app, doer, (write) =>
        undoChunk(write, { kind, batchId, declarations: kinds.declarations }, progress.chunkRows ?? CHUNK_CHANGES),
      )
      await progress.onProgress?.(Math.min(done + taken, total), total)
    }
    await writing(app, doer, async (write) => {
      await kind.finish?.(write, { batchId, mapped: mappedFields(kind, batch.settings), undone: true })
      await changeBatch(write.tx, actor.orgId, batchId, { state: 'undone', undone_at: write.now.toString() })
      noteAudit(write, {
        type: 'importBatch',
        recordId: batchId,
        action: 'undo',
        concerns: null,
        before: null,
        after: { fileName: batch.fileName },
      })
    })
  }
  return await undoReport(app, actor, batchId, locale)
}

async function countOf(app: App, actor: Actor, batchId: string, outcome: string): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(distinct record_id) as n from import_change
    where org_id = ${actor.orgId}::uuid and batch_id = ${batchId}::uuid and outcome = ${outcome}`.execute(
    app.db.of(actor.orgId),
  )
  return Number(rows[0]?.n ?? 0n)
}

/** Whole units, the last ones first; answers how many records there were. */
async function undoChunk(write: Write, of: UndoOf, limit: number): Promise<number> {
  const { kind, batchId } = of
  const units = await lastUnits(write, batchId, limit)
  if (units.length === 0) return 0
  const { back, left } = await takenBack(write, of, units)
  for (const written of [...kind.writes].reverse()) {
    const own = back.flatMap(({ records }) => records.filter(({ type }) => type === written.declaration.type))
    if (own.length === 0) continue
    const versions = await written.restore(
      write,
      own.map(({ id, before }) => ({ id, before })),
    )
    const moved = own.flatMap(({ id, versionBefore: from }) => {
      const to = versions.get(id)
      return from === null || to === undefined ? [] : [{ id, from, to }]
    })
    await relinkEarlier(write, batchId, moved)
  }
  const told = [
    ...back.map(({ unit }) => ({ unit, outcome: 'undone', reason: null })),
    ...left.map(({ unit, reason }) => ({
      unit,
      outcome: 'left',
      reason: { code: reason.code, details: reason.details },
    })),
  ]
  await sql`update import_change c set outcome = t.outcome, reason = t.reason
    from jsonb_to_recordset(${jsonText(told)}::jsonb) as t (unit uuid, outcome text, reason jsonb)
    where c.org_id = ${write.actor.orgId}::uuid and c.batch_id = ${batchId}::uuid and c.unit = t.unit and c.outcome = 'stands'`.execute(
    write.tx,
  )
  return units.reduce((sum, { changes }) => sum + new Set(changes.map(({ record_id }) => record_id)).size, 0)
}

async function lastUnits(write: Write, batchId: string, limit: number): Promise<Unit[]> {
  const org = write.actor.orgId
  const { rows } = await sql<ChangeRow>`select seq, unit, line, type, record_id, before, version from import_change
    where org_id = ${org}::uuid and batch_id = ${batchId}::uuid and outcome = 'stands' and unit = any(array(
      select unit from import_change where org_id = ${org}::uuid and batch_id = ${batchId}::uuid and outcome = 'stands'
      order by seq desc limit ${limit})) order by seq for update`.execute(write.tx)
  return [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, changes]) => ({ unit, changes }))
}

/**
 * An earlier batch that left exactly the state to which a record has just gone back may still take its own change back:
 * nobody edited the record since.
 */
async function relinkEarlier(
  write: Write,
  batchId: string,
  moved: readonly { id: string; from: number; to: number }[],
): Promise<void> {
  if (moved.length === 0) return
  await sql`update import_change c set version = t."to" from jsonb_to_recordset(${jsonText(moved)}::jsonb) as t (id uuid, "from" integer, "to" integer)
    where c.org_id = ${write.actor.orgId}::uuid and c.record_id = t.id and c.version = t."from" and c.batch_id <> ${batchId}::uuid
      and c.outcome = 'stands'`.execute(write.tx)
}

const keptReason = z.object({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())])),
})

export async function undoReport(app: App, actor: Actor, batchId: string, locale: Locale): Promise<UndoReport> {
  const { rows } = await sql<{ line: bigint; type: string; record_id: string; reason: unknown }>`
    select min(line) as line, type, record_id, (array_agg(reason))[1] as reason from import_change
    where org_id = ${actor.orgId}::uuid and batch_id = ${batchId}::uuid and outcome = 'left'
    group by type, record_id order by 1, 2, 3 limit ${LEFT_SHOWN}`.execute(app.db.of(actor.orgId))
  return {
    batchId,
    undone: await countOf(app, actor, batchId, 'undone'),
    leftCount: await countOf(app, actor, batchId, 'left'),
    left: rows.map((row) => ({
      line: Number(row.line),
      type: row.type,
      recordId: row.record_id,
      reason: reasonOf(keptReason.parse(row.reason), locale),
    })),
  }
}
