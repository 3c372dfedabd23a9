import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { snake } from '#platform/record/record.ts'
import { mappedFields, possibleKeys } from '../rules/mappedFields.ts'
import { columnQuestions, type Question, suggestedAnswer } from '../rules/questions.ts'
import {
  changedSettings,
  columnReadings,
  type ImportSettings,
  type RelationAnswer,
  type SettingsChange,
} from '../rules/settings.ts'
import { type Batch, batchFor, changeBatch, type ImportKinds, lockBatch, requireKind } from './batches.ts'
import type { ImportKind } from './importKind.ts'
import { openImportFile } from './reading.ts'
import { survey } from './survey.ts'

/**
 * Takes what a person says of a file: what columns mean and how they are written, who is meant by a name, the key, the
 * mode. Throws Faults `import.column_unknown`, `import.field_unknown`, `import.field_twice`, `import.key_not_possible`,
 * `import.answer_unknown`; Conflict `import.not_open`.
 */
export async function answerBatch(
  app: App,
  actor: Actor,
  kinds: ImportKinds,
  id: string,
  change: SettingsChange,
): Promise<Batch> {
  const db = app.db.of(actor.orgId)
  const batch = await batchFor(db, actor, kinds, id)
  const kind = requireKind(kinds, actor, batch.kind)
  const settings = changedSettings(batch.settings, change)
  requireColumns(kind, batch, settings)
  const mapped = mappedFields(kind, settings)
  const keyFits = settings.key === null || possibleKeys(kind, mapped).some((key) => key.join() === settings.key?.join())
  if (!keyFits) throw new Fault('import.key_not_possible', { field: 'key', value: settings.key?.join(', ') ?? '' })
  await requireRecords(db, actor, kind, change)
  const looked =
    change.columns === undefined
      ? await reasked(app, actor, kind, batch, settings)
      : await resurveyed(app, actor, kind, batch, settings)
  await db.transaction().execute(async (tx) => {
    const { state } = await lockBatch(tx, actor.orgId, id)
    if (state !== 'open') throw new Conflict('import.not_open', { field: 'id', value: state })
    await changeBatch(tx, actor.orgId, id, { settings, forecast: null, ...looked })
  })
  return await batchFor(db, actor, kinds, id)
}

/** Accepts what is proposed: links to the one nearest record, and new records where that is suggested. */
export async function acceptSuggestions(app: App, actor: Actor, kinds: ImportKinds, batch: Batch): Promise<Batch> {
  const relations: Record<string, Record<string, RelationAnswer>> = {}
  for (const question of batch.questions) {
    const answer = question.asks === 'record' ? suggestedAnswer(question) : null
    if (question.asks !== 'record' || answer === null) continue
    relations[question.field] = { ...relations[question.field], [question.value]: answer }
  }
  return Object.keys(relations).length === 0 ? batch : await answerBatch(app, actor, kinds, batch.id, { relations })
}

function requireColumns(kind: ImportKind, { headers }: Batch, { columns }: ImportSettings): void {
  const used = new Map<string, string>()
  for (const [header, field] of Object.entries(columns)) {
    if (!headers.includes(header))
      throw new Fault('import.column_unknown', { field: 'columns', value: header, known: headers })
    if (field === null) continue
    const known = kind.fields.map(({ name }) => name)
    if (!known.includes(field)) throw new Fault('import.field_unknown', { field: 'columns', value: field, known })
    const other = used.get(field)
    if (other !== undefined)
      throw new Fault('import.field_twice', { field: 'columns', value: header, other, target: field })
    used.set(field, header)
  }
}

/** A link must lead to a record that is there and of the right type. */
async function requireRecords(
  db: Db,
  actor: Actor,
  kind: ImportKind,
  { relations = {} }: SettingsChange,
): Promise<void> {
  for (const [field, answers] of Object.entries(relations)) {
    const target = kind.fields.find(({ name }) => name === field)?.relationTo
    if (target === undefined) throw new Fault('import.field_unknown', { field: 'relations', value: field, known: [] })
    const ids = Object.values(answers).flatMap((answer) => ('to' in answer ? [answer.to] : []))
    if (ids.length === 0) continue
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(snake(target))}
      where org_id = ${actor.orgId}::uuid and id = any(${ids}::uuid[]) and deleted_at is null`.execute(db)
    const there = new Set(rows.map((row) => row.id))
    const absent = ids.find((one) => !there.has(one))
    if (absent !== undefined) throw new Fault('import.answer_unknown', { field: `relations.${field}`, value: absent })
  }
}

async function resurveyed(app: App, actor: Actor, kind: ImportKind, batch: Batch, settings: ImportSettings) {
  const source = await openImportFile(app, actor.orgId, kind, batch)
  const { questions, inFile } = await survey(app, actor, kind, { source, columns: batch.found.columns, settings })
  return { questions, found: { ...batch.found, inFile } }
}

/** The columns mean what they meant: the file need not be read again. */
async function reasked(app: App, actor: Actor, kind: ImportKind, batch: Batch, settings: ImportSettings) {
  const org = await orgSettings(app.db.of(actor.orgId), actor.orgId)
  const { columns } = batch.found
  const samples = (header: string) => columns.find((one) => one.header === header)?.detection.samples ?? []
  const readings = columnReadings(columns, settings, kind.fields)
  const others = batch.questions.flatMap((question): Question[] => {
    if (question.asks === 'column') return [question]
    if (question.asks !== 'record') return []
    return [{ ...question, answer: settings.relations[question.field]?.[question.value] ?? question.answer }]
  })
  return { questions: [...columnQuestions(readings, samples, org.currency), ...others] }
}
