import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { CsvRow } from '../csvRows.ts'
import { mappedFields } from '../rules/mappedFields.ts'
import { type Batch, batchFor, changeBatch, type ImportKinds, jsonText, lockBatch, requireKind } from './batches.ts'
import { type Commit, committingOf, type From } from './committing.ts'
import { keepChanges } from './keepChanges.ts'
import { makeNamed } from './makeNamed.ts'
import { openImportFile, openReading, requireAnswered } from './reading.ts'

export interface Progress {
  /** Rows, of `total`. */
  readonly onProgress?: (done: number, total: number) => void | Promise<void>
  /** Stops between two chunks; what was committed stays, and the import can go on or be undone. */
  readonly signal?: AbortSignal
  /** For tests and slow machines; a chunk is one transaction. */
  readonly chunkRows?: number
}

const CHUNK_ROWS = 1_000

/** An import acts for whoever started it, and the ledger and the audit say that it was an import. */
export function importing(actor: Actor): Actor {
  return { ...actor, via: 'import' }
}

/**
 * Commits a batch in chunks, each a transaction; after a crash or a stop it goes on behind the last committed line. Rows
 * that can't go in are kept with their reasons. Throws Fault `import.questions_open`; Conflict `import.not_open`,
 * `import.runs_already`; aborts with `import.stopped`.
 */
export async function runImport(
  app: App,
  actor: Actor,
  kinds: ImportKinds,
  batchId: string,
  progress: Progress = {},
): Promise<Batch> {
  const batch = await batchFor(app.db.of(actor.orgId), actor, kinds, batchId)
  const kind = requireKind(kinds, actor, batch.kind)
  requireAnswered(batch.questions)
  await startBatch(app, importing(actor), batch)
  try {
    await commitBatch({ app, actor: importing(actor), kind, batch, progress })
  } catch (error) {
    // who was overtaken doesn't stop the one that goes on
    const isOvertaken = error instanceof Fault && error.code === 'import.runs_already'
    if (!isOvertaken) await stopBatch(app, actor, batch.id, error)
    throw error
  }
  return await batchFor(app.db.of(actor.orgId), actor, kinds, batchId)
}

async function startBatch(app: App, actor: Actor, { id }: Batch): Promise<void> {
  await app.db
    .of(actor.orgId)
    .transaction()
    .execute(async (tx) => {
      const { state } = await lockBatch(tx, actor.orgId, id)
      if (!['open', 'running', 'stopped'].includes(state))
        throw new Conflict('import.not_open', { field: 'id', value: state })
      await sql`delete from import_refused where org_id = ${actor.orgId}::uuid and batch_id = ${id}::uuid
        and line > (select committed_line from import_batch where org_id = ${actor.orgId}::uuid and id = ${id}::uuid and pass = 1)`.execute(
        tx,
      )
      await changeBatch(tx, actor.orgId, id, { state: 'running', problem: null })
    })
}

async function stopBatch(app: App, actor: Actor, id: string, error: unknown): Promise<void> {
  const code = error instanceof Fault ? error.code : 'import.failed'
  const problem = { code, message: error instanceof Error ? error.message : String(error) }
  try {
    await changeBatch(app.db.of(actor.orgId), actor.orgId, id, { state: 'stopped', problem })
  } catch (failure) {
    app.log.warn({ err: failure, batch: id }, 'an import that broke off could not be marked as stopped')
  }
}

interface Running extends Commit {
  readonly progress: Progress
}

async function commitBatch(commit: Running): Promise<void> {
  const { app, actor, kind, batch, progress } = commit
  await makeNamed(app, actor, kind, batch)
  if (batch.pass === 1) await commitPass(commit, 1, { line: batch.committedLine, counts: batch.counts })
  // Rows that name rows further down find them now.
  const tied = Object.values(batch.found.inFile).some((names) => names.length > 0)
  if (tied) await commitPass(commit, 2, { line: batch.pass === 2 ? batch.committedLine : 0, counts: null })
  await finish(commit)
  await progress.onProgress?.(batch.rows, batch.rows)
}

async function commitPass(commit: Running, pass: 1 | 2, from: From): Promise<void> {
  const { app, actor, kind, batch, progress } = commit
  const reading = await openReading(app, actor, kind, batch, { dry: false })
  const source = await openImportFile(app, actor.orgId, kind, batch)
  const committing = committingOf(commit, reading, pass, from)
  let done = 0
  try {
    for await (const rows of chunksOf(source.rows(), progress.chunkRows ?? CHUNK_ROWS)) {
      progress.signal?.throwIfAborted()
      // Read even where committed before, for the keys that were seen.
      const read = await reading.rows(app.db.of(actor.orgId), rows)
      const cells = new Map(rows.map((row) => [row.line, row.cells]))
      const left = read.filter((row) => row.line > from.line && (pass === 1 || Object.keys(row.texts).length > 0))
      if (left.length > 0) await committing.push({ rows: left, cells })
      done += rows.length
      await progress.onProgress?.(done, batch.rows)
    }
  } finally {
    await committing.end()
  }
  if (pass === 1) await changeBatch(app.db.of(actor.orgId), actor.orgId, batch.id, { pass: 2, committed_line: 0 })
}

/** Each chunk is read while the one before is being worked on. */
export async function* chunksOf(rows: AsyncIterable<CsvRow>, size: number): AsyncGenerator<readonly CsvRow[]> {
  const chunks = plainChunks(rows, size)
  try {
    let coming = chunks.next()
    for (;;) {
      const { value, done } = await coming
      if (done) return
      coming = chunks.next()
      // what is wrong with the next chunk is said when its turn comes
      coming.catch(() => {})
      yield value
    }
  } finally {
    await chunks.return(undefined)
  }
}

async function* plainChunks(rows: AsyncIterable<CsvRow>, size: number): AsyncGenerator<readonly CsvRow[], undefined> {
  let chunk: CsvRow[] = []
  for await (const row of rows) {
    chunk.push(row)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

async function finish({ app, actor, kind, batch }: Commit): Promise<void> {
  await writing(app, actor, async (write) => {
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from import_change
      where org_id = ${actor.orgId}::uuid and batch_id = ${batch.id}::uuid`.execute(write.tx)
    if ((rows[0]?.n ?? 0n) > 0n && kind.finish) {
      await kind.finish(write, { batchId: batch.id, mapped: mappedFields(kind, batch.settings), undone: false })
      await keepChanges(write, batch.id, kind, [])
    }
    await sql`insert into import_mapping (org_id, kind, signature, settings, used_at)
      values (${actor.orgId}::uuid, ${kind.kind}, ${batch.signature}, ${jsonText(batch.settings)}::jsonb, ${write.now.toString()}::timestamptz)
      on conflict (org_id, kind, signature) do update set settings = excluded.settings, used_at = excluded.used_at`.execute(
      write.tx,
    )
    await changeBatch(write.tx, actor.orgId, batch.id, { state: 'done', committed_at: write.now.toString() })
  })
}
