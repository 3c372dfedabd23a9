import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { orgSettings } from '#platform/org/settings.ts'
import type { CsvSource } from '../readCsv.ts'
import { nameKey } from '../rules/importRow.ts'
import { mappedFields, missingFields } from '../rules/mappedFields.ts'
import { columnQuestions, missingQuestions, type Question, type ValueQuestion } from '../rules/questions.ts'
import { type ColumnReading, columnReadings, type ImportSettings } from '../rules/settings.ts'
import { isAbsent } from '../rules/values.ts'
import type { Found } from './batches.ts'
import type { ImportKind, Relation } from './importKind.ts'
import { indexesOf } from './reading.ts'
import { questionOf } from './relations.ts'

export interface Survey {
  readonly questions: readonly Question[]
  readonly inFile: Found['inFile']
}

/** More different values than this in one column are not looked at beforehand; each is judged in its row. */
const VALUES_MAX = 50_000
/** More questions than this nobody answers one by one. */
const QUESTIONS_MAX = 5_000

/** Everything that only a person can say about the file as it is mapped now. */
export async function survey(
  app: App,
  actor: Actor,
  kind: ImportKind,
  file: { readonly source: CsvSource; readonly columns: Found['columns']; readonly settings: ImportSettings },
): Promise<Survey> {
  const { source, columns, settings } = file
  const db = app.db.of(actor.orgId)
  const org = await orgSettings(db, actor.orgId)
  const mapped = mappedFields(kind, settings)
  const readings = columnReadings(columns, settings, kind.fields)
  const samplesOf = (header: string) => columns.find((one) => one.header === header)?.detection.samples ?? []
  const relations = kind.relations(mapped)
  const asked = relations.flatMap((relation) => {
    const reading = readings.find(({ field }) => field.name === relation.field)
    return reading === undefined ? [] : [{ relation, reading, values: new Map<string, number>() }]
  })
  await countValues(source, asked)
  const indexes = await indexesOf(db, actor, kind, relations)
  const inFile = await namesInFile(source, kind, readings, asked)
  const values = asked.flatMap(({ relation, reading, values }): ValueQuestion[] => {
    const index = indexes.get(relation.declaration.type)
    if (index === undefined || !index.complete) return []
    const options = {
      header: reading.header,
      answers: settings.relations[relation.field] ?? {},
      inFile: new Set(inFile[relation.field] ?? []),
    }
    return [...values].flatMap(([value, rows]) => questionOf(relation, index, { value, rows, ...options }) ?? [])
  })
  values.sort((a, b) => b.rows - a.rows)
  return {
    questions: [
      ...missingQuestions(missingFields(kind, mapped)),
      ...columnQuestions(readings, samplesOf, org.currency),
      ...values.slice(0, QUESTIONS_MAX),
    ],
    inFile,
  }
}

interface Asked {
  readonly relation: Relation
  readonly reading: ColumnReading
  /** Each different value with its rows. */
  readonly values: Map<string, number>
}

async function countValues(source: CsvSource, asked: readonly Asked[]): Promise<void> {
  if (asked.length === 0) return
  for await (const { cells, problem } of source.rows()) {
    if (problem !== undefined) continue
    for (const { relation, reading, values } of asked) {
      const cell = cells[reading.index] ?? ''
      const known = values.get(cell)
      if (known !== undefined) values.set(cell, known + 1)
      else if (values.size < VALUES_MAX && !isAbsent(cell) && !relation.passes?.(cell.trim())) values.set(cell, 1)
    }
  }
  for (const one of asked) trimKeys(one.values)
}

function trimKeys(values: Map<string, number>): void {
  for (const [cell, rows] of [...values]) {
    const value = cell.trim()
    if (value === cell) continue
    values.delete(cell)
    values.set(value, (values.get(value) ?? 0) + rows)
  }
}

/** Which of the values are names of rows in the same file: a second look, for no more is kept than was asked for. */
async function namesInFile(
  source: CsvSource,
  kind: ImportKind,
  readings: readonly ColumnReading[],
  asked: readonly Asked[],
): Promise<Found['inFile']> {
  const own = asked.filter(({ relation, values }) => relation.inFile && values.size > 0)
  const name = readings.find(({ field }) => (kind.into[field.name] ?? field.name) === kind.declaration.title)
  if (own.length === 0 || name === undefined) return {}
  const wanted = new Set(own.flatMap(({ values }) => [...values.keys()].map(nameKey)))
  const found = new Set<string>()
  for await (const { cells } of source.rows()) {
    const key = nameKey(cells[name.index] ?? '')
    if (wanted.has(key)) found.add(key)
  }
  return Object.fromEntries(
    own.map(({ relation, values }) => [
      relation.field,
      [...new Set([...values.keys()].map(nameKey).filter((key) => found.has(key)))],
    ]),
  )
}
