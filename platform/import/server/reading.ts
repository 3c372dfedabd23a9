import { join } from 'node:path'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import type { CsvRow } from '../csvRows.ts'
import { type CsvSource, openCsv } from '../readCsv.ts'
import type { ImportRow } from '../rules/importRow.ts'
import { chosenKey, mappedFields } from '../rules/mappedFields.ts'
import type { Question } from '../rules/questions.ts'
import { type RowReader, rowReader } from '../rules/readRow.ts'
import { seenKeys } from '../rules/seenKeys.ts'
import { type ColumnReading, columnReadings, type RelationAnswer } from '../rules/settings.ts'
import type { Batch } from './batches.ts'
import { keyOfRow } from './changes.ts'
import type { ImportKind, ImportRun, Relation } from './importKind.ts'
import { type RecordIndex, recordIndex } from './recordIndex.ts'
import { type Resolver, resolverOf } from './relations.ts'

/** Where the files of imports are kept. */
export function importFolder(app: App, orgId: string): string {
  return join(app.files, 'imports', orgId)
}

export async function openImportFile(
  app: App,
  orgId: string,
  { laidOut = (source) => source }: Pick<ImportKind, 'laidOut'>,
  batch: Pick<Batch, 'id' | 'found'>,
): Promise<CsvSource> {
  const { encoding, delimiter, headerLine } = batch.found
  return laidOut(await openCsv(join(importFolder(app, orgId), batch.id), { encoding, delimiter, headerLine }))
}

/** A file being read by what was said of it: rows in, values and references out. */
export interface Reading {
  readonly run: ImportRun
  readonly relations: readonly Relation[]
  readonly answers: { readonly [field: string]: { readonly [value: string]: RelationAnswer } }
  /** Reads rows in the order of the file; a key that was seen before in it is refused. */
  rows(db: Db, rows: readonly CsvRow[]): Promise<ImportRow[]>
  /** Records have come to be. */
  added(records: readonly { readonly id: string; readonly name: string }[], type: string): void
}

export async function openReading(
  app: App,
  actor: Actor,
  kind: ImportKind,
  batch: Batch,
  { dry }: { readonly dry: boolean },
): Promise<Reading> {
  const db = app.db.of(actor.orgId)
  const org = await orgSettings(db, actor.orgId)
  const mapped = mappedFields(kind, batch.settings)
  const columns = columnReadings(batch.found.columns, batch.settings, kind.fields)
  const relations = kind.relations(mapped)
  const indexes = await indexesOf(db, actor, kind, relations)
  const run: ImportRun = {
    actor,
    org,
    today: todayIn(org, app.clock.now()),
    mode: batch.settings.mode,
    key: chosenKey(kind, batch.settings, mapped, batch.found.columns),
    mapped,
    indexes,
    dry,
  }
  const answers = answersOf(batch)
  const resolvers = new Map<Relation, Resolver>()
  for (const relation of relations) {
    const header = columns.find(({ field }) => field.name === relation.field)?.header ?? relation.field
    const inFile = new Set(batch.found.inFile[relation.field] ?? [])
    const index = indexFor(run, relation)
    resolvers.set(relation, resolverOf(relation, index, { header, answers: answers[relation.field] ?? {}, inFile }))
  }
  const read = rowReader(columns, contextOf(kind, run))
  const reader = importRows({ kind, run, columns, resolvers, read })
  return {
    run,
    relations,
    answers,
    rows: reader,
    added(records, type) {
      const index = indexes.get(type)
      if (index === undefined || records.length === 0) return
      for (const { id, name } of records) index.add(id, name)
      for (const resolver of resolvers.values()) resolver.forgetUnfound()
    },
  }
}

/** One index a record type, shared by all that point to it. */
export async function indexesOf(db: Db, actor: Actor, kind: ImportKind, relations: readonly Relation[]) {
  const indexes = new Map<string, RecordIndex>()
  const wanted = relations.map(({ declaration, by, among }) => ({ declaration, by, among }))
  const byName = kind.keys.some(([first]) => (kind.into[first ?? ''] ?? first) === kind.declaration.title)
  if (byName && relations.some(({ inFile }) => inFile))
    wanted.push({ declaration: kind.declaration, by: [], among: undefined })
  for (const { declaration, by, among } of wanted) {
    if (indexes.has(declaration.type)) continue
    const all = [
      ...new Set(
        wanted
          .filter((one) => one.declaration === declaration)
          .flatMap((one) => one.by)
          .concat(by),
      ),
    ]
    indexes.set(declaration.type, (await among?.(db, actor)) ?? (await recordIndex(db, actor, declaration, all)))
  }
  return indexes
}

export function indexFor(run: Pick<ImportRun, 'indexes'>, { declaration }: Relation): RecordIndex {
  const index = run.indexes.get(declaration.type)
  if (index === undefined) throw new Error(`No index of ${declaration.type}.`)
  return index
}

/** What was answered, by field and value: in the settings, or by itself. */
function answersOf(batch: Pick<Batch, 'settings' | 'questions'>) {
  const answers: Record<string, Record<string, RelationAnswer>> = {}
  const put = (field: string, value: string, answer: RelationAnswer) => {
    const own = answers[field] ?? {}
    own[value] = answer
    answers[field] = own
  }
  for (const question of batch.questions) {
    if (question.asks === 'record' && question.answer !== null) put(question.field, question.value, question.answer)
  }
  for (const [field, own] of Object.entries(batch.settings.relations)) {
    for (const [value, answer] of Object.entries(own)) put(field, value, answer)
  }
  return answers
}

function contextOf(kind: ImportKind, run: ImportRun) {
  return {
    timeZone: run.org.timeZone,
    currency: run.org.currency,
    limits: (field: string) => kind.declaration.fields[kind.into[field] ?? field] ?? {},
  }
}

/** Questions without which nothing can be read. Throws Fault `import.questions_open`. */
export function requireAnswered(questions: readonly Question[]): void {
  const open = questions.filter((question) => question.blocking && question.answer === null)
  if (open.length === 0) return
  const about = open.map((question) =>
    question.asks === 'column' ? question.field : 'header' in question ? question.header : '',
  )
  throw new Fault('import.questions_open', { field: 'questions', value: about.join(', '), count: open.length })
}

interface RowsOptions {
  readonly kind: ImportKind
  readonly run: ImportRun
  readonly columns: readonly ColumnReading[]
  readonly resolvers: ReadonlyMap<Relation, Resolver>
  readonly read: RowReader
}

function importRows({ kind, run, columns, resolvers, read }: RowsOptions) {
  const seen = seenKeys()
  const headerOf = (field: string) => columns.find((column) => column.field.name === field)?.header ?? field
  return async (db: Db, rows: readonly CsvRow[]): Promise<ImportRow[]> => {
    const parsed = rows.map((row) => ({ row, found: row.problem === undefined ? read(row.cells) : null }))
    for (const relation of resolvers.keys()) {
      const texts = parsed.flatMap(({ found }) => found?.texts[relation.field] ?? [])
      await indexFor(run, relation).prefetch(db, texts)
    }
    return parsed.map(({ row, found }): ImportRow => {
      if (found === null)
        return { line: row.line, values: {}, texts: {}, later: {}, faults: row.problem ? [row.problem] : [] }
      const later: Record<string, string> = {}
      for (const [relation, resolver] of resolvers) {
        const text = found.texts[relation.field]
        if (text === undefined) continue
        const resolution = relation.passes?.(text) ? ({ is: 'without' } as const) : resolver.resolve(text)
        found.values[relation.field] = resolution.is === 'record' ? resolution.id : null
        if (resolution.is === 'later') later[relation.field] = resolution.name
        if (resolution.is === 'refused') found.faults.push(resolution.fault)
      }
      for (const [field, canonical] of Object.entries(kind.canonical ?? {})) {
        const text = found.values[field]
        if (typeof text === 'string') found.values[field] = canonical(text, run.org)
      }
      for (const [field, derived] of Object.entries(kind.derived)) {
        if (run.mapped.has(field)) found.values[field] ??= derived.value(found.values, found.texts)
      }
      const done: ImportRow = { line: row.line, values: found.values, texts: found.texts, later, faults: found.faults }
      return withKey(done, run, { seen, headerOf })
    })
  }
}

/** A row without its key, or with one that stood further up, is refused: which one would be right? */
function withKey(
  row: ImportRow,
  { key }: ImportRun,
  { seen, headerOf }: { seen: ReturnType<typeof seenKeys>; headerOf: (field: string) => string },
): ImportRow {
  const [first] = key
  if (first === undefined) return row
  const found = keyOfRow(row, key)
  if (found === null) {
    if (row.faults.length > 0) return row
    return { ...row, faults: [new Fault('import.value_missing', { field: headerOf(first), value: null })] }
  }
  const before = seen.see(found, row.line)
  if (before === undefined) return row
  const twice = new Fault('import.row_twice', {
    field: headerOf(first),
    value: found.replaceAll('\u0001', ' · '),
    line: before,
  })
  return { ...row, faults: [...row.faults, twice] }
}
