import { sql } from 'kysely'
import { Conflict } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Locale } from '#platform/text/messages.ts'
import type { RowForecast } from '../contract.ts'
import { quarterNamer, tallyKeeper } from '../rules/tally.ts'
import { type Batch, batchFor, changeBatch, type ImportKinds, requireKind } from './batches.ts'
import { type RowPlan, refused } from './importKind.ts'
import { keepRefused } from './keepChanges.ts'
import { openImportFile, openReading, requireAnswered } from './reading.ts'
import { reasonOf } from './report.ts'
import { chunksOf, importing, type Progress } from './runImport.ts'

const CHUNK_ROWS = 1_000
/** Of each outcome so many rows are shown. */
const SAMPLES = 20

/**
 * Goes through the whole file as a commit would, and saves nothing: no row is locked, so nobody waits. Keeps what it saw
 * coming: rows to be created, changed and refused, and what would move in the ledger, by quarter and for how many people.
 */
export async function dryRun(
  app: App,
  actor: Actor,
  kinds: ImportKinds,
  batchId: string,
  { locale, ...progress }: Progress & { readonly locale: Locale },
): Promise<Batch> {
  const db = app.db.of(actor.orgId)
  const batch = await batchFor(db, actor, kinds, batchId)
  const kind = requireKind(kinds, actor, batch.kind)
  if (batch.state !== 'open') throw new Conflict('import.not_open', { field: 'id', value: batch.state })
  requireAnswered(batch.questions)
  const reading = await openReading(app, importing(actor), kind, batch, { dry: true })
  const planner = kind.begin(reading.run)
  const keeper = tallyKeeper(null, quarterNamer(reading.run.org), { people: true })
  const samples = new Map<string, RowForecast[]>()
  await sql`delete from import_refused where org_id = ${actor.orgId}::uuid and batch_id = ${batchId}::uuid`.execute(db)
  const source = await openImportFile(app, actor.orgId, kind, batch)
  let done = 0
  for await (const rows of chunksOf(source.rows(), progress.chunkRows ?? CHUNK_ROWS)) {
    progress.signal?.throwIfAborted()
    const read = await reading.rows(db, rows)
    const plan = await planner(
      db,
      read.filter(({ faults }) => faults.length === 0),
    )
    const bad = read.flatMap(({ line, faults }) => (faults.length > 0 ? [refused(line, faults)] : []))
    const plans = [...plan.rows, ...bad]
    for (const row of plans) {
      keeper.row(row.outcome, row.line, row.warnings)
      keepSample(samples, row, locale)
    }
    const { gone, come } = plan.entries()
    keeper.entries(gone, -1n)
    keeper.entries(come, 1n)
    await keepRefused(db, actor.orgId, batchId, plans, new Map(rows.map((row) => [row.line, row.cells])))
    done += rows.length
    await progress.onProgress?.(done, batch.rows)
  }
  const shown = [...samples.values()].flat().sort((a, b) => a.line - b.line)
  await changeBatch(db, actor.orgId, batchId, { forecast: { ...keeper.tally(), samples: shown } })
  return await batchFor(db, actor, kinds, batchId)
}

function keepSample(samples: Map<string, RowForecast[]>, row: RowPlan, locale: Locale): void {
  const own = samples.get(row.outcome) ?? []
  samples.set(row.outcome, own)
  if (own.length >= SAMPLES) return
  const { line, outcome, name, changed } = row
  own.push({ line, outcome, name, changed, reasons: row.faults.map((fault) => reasonOf(fault, locale)) })
}
