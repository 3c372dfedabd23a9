import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type App, newId } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { settingsSchema } from '../contract.ts'
import { CSV_BYTES_MAX, type CsvSource, openCsv } from '../readCsv.ts'
import { columnDetector } from '../rules/detect.ts'
import { guessMapping } from '../rules/headers.ts'
import { foundColumn, guessedSettings, type ImportSettings } from '../rules/settings.ts'
import { isZip, sheetAsCsv } from '../xlsx/sheetAsCsv.ts'
import { type Batch, batchFor, type Found, type ImportKinds, jsonText, requireKind } from './batches.ts'
import type { ImportKind } from './importKind.ts'
import { importFolder } from './reading.ts'
import { survey } from './survey.ts'

export interface NewBatch {
  readonly kind: string
  readonly fileName: string
  /** A stream that comes in, or the path of a file that is here: CSV or a workbook. */
  readonly input: Readable | string
  /** Of a workbook, where several sheets hold something. */
  readonly sheet?: string | null
}

/**
 * Takes a file in: keeps it, finds out what its columns hold, proposes what they mean, and asks what only a person can
 * say. Nothing of it is imported yet. A workbook is kept as the CSV of its sheet. Throws Faults `import.…` of the file as
 * `openCsv` and `sheetAsCsv`; `import.kind_unknown`.
 */
export async function openBatch(app: App, actor: Actor, kinds: ImportKinds, given: NewBatch): Promise<Batch> {
  const kind = requireKind(kinds, actor, given.kind)
  const id = newId()
  const folder = importFolder(app, actor.orgId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, id)
  try {
    const fileHash = await keepFile(given.input, path)
    const isWorkbook = await isZip(path)
    if (isWorkbook) await replaceBySheet(path, given.sheet ?? null)
    const opened = await openCsv(path, isWorkbook ? { encoding: 'utf-8', delimiter: ',' } : {})
    const source = (kind.laidOut ?? ((one) => one))(opened)
    const hash = given.sheet ? createHash('sha256').update(fileHash).update(given.sheet).digest('hex') : fileHash
    await insertBatch(app, actor, kind, { id, hash, source, fileName: basename(given.fileName).slice(0, 300) })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return await batchFor(app.db.of(actor.orgId), actor, kinds, id)
}

async function keepFile(input: Readable | string, path: string): Promise<string> {
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      hash.update(chunk)
      if (bytes > CSV_BYTES_MAX)
        done(new Fault('import.too_large', { field: 'file', value: bytes, max: CSV_BYTES_MAX }))
      else done(null, chunk)
    },
  })
  const from = typeof input === 'string' ? createReadStream(input) : input
  await pipeline(from, counted, createWriteStream(path, { mode: 0o600 }))
  return hash.digest('hex')
}

async function replaceBySheet(path: string, sheet: string | null): Promise<void> {
  const csv = `${path}.csv`
  try {
    await sheetAsCsv(path, csv, sheet)
    await rename(csv, path)
  } finally {
    await rm(csv, { force: true })
  }
}

interface Kept {
  readonly id: string
  readonly hash: string
  readonly source: CsvSource
  readonly fileName: string
}

async function insertBatch(
  app: App,
  actor: Actor,
  kind: ImportKind,
  { id, hash, source, fileName }: Kept,
): Promise<void> {
  const db = app.db.of(actor.orgId)
  const { headers } = source
  const { detections, rows } = await detected(source)
  const guesses = guessMapping({ headers, columns: detections, fields: kind.fields })
  const columns = guesses.flatMap((guess, i) => {
    const detection = detections[i]
    return detection === undefined ? [] : [foundColumn(guess, detection)]
  })
  const signature = createHash('sha256').update(headers.join('\u001f')).digest('hex')
  const guessed = guessedSettings(columns)
  const settings = (await rememberedSettings(db, actor, kind, signature)) ?? guessed
  const { questions, inFile } = await survey(app, actor, kind, { source, columns, settings })
  const found: Found = {
    encoding: source.encoding,
    delimiter: source.delimiter,
    headerLine: source.headerLine,
    columns,
    inFile,
    sameFileAs: await earlierBatch(db, actor, kind, hash),
  }
  await sql`insert into import_batch
    (org_id, id, kind, file_name, file_hash, bytes, signature, state, headers, found, settings, questions, rows, created_by, created_at)
    values (${actor.orgId}::uuid, ${id}::uuid, ${kind.kind}, ${fileName}, ${hash}, ${source.bytes}, ${signature}, 'open',
      ${jsonText(headers)}::jsonb, ${jsonText(found)}::jsonb, ${jsonText(settings)}::jsonb, ${jsonText(questions)}::jsonb,
      ${rows}, ${actor.memberId}::uuid, ${app.clock.now().toString()}::timestamptz)`.execute(db)
}

async function detected(source: CsvSource) {
  const detectors = source.headers.map(() => columnDetector())
  let rows = 0
  for await (const { cells, problem } of source.rows()) {
    rows += 1
    if (problem !== undefined) continue
    detectors.forEach((detector, i) => {
      detector.see(cells[i] ?? '')
    })
  }
  return { detections: detectors.map((detector) => detector.found()), rows }
}

/** What was said of the last file of this source. Links to records that are gone since become questions again. */
async function rememberedSettings(
  db: Db,
  actor: Actor,
  kind: ImportKind,
  signature: string,
): Promise<ImportSettings | null> {
  const row = await db
    .selectFrom('import_mapping')
    .select('settings')
    .where('org_id', '=', actor.orgId)
    .where('kind', '=', kind.kind)
    .where('signature', '=', signature)
    .executeTakeFirst()
  if (row === undefined) return null
  const parsed = settingsSchema.safeParse(row.settings)
  if (!parsed.success) return null
  return { ...parsed.data, relations: await standingAnswers(db, actor, kind, parsed.data.relations) }
}

async function standingAnswers(db: Db, actor: Actor, kind: ImportKind, relations: ImportSettings['relations']) {
  const standing: Record<string, ImportSettings['relations'][string]> = {}
  for (const [field, answers] of Object.entries(relations)) {
    const target = kind.fields.find(({ name }) => name === field)?.relationTo
    const ids = Object.values(answers).flatMap((answer) => ('to' in answer ? [answer.to] : []))
    const there = target === undefined ? new Set<string>() : await idsThere(db, actor.orgId, target, ids)
    standing[field] = Object.fromEntries(
      Object.entries(answers).filter(([, answer]) => !('to' in answer) || there.has(answer.to)),
    )
  }
  return standing
}

async function idsThere(db: Db, orgId: string, type: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const table = type.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
    where org_id = ${orgId}::uuid and id = any(${ids}::uuid[]) and deleted_at is null`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

async function earlierBatch(db: Db, actor: Actor, kind: ImportKind, hash: string): Promise<string | null> {
  const row = await db
    .selectFrom('import_batch')
    .select('id')
    .where('org_id', '=', actor.orgId)
    .where('kind', '=', kind.kind)
    .where('file_hash', '=', hash)
    .where('state', '=', 'done')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.id ?? null
}
