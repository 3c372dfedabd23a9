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
import { writeCsv, writeRefusedRows } from '../writeCsv.ts'
import { batchFor, type ImportKinds, requireKind } from './batches.ts'
import type { ImportKind } from './importKind.ts'
import { openBatch } from './openBatch.ts'
import { refusedRows } from './report.ts'
import { detailOf } from './routes.ts'

/** What is not JSON about imports: the file that comes in, the refused rows and the templates that go out. */
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
  server.get<{ Params: { kind: string } }>(`${base}/imports/templates/:kind.csv`, async (request, reply) => {
    const actor = await caller(request, importReads)
    const kind = requireKind(kinds, actor, request.params.kind)
    const headers = templateHeaders(kind, localeOf(actor.locale))
    return attach(reply, `${kind.kind}.csv`).send(writeCsv({ headers, rows: [], byteOrderMark: true }))
  })
}

/** Takes `kind` and then `file` out of a form; the file goes to its place as it comes. */
async function upload(app: App, actor: Actor, kinds: ImportKinds, request: FastifyRequest) {
  if (!request.isMultipart()) throw new Fault('request.media_type', { value: request.headers['content-type'] ?? '' })
  let kind = ''
  // one byte more than is allowed, so that a file which is too large is noticed and not cut
  for await (const part of request.parts({ limits: { fileSize: CSV_BYTES_MAX + 1, files: 1, fields: 10 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'kind' && typeof part.value === 'string') kind = part.value
      continue
    }
    if (kind === '') throw new Fault('import.kind_first', { field: 'kind', value: null })
    return await openBatch(app, actor, kinds, { kind, fileName: part.filename, input: part.file })
  }
  throw new Fault('import.upload_missing', { field: 'file', value: null })
}

async function* refusedLines(rows: ReturnType<typeof refusedRows>) {
  for await (const { line, cells, reasons } of rows) {
    yield { line, cells, reason: reasons.map(({ message }) => message).join(' ') }
  }
}

/** Column names that the import knows again, in the reader's language. */
function templateHeaders({ fields }: ImportKind, locale: Locale): string[] {
  return fields.map(({ name, synonyms }) => {
    const own = synonyms.filter((one) => /\p{Script=Han}/u.test(one) === (locale === 'zh-CN'))
    return own[0] ?? name
  })
}
