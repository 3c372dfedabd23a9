import { z } from 'zod'
import type { Unit } from '#ledger/rules/metric.ts'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { type RouteMeta, resource, route } from '#platform/record/resource.ts'
import { dayText } from '#platform/record/schemas.ts'
import {
  type ChangePartJson,
  changePartSchema,
  effectSchema,
  type OtherPartsJson,
  otherPartsSchema,
} from './contract/changeParts.ts'
import { drafts } from './contract/drafts.ts'
import {
  type ExplanationInput,
  type ExplanationJson,
  explanationInput,
  explanationSchema,
} from './contract/explanation.ts'
import { type FigureJson, figure, figureSchema, unit, value } from './contract/figure.ts'
import { ownMetric } from './records/ownMetric.ts'

export type { CaseJson, EntryJson, ExplanationJson, InputJson } from './contract/explanation.ts'
export { type FigureJson, figureSchema } from './contract/figure.ts'

/** Who may read figures, and whose: one's own, those below one, all. */
export const mayRead = {
  rep: 'own',
  manager: 'line',
  ops: 'all',
  payroll: 'all',
  hr: 'own',
  trainer: 'own',
  recruiter: 'own',
} as const
const reads = (action: string): RouteMeta => ({
  may: mayRead,
  writes: false,
  type: 'metric',
  action,
  scope: 'metrics:read',
})

export interface MetricJson {
  readonly key: string
  readonly name: string
  readonly says: string
  readonly unit: Unit
  readonly direction: 'higher' | 'lower' | 'neither'
  readonly cumulative: boolean
  /** By what alone it can be grouped; without it, by everything. */
  readonly by?: readonly string[]
  /** The record of a metric that the organisation defined itself. */
  readonly own?: string
}
export interface RowJson extends FigureJson {
  readonly key: string | null
  readonly name: string
  readonly entries: number
}
export interface ValuesJson {
  readonly metric: string
  readonly unit: Unit
  readonly by: string
  readonly from: string
  readonly to: string
  readonly asOf: string | null
  readonly knownOn: string | null
  readonly asOfSeq: string
  readonly total: FigureJson & { readonly entries: number }
  readonly rows: readonly RowJson[]
}
export interface ValuesInput {
  readonly key: string
  readonly by?: string
  readonly from?: string
  readonly to?: string
  /** A period's key in place of days: 2017-Q3, FY2027-M04 … */
  readonly period?: string
  readonly asOf?: string
  readonly knownOn?: string
  readonly asOfSeq?: string
  readonly nonzero?: string
  readonly where?: { readonly [by: string]: string }
}
/** `since` and `until` are two days; the question is the same on both. */
export interface ChangeInput extends Pick<ValuesInput, 'key' | 'from' | 'to' | 'period' | 'where'> {
  readonly since: string
  readonly until: string
  /** `then`: as it was known at the end of each day; `now`: with all that is known now. */
  readonly known?: 'then' | 'now'
  readonly limit?: string | number
}
/**
 * Why a figure moved between the ends of two days. Effects are in its unit (ratios to four decimals), by largest
 * remainder: those of `parts`, `hidden` and `rest` add up to `difference`, and so do those of `inputs`.
 */
export interface ChangeJson {
  readonly metric: string
  readonly name: string
  readonly says: string
  readonly unit: Unit
  readonly from: string
  readonly to: string
  readonly since: string
  readonly until: string
  readonly known: 'then' | 'now'
  readonly before: FigureJson
  readonly after: FigureJson
  /** Null where there is no figure on one of the days; then there are no effects either. */
  readonly difference: string | MoneyJson | null
  readonly inputs: readonly {
    readonly name: string
    readonly says: string
    readonly unit: Unit
    readonly before: string | MoneyJson | null
    readonly after: string | MoneyJson | null
    readonly effect: string | MoneyJson | null
  }[]
  /** Largest first. */
  readonly parts: readonly ChangePartJson[]
  /** What one may not open. */
  readonly hidden: OtherPartsJson | null
  /** What lies beyond the limit, or can't be told one by one. */
  readonly rest: OtherPartsJson | null
}
const metricSchema: z.ZodType<MetricJson, MetricJson> = z.object({
  key: z.string(),
  name: z.string(),
  says: z.string(),
  unit,
  direction: z.enum(['higher', 'lower', 'neither']),
  cumulative: z.boolean(),
  by: z.array(z.string()).optional(),
  own: z.string().optional(),
})
const valuesFields = {
  key: z.string(),
  by: z.string().optional(),
  from: dayText.optional(),
  to: dayText.optional(),
  period: z.string().max(40).optional(),
  asOf: dayText.optional(),
  knownOn: dayText.optional(),
  asOfSeq: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  nonzero: z.string().optional(),
  where: z.record(z.string(), z.string()).optional(),
}
const valuesInput: z.ZodType<ValuesInput, ValuesInput> = z.strictObject(valuesFields)
/** `then…` are the days of a period to stand beside. */
export interface ValuesExportInput extends ValuesInput {
  readonly thenFrom?: string
  readonly thenTo?: string
  readonly thenAsOf?: string
  /** CSV where not said. */
  readonly format?: 'csv' | 'xlsx'
  readonly language?: 'en' | 'zh-CN'
}
const valuesExportInput: z.ZodType<ValuesExportInput, ValuesExportInput> = z.strictObject({
  ...valuesFields,
  thenFrom: dayText.optional(),
  thenTo: dayText.optional(),
  thenAsOf: dayText.optional(),
  format: z.enum(['csv', 'xlsx']).optional(),
  language: z.enum(['en', 'zh-CN']).optional(),
})
const valuesSchema: z.ZodType<ValuesJson, ValuesJson> = z.object({
  metric: z.string(),
  unit,
  by: z.string(),
  from: z.string(),
  to: z.string(),
  asOf: z.string().nullable(),
  knownOn: z.string().nullable(),
  asOfSeq: z.string(),
  total: z.object({ ...figure, entries: z.int() }),
  rows: z.array(z.object({ ...figure, key: z.string().nullable(), name: z.string(), entries: z.int() })),
})
const changeInput: z.ZodType<ChangeInput, ChangeInput> = z.strictObject({
  key: z.string(),
  from: dayText.optional(),
  to: dayText.optional(),
  period: z.string().max(40).optional(),
  where: z.record(z.string(), z.string()).optional(),
  since: dayText,
  until: dayText,
  known: z.enum(['then', 'now']).optional(),
  limit: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]).optional(),
})
const changeSchema: z.ZodType<ChangeJson, ChangeJson> = z.object({
  metric: z.string(),
  name: z.string(),
  says: z.string(),
  unit,
  from: z.string(),
  to: z.string(),
  since: z.string(),
  until: z.string(),
  known: z.enum(['then', 'now']),
  before: figureSchema,
  after: figureSchema,
  difference: effectSchema.nullable(),
  inputs: z.array(
    z.object({
      name: z.string(),
      says: z.string(),
      unit,
      before: value,
      after: value,
      effect: effectSchema.nullable(),
    }),
  ),
  parts: z.array(changePartSchema),
  hidden: otherPartsSchema.nullable(),
  rest: otherPartsSchema.nullable(),
})

export const ledger = {
  metrics: {
    list: route<Record<never, never>, { readonly items: readonly MetricJson[] }>({
      method: 'GET',
      path: '/metrics',
      tag: 'metrics',
      summary: 'The metrics that there are, with their formulas in words',
      meta: reads('read'),
      input: () => z.strictObject({}),
      output: () => z.object({ items: z.array(metricSchema) }),
    }),
    values: route<ValuesInput, ValuesJson>({
      method: 'GET',
      path: '/metrics/{key}/values',
      tag: 'metrics',
      summary: 'A metric by member, team, month …, as of any day',
      meta: reads('read'),
      input: () => valuesInput,
      output: () => valuesSchema,
    }),
    export: route<ValuesExportInput, string>({
      method: 'GET',
      path: '/metrics/{key}/export',
      tag: 'metrics',
      summary: 'The values of a metric as a CSV file or a workbook, also beside those of another period',
      meta: { ...reads('read'), answers: 'csv' },
      input: () => valuesExportInput,
      output: () => z.string(),
    }),
    change: route<ChangeInput, ChangeJson>({
      method: 'GET',
      path: '/metrics/{key}/change',
      tag: 'metrics',
      summary: 'Why a figure moved between two days: what was won, taken back, corrected, to the cent',
      meta: reads('read'),
      input: () => changeInput,
      output: () => changeSchema,
    }),
  },
  ownMetrics: resource(ownMetric),
  metricDrafts: drafts(valuesSchema),
  explanations: {
    get: route<ExplanationInput, ExplanationJson>({
      method: 'GET',
      path: '/explanations/{token}',
      tag: 'metrics',
      summary: 'What a figure is made of, to the end of the list',
      meta: reads('read'),
      input: () => explanationInput,
      output: () => explanationSchema,
    }),
  },
}
