import { z } from 'zod'
import type { IdInput, RouteMeta } from '#platform/record/resource.ts'
import { route } from '#platform/record/resource.ts'
import { id, instantSchema } from '#platform/record/schemas.ts'
import { type DayFormat, dayFormats } from './rules/days.ts'
import type { ColumnDetection } from './rules/detect.ts'
import { clues } from './rules/evidence.ts'
import { type NumberFormat, numberFormats } from './rules/numbers.ts'
import type { Question } from './rules/questions.ts'
import type { ColumnKind, Reading } from './rules/readings.ts'
import {
  type FoundColumn,
  type ImportMode,
  type ImportSettings,
  importModes,
  type RelationAnswer,
  type SettingsChange,
} from './rules/settings.ts'
import { importKinds, type ImportKind as KindName } from './rules/synonyms.ts'
import { outcomes, type Tally } from './rules/tally.ts'

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
const readingSchema: z.ZodType<Reading> = z.object({
  kind: z.enum(columnKinds),
  format: formatSchema.nullable(),
  ambiguous: z.array(formatSchema).optional(),
  misfits: z.int(),
  clue: z.enum(clues).nullable(),
})
const counted = z.array(z.object({ value: z.string(), count: z.int() }))
const detectionSchema: z.ZodType<ColumnDetection> = z.object({
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
export const foundColumnSchema: z.ZodType<FoundColumn> = z.object({
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
export const questionSchema: z.ZodType<Question> = z.discriminatedUnion('asks', [
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

export const tallySchema: z.ZodType<Tally> = z.object({
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
})

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
export const forecastSchema: z.ZodType<Forecast> = z.object({
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
