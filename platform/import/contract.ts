import { z } from 'zod'
import { type IdInput, type Page, pageOf, type RouteMeta, route } from '#platform/record/resource.ts'
import { id, instantSchema } from '#platform/record/schemas.ts'
import { type DayFormat, dayFormats } from './rules/days.ts'
import type { ColumnDetection } from './rules/detect.ts'
import { clues } from './rules/evidence.ts'
import { type NumberFormat, numberFormats } from './rules/numbers.ts'
import { outcomes } from './rules/outcome.ts'
import type { Question } from './rules/questions.ts'
import type { ColumnKind, Reading } from './rules/readings.ts'
import {
  type FoundColumn,
  type ImportSettings,
  importModes,
  type RelationAnswer,
  type SettingsChange,
} from './rules/settings.ts'
import { importKinds, type ImportKind as KindName } from './rules/synonyms.ts'
import type { Tally } from './rules/tally.ts'

export const batchStates = ['open', 'running', 'stopped', 'done', 'undoing', 'undone'] as const
export type BatchState = (typeof batchStates)[number]

const columnKinds = [
  'text',
  'integer',
  'number',
  'money',
  'day',
  'instant',
  'email',
  'phone',
  'url',
  'boolean',
  'choice',
] as const satisfies readonly ColumnKind[]

const formatSchema = z.enum([...dayFormats, ...numberFormats])
const readingSchema: z.ZodType<Reading, Reading> = z.object({
  kind: z.enum(columnKinds),
  format: formatSchema.nullable(),
  ambiguous: z.array(formatSchema).optional(),
  misfits: z.int(),
  clue: z.enum(clues).nullable(),
})
const counted = z.array(z.object({ value: z.string(), count: z.int() }))
const detectionSchema: z.ZodType<ColumnDetection, ColumnDetection> = z.object({
  kind: z.enum(columnKinds),
  format: formatSchema.nullable(),
  ambiguous: z.array(formatSchema).optional(),
  misfits: z.int(),
  clue: z.enum(clues).nullable(),
  readings: z.array(readingSchema),
  currency: z.string().nullable(),
  currencies: z.array(z.string()),
  percent: z.boolean(),
  samples: z.array(z.string()),
  misfitSamples: z.array(z.string()),
  values: z.int(),
  empty: z.int(),
  absent: counted,
  distinct: z.int(),
  choices: counted,
  longest: z.int(),
})
export const foundColumnSchema: z.ZodType<FoundColumn, FoundColumn> = z.object({
  header: z.string(),
  guess: z.object({
    field: z.string().nullable(),
    confidence: z.number(),
    why: z.enum(['same-name', 'synonym', 'similar', 'values']).nullable(),
  }),
  detection: detectionSchema,
})

const answerSchema: z.ZodType<RelationAnswer, RelationAnswer> = z.union([
  z.strictObject({ to: id }),
  z.strictObject({ create: z.literal(true) }),
  z.strictObject({ without: z.literal(true) }),
])
const byName = <T>(of: z.ZodType<T, T>) => z.record(z.string().max(40_000), of)
const settingsShape = {
  columns: byName(z.string().max(100).nullable()),
  formats: byName<DayFormat | NumberFormat>(formatSchema),
  currencies: byName(z.string().regex(/^[A-Z]{3}$/)),
  units: byName(z.string().regex(/^[1-9]\d{0,11}$/)),
  relations: byName(byName(answerSchema)),
  key: z.array(z.string().max(100)).min(1).max(6).nullable(),
  mode: z.enum(importModes),
}
export const settingsSchema: z.ZodType<ImportSettings, ImportSettings> = z.object(settingsShape)
export const settingsChangeSchema: z.ZodType<SettingsChange, SettingsChange> = z.strictObject(settingsShape).partial()

const columnQuestion = {
  id: z.string(),
  header: z.string(),
  field: z.string(),
  choices: z.array(z.string()),
  samples: z.array(z.string()),
  answer: z.string().nullable(),
  blocking: z.boolean(),
}
const nearMissSchema = z.object({ id: z.string(), name: z.string(), score: z.number() })
export const questionSchema: z.ZodType<Question, Question> = z.discriminatedUnion('asks', [
  z.object({ asks: z.literal('format'), ...columnQuestion }),
  z.object({ asks: z.literal('currency'), ...columnQuestion }),
  z.object({ asks: z.literal('unit'), ...columnQuestion }),
  z.object({
    asks: z.literal('column'),
    id: z.string(),
    field: z.string(),
    answer: z.null(),
    blocking: z.literal(true),
  }),
  z.object({
    asks: z.literal('record'),
    id: z.string(),
    header: z.string(),
    field: z.string(),
    type: z.string(),
    value: z.string(),
    rows: z.int(),
    found: z.enum(['near', 'ambiguous', 'none']),
    proposals: z.array(nearMissSchema),
    creation: z.enum(['never', 'offered', 'suggested']),
    answer: answerSchema.nullable(),
    blocking: z.literal(false),
  }),
])

const tallyShape = {
  outcomes: z.record(z.enum(outcomes), z.int()),
  warnings: z.array(z.object({ code: z.string(), rows: z.int(), lines: z.array(z.int()) })),
  ledger: z.array(
    z.object({
      kind: z.string(),
      period: z.string(),
      entries: z.int(),
      quantity: z.string(),
      amountBase: z.string().nullable(),
      people: z.int().nullable(),
    }),
  ),
}
export const tallySchema: z.ZodType<Tally, Tally> = z.object(tallyShape)

/** A reason in words, and by its code. */
export interface Reason {
  readonly code: string
  readonly message: string
}
const reasonSchema = z.object({ code: z.string(), message: z.string() })

/** A row as a dry run sees it coming. */
export interface RowForecast {
  readonly line: number
  readonly outcome: (typeof outcomes)[number]
  readonly name: string | null
  /** Fields that would change. */
  readonly changed: readonly string[]
  readonly reasons: readonly Reason[]
}
export interface Forecast extends Tally {
  readonly samples: readonly RowForecast[]
}
export const forecastSchema: z.ZodType<Forecast, Forecast> = z.object({
  ...tallyShape,
  samples: z.array(
    z.object({
      line: z.int(),
      outcome: z.enum(outcomes),
      name: z.string().nullable(),
      changed: z.array(z.string()),
      reasons: z.array(reasonSchema),
    }),
  ),
})

/** An import as it travels; see `POST /imports`. */
export interface ImportJson {
  readonly id: string
  readonly kind: KindName
  readonly fileName: string
  readonly state: BatchState
  /** Rows of the file. */
  readonly rows: number
  /** What was done so far. */
  readonly counts: Tally | null
  /** What broke it off. */
  readonly problem: Reason | null
  readonly jobId: string | null
  readonly createdBy: string | null
  readonly createdAt: string
  readonly committedAt: string | null
  readonly undoneAt: string | null
}
export interface RefusedJson {
  readonly line: number
  readonly reasons: readonly Reason[]
}
export interface LeftJson {
  readonly line: number
  readonly type: string
  readonly recordId: string
  readonly reason: Reason
}
export interface ImportDetail extends ImportJson {
  readonly columns: readonly FoundColumn[]
  readonly settings: ImportSettings
  /** By what rows find their records; empty: by nothing. */
  readonly key: readonly string[]
  readonly possibleKeys: readonly (readonly string[])[]
  readonly questions: readonly Question[]
  readonly forecast: Forecast | null
  /** The first hundred; all of them are in `refused.csv`. */
  readonly refused: readonly RefusedJson[]
  /** What an undo left where it was, the first thousand, and how much it took back. */
  readonly left: readonly LeftJson[]
  readonly undone: number
  /** An earlier import of the very same file. */
  readonly sameFileAs: string | null
}
const importShape = {
  id,
  kind: z.enum(importKinds),
  fileName: z.string(),
  state: z.enum(batchStates),
  rows: z.int(),
  counts: tallySchema.nullable(),
  problem: reasonSchema.nullable(),
  jobId: id.nullable(),
  createdBy: id.nullable(),
  createdAt: instantSchema,
  committedAt: instantSchema.nullable(),
  undoneAt: instantSchema.nullable(),
}
const importJson = (): z.ZodType<ImportJson, ImportJson> => z.object(importShape)
const refusedJson = z.object({ line: z.int(), reasons: z.array(reasonSchema) })
const detailJson = (): z.ZodType<ImportDetail, ImportDetail> =>
  z.object({
    ...importShape,
    columns: z.array(foundColumnSchema),
    settings: settingsSchema,
    key: z.array(z.string()),
    possibleKeys: z.array(z.array(z.string())),
    questions: z.array(questionSchema),
    forecast: forecastSchema.nullable(),
    refused: z.array(refusedJson),
    left: z.array(z.object({ line: z.int(), type: z.string(), recordId: id, reason: reasonSchema })),
    undone: z.int(),
    sameFileAs: id.nullable(),
  })

/** What may be imported, into which fields, matched by which keys. */
export interface KindJson {
  readonly kind: KindName
  readonly fields: readonly {
    readonly name: string
    readonly kind: string
    readonly required: boolean
    readonly relationTo: string | null
  }[]
  readonly keys: readonly (readonly string[])[]
}
const kindsJson = (): z.ZodType<{ items: readonly KindJson[] }, { items: readonly KindJson[] }> =>
  z.object({
    items: z.array(
      z.object({
        kind: z.enum(importKinds),
        fields: z.array(
          z.object({ name: z.string(), kind: z.string(), required: z.boolean(), relationTo: z.string().nullable() }),
        ),
        keys: z.array(z.array(z.string())),
      }),
    ),
  })

export interface Answering extends SettingsChange {
  /** Takes what is proposed for values that nothing was said of: links, and records made where that is suggested. */
  readonly acceptSuggestions?: boolean
}
const answering = (): z.ZodType<Answering & IdInput, Answering & IdInput> =>
  z.strictObject({ id, ...z.strictObject(settingsShape).partial().shape, acceptSuggestions: z.boolean().optional() })

export interface JobStarted {
  readonly jobId: string
}
const jobStarted = (): z.ZodType<JobStarted, JobStarted> => z.object({ jobId: id })
const onlyId = (): z.ZodType<IdInput, IdInput> => z.strictObject({ id })
const paged = (): z.ZodType<{ cursor?: string }, { cursor?: string }> => z.strictObject({ cursor: id.optional() })

/** Who may import a kind stands in the declaration of its records; for others there are no imports. */
export const importReads: RouteMeta = { may: 'everyone', writes: false, scope: 'imports:read' }
export const importWrites: RouteMeta = { may: 'everyone', writes: true, scope: 'imports:write' }

function started(path: `/${string}`, summary: string) {
  return route<IdInput, JobStarted>({
    method: 'POST',
    path,
    tag: 'imports',
    summary,
    status: 202,
    meta: importWrites,
    input: onlyId,
    output: jobStarted,
  })
}

/**
 * Importing a file: `POST /imports` (multipart: kind, then file) → answers by `PATCH` → `dry-run` → `commit` → `undo`.
 * Beside these routes: `GET /imports/{id}/refused.csv` and `GET /imports/templates/{kind}.csv`.
 */
export const imports = {
  imports: {
    kinds: route<Record<never, never>, { items: readonly KindJson[] }>({
      method: 'GET',
      path: '/imports/kinds',
      tag: 'imports',
      summary: 'What I may import',
      meta: importReads,
      input: () => z.strictObject({}),
      output: kindsJson,
    }),
    list: route<{ cursor?: string }, Page<ImportJson>>({
      method: 'GET',
      path: '/imports',
      tag: 'imports',
      summary: 'Imports, the latest first',
      meta: importReads,
      input: paged,
      output: () => pageOf(importJson()),
    }),
    get: route<IdInput, ImportDetail>({
      method: 'GET',
      path: '/imports/{id}',
      tag: 'imports',
      summary: 'One import with what is open about it',
      meta: importReads,
      input: onlyId,
      output: detailJson,
    }),
    answer: route<Answering & IdInput, ImportDetail>({
      method: 'PATCH',
      path: '/imports/{id}',
      tag: 'imports',
      summary: 'Say what columns and values mean',
      meta: importWrites,
      input: answering,
      output: detailJson,
    }),
    dryRun: started('/imports/{id}/dry-run', 'See what an import would do; nothing is written'),
    commit: started('/imports/{id}/commit', 'Import the file, or go on where it stopped'),
    undo: started('/imports/{id}/undo', 'Take an import back as far as nobody edited it since'),
  },
}
