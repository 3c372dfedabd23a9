import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#ledger/rules/fault.ts'
import { requireScope } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { attach } from '#platform/http/attach.ts'
import { speaking } from '#platform/http/language.ts'
import { type Authenticate, base } from '#platform/http/mount.ts'
import { type Locale, localeOf, say } from '#platform/text/messages.ts'
import { importReads, importWrites } from '../contract.ts'
import { CSV_BYTES_MAX } from '../readCsv.ts'
import { examples } from '../rules/examples.ts'
import { writeCsv, writeRefusedRows } from '../writeCsv.ts'
import { writeXlsx } from '../writeXlsx.ts'
import { type SheetHead, sheetHeads } from '../xlsx/heads.ts'
import { batchFor, type ImportKinds, requireKind } from './batches.ts'
import type { ImportKind } from './importKind.ts'
import { openBatch } from './openBatch.ts'
import { refusedRows } from './report.ts'
import { detailOf } from './routes.ts'

/** What is not JSON about imports: the file that comes in, the sheets of a workbook, the refused rows and the templates that go out. */
export function importFiles(server: FastifyInstance, app: App, kinds: ImportKinds, authenticate: Authenticate): void {
  const caller = async (request: FastifyRequest, meta: typeof importReads): Promise<Actor> => {
    const actor = await authenticate(request)
    if (!actor) throw new Fault('auth.required')
    requireScope(actor, meta)
    return speaking(request, actor)
  }
  server.post(`${base}/imports`, async (request, reply) => {
    const actor = await caller(request, importWrites)
    const batch = await upload(app, actor, kinds, request)
    reply.code(201).header('cache-control', 'no-store').header('location', `${base}/imports/${batch.id}`)
    return reply.send(await detailOf(app, actor, kinds, batch))
  })
  server.get<{ Params: { id: string } }>(`${base}/imports/:id/refused.csv`, async (request, reply) => {
    const actor = await caller(request, importReads)
    const db = app.db.of(actor.orgId)
    if (!/^[0-9a-f-]{36}$/i.test(request.params.id))
      throw new Fault('record.not_found', { field: 'id', value: request.params.id })
    const batch = await batchFor(db, actor, kinds, request.params.id)
    const locale = localeOf(actor.locale)
    const rows = refusedLines(refusedRows(db, actor.orgId, batch.id, locale))
    const stream = writeRefusedRows({
      headers: batch.headers,
      lineHeader: say(locale, 'import.refused.line'),
      reasonHeader: say(locale, 'import.refused.reason'),
      rows,
    })
    return attach(reply, `${batch.fileName.replace(/\.\w+$/, '')}-${say(locale, 'import.refused.file')}.csv`).send(
      stream,
    )
  })
  server.post(`${base}/imports/sheets`, async (request, reply) => {
    await caller(request, importWrites)
    return reply.header('cache-control', 'no-store').send({ items: await sheetsIn(app, request) })
  })
  for (const form of ['csv', 'xlsx'] as const) {
    server.get<{ Params: { kind: string } }>(`${base}/imports/templates/:kind.${form}`, async (request, reply) => {
      const actor = await caller(request, importReads)
      const kind = requireKind(kinds, actor, request.params.kind)
      return attach(reply, `${kind.kind}.${form}`).send(template(kind, localeOf(actor.locale), form))
    })
  }
}

/** Takes `kind`, perhaps `sheet`, and then `file` out of a form; the file goes to its place as it comes. */
async function upload(app: App, actor: Actor, kinds: ImportKinds, request: FastifyRequest) {
  if (!request.isMultipart()) throw new Fault('request.media_type', { value: request.headers['content-type'] ?? '' })
  let kind = ''
  let sheet: string | null = null
  // one byte more than is allowed, so that a file which is too large is noticed and not cut
  for await (const part of request.parts({ limits: { fileSize: CSV_BYTES_MAX + 1, files: 1, fields: 10 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'kind' && typeof part.value === 'string') kind = part.value
      if (part.fieldname === 'sheet' && typeof part.value === 'string') sheet = part.value
      continue
    }
    if (kind === '') throw new Fault('import.kind_first', { field: 'kind', value: null })
    return await openBatch(app, actor, kinds, { kind, fileName: part.filename, input: part.file, sheet })
  }
  throw new Fault('import.upload_missing', { field: 'file', value: null })
}

/** The sheets of a workbook that is sent as `file`; it is not kept. */
async function sheetsIn(app: App, request: FastifyRequest): Promise<readonly SheetHead[]> {
  if (!request.isMultipart()) throw new Fault('request.media_type', { value: request.headers['content-type'] ?? '' })
  const part = await request.file({ limits: { fileSize: CSV_BYTES_MAX + 1, files: 1, fields: 10 } })
  if (part === undefined) throw new Fault('import.upload_missing', { field: 'file', value: null })
  await mkdir(app.files, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(app.files, 'sheets-'))
  try {
    const path = join(folder, 'workbook')
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    return await sheetHeads(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* refusedLines(rows: ReturnType<typeof refusedRows>) {
  for await (const { line, cells, reasons } of rows) {
    yield { line, cells, reason: reasons.map(({ message }) => message).join(' ') }
  }
}

/** Column names that the import knows again, in the reader's language, with one row that shows what belongs there. */
function template({ kind, fields }: ImportKind, locale: Locale, form: 'csv' | 'xlsx') {
  const columns = fields.map(({ name, synonyms, kind: holds }) => {
    const own = synonyms.filter((one) => /\p{Script=Han}/u.test(one) === (locale === 'zh-CN'))
    return { head: own[0] ?? name, form: holds === 'day' ? ('day' as const) : ('text' as const) }
  })
  const rows = [fields.map(({ name }) => examples[locale][kind][name] ?? '')]
  if (form === 'xlsx') return writeXlsx({ sheet: say(locale, `import.kind.${kind}`), columns, rows })
  return writeCsv({ headers: columns.map(({ head }) => head), rows, byteOrderMark: true })
}
