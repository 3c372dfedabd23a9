import { sql } from 'kysely'
import { Conflict } from '#ledger/rules/fault.ts'
import { scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import { askJob } from '#platform/jobs/jobs.ts'
import { localeOf } from '#platform/text/messages.ts'
import { type ImportDetail, type ImportJson, imports } from '../contract.ts'
import { chosenKey, mappedFields, possibleKeys } from '../rules/mappedFields.ts'
import { acceptSuggestions, answerBatch } from './answerBatch.ts'
import { type Batch, batchFor, batchOf, type ImportKinds, requireKind } from './batches.ts'
import type { ImportKind } from './importKind.ts'
import { requireAnswered } from './reading.ts'
import { refusedPage } from './report.ts'
import { undoReport } from './undoBatch.ts'

const PAGE = 50
const REFUSED_SHOWN = 100

export function importRoutes(kinds: ImportKinds): Handled[] {
  const routes = imports.imports
  return [
    query(routes.kinds, async ({ actor }) => ({ items: mayImport(kinds, actor).map(kindJson) })),
    query(routes.list, async ({ db, actor, input }) => {
      const names = mayImport(kinds, actor).map(({ kind }) => kind)
      const after = input.cursor ? sql`and id < ${input.cursor}::uuid` : sql``
      const { rows } = await sql<{ id: string }>`select id from import_batch where org_id = ${actor.orgId}::uuid
        and kind = any(${names}::text[]) ${after} order by id desc limit ${PAGE + 1}`.execute(db)
      const shown = rows.slice(0, PAGE).map(({ id }) => id)
      const found = await db
        .selectFrom('import_batch')
        .selectAll()
        .where('org_id', '=', actor.orgId)
        .where('id', '=', sql<string>`any(${shown}::uuid[])`)
        .orderBy('id', 'desc')
        .execute()
      return {
        items: found.map((row) => importJson(batchOf(row))),
        nextCursor: rows.length > PAGE ? (shown.at(-1) ?? null) : null,
      }
    }),
    query(routes.get, async ({ app, db, actor, input }) =>
      detailOf(app, actor, kinds, await batchFor(db, actor, kinds, input.id)),
    ),
    query(routes.answer, async ({ app, actor, input }) => {
      const { id, acceptSuggestions: accept, ...change } = input
      const answered = await answerBatch(app, actor, kinds, id, change)
      const batch = accept === true ? await acceptSuggestions(app, actor, kinds, answered) : answered
      return await detailOf(app, actor, kinds, batch)
    }),
    command(routes.dryRun, async ({ write, actor, input }) => {
      const batch = await batchFor(write.tx, actor, kinds, input.id)
      if (batch.state !== 'open') throw new Conflict('import.not_open', { field: 'id', value: batch.state })
      requireAnswered(batch.questions)
      return { jobId: await jobFor(write.tx, actor, batch, 'import.dryRun') }
    }),
    command(routes.commit, async ({ write, actor, input }) => {
      const batch = await batchFor(write.tx, actor, kinds, input.id)
      if (batch.state !== 'open' && batch.state !== 'stopped')
        throw new Conflict('import.not_open', { field: 'id', value: batch.state })
      requireAnswered(batch.questions)
      return { jobId: await jobFor(write.tx, actor, batch, 'import.commit') }
    }),
    command(routes.undo, async ({ write, actor, input }) => {
      const batch = await batchFor(write.tx, actor, kinds, input.id)
      const may = batch.state === 'done' || batch.state === 'stopped' || batch.state === 'undoing'
      if (!may) throw new Conflict('import.not_done', { field: 'id', value: batch.state })
      return { jobId: await jobFor(write.tx, actor, batch, 'import.undo') }
    }),
  ]
}

export function mayImport({ byName }: ImportKinds, actor: Actor): ImportKind[] {
  return [...byName.values()].filter(({ declaration }) => scopeOf(actor, declaration.may.import ?? {}) !== null)
}

async function jobFor(tx: Parameters<typeof askJob>[0], actor: Actor, batch: Batch, kind: string): Promise<string> {
  const jobId = await askJob(tx, actor, kind, { batchId: batch.id })
  await sql`update import_batch set job_id = ${jobId}::uuid where org_id = ${actor.orgId}::uuid and id = ${batch.id}::uuid`.execute(
    tx,
  )
  return jobId
}

function kindJson({ kind, fields, keys }: ImportKind) {
  return {
    kind,
    keys,
    fields: fields.map((field) => ({
      name: field.name,
      kind: field.kind,
      required: field.required,
      relationTo: field.relationTo ?? null,
    })),
  }
}

function importJson(batch: Batch): ImportJson {
  const { id, kind, fileName, state, rows, counts, problem, jobId, createdBy, createdAt, committedAt, undoneAt } = batch
  return { id, kind, fileName, state, rows, counts, problem, jobId, createdBy, createdAt, committedAt, undoneAt }
}

export async function detailOf(app: App, actor: Actor, kinds: ImportKinds, batch: Batch): Promise<ImportDetail> {
  const kind = requireKind(kinds, actor, batch.kind)
  const locale = localeOf(actor.locale)
  const mapped = mappedFields(kind, batch.settings)
  const refused = await refusedPage(app.db.of(actor.orgId), actor.orgId, batch.id, {
    after: 0,
    limit: REFUSED_SHOWN,
    locale,
  })
  const wasUndone = batch.state === 'undone' || batch.state === 'undoing'
  const undo = wasUndone ? await undoReport(app, actor, batch.id, locale) : null
  return {
    ...importJson(batch),
    columns: batch.found.columns,
    settings: batch.settings,
    key: chosenKey(kind, batch.settings, mapped, batch.found.columns),
    possibleKeys: possibleKeys(kind, mapped),
    questions: batch.questions,
    forecast: batch.forecast,
    refused: refused.map(({ line, reasons }) => ({ line, reasons })),
    left: undo?.left ?? [],
    undone: undo?.undone ?? 0,
    sameFileAs: batch.found.sameFileAs,
  }
}
