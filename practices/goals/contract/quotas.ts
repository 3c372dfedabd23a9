import { z } from 'zod'
import type { Unit } from '#ledger/rules/metric.ts'
import { route } from '#platform/record/resource.ts'
import { dayText, decimalText, id } from '#platform/record/schemas.ts'
import { target } from '../records/target.ts'
import { cellsMost } from '../rules/quotaLimits.ts'

/** A target of one month as the grid shows it; amounts are decimal texts in the metric's unit, for the full month. */
export interface QuotaCellJson {
  readonly id: string
  readonly version: number
  /** The last amount that is in force. */
  readonly amount: string
  /** Another amount holds on earlier days of the month. */
  readonly several: boolean
  /** Accepted or changed already: another amount needs a reason. */
  readonly settled: boolean
  readonly accepted: boolean
  /** The amount that waits for the person's acceptance. */
  readonly waiting: string | null
  readonly declinedFor: string | null
}
export const quotaRowKinds = ['organisation', 'team', 'member'] as const
export interface QuotaRowJson {
  readonly kind: (typeof quotaRowKinds)[number]
  /** The team's or the member's; the organisation's own. */
  readonly id: string
  readonly name: string
  /** Of a person: by which a file tells those of the same name apart. */
  readonly email: string | null
  /** How deep it stands in the tree. */
  readonly depth: number
  readonly title: string | null
  readonly vacant: boolean
  readonly editable: boolean
  /** All who belong to it are among the rows, so that their sum is its sum. */
  readonly whole: boolean
  readonly cells: readonly (QuotaCellJson | null)[]
  /** Targets of the same figure for a quarter or the year, which the months stand beside. */
  readonly others: readonly { readonly period: string; readonly amount: string }[]
}
export interface QuotaMonthJson {
  readonly key: string
  readonly from: string
  readonly to: string
}
export interface QuotaGridJson {
  readonly metric: string
  readonly unit: Unit
  readonly currency: string
  readonly year: string
  readonly months: readonly QuotaMonthJson[]
  /** Of the four quarters, in order. */
  readonly quarters: readonly string[]
  readonly rows: readonly QuotaRowJson[]
}
export interface QuotaGridInput {
  readonly metric: string
  /** A year's key: 2026, FY2027. */
  readonly year: string
}

export interface QuotaCellInput {
  readonly memberId?: string | null
  readonly teamId?: string | null
  /** A month of the year. */
  readonly period: string
  /** Null takes the target away. */
  readonly amount: string | null
  /** Of the target as it was seen; null where there was none. */
  readonly version: number | null
}
export interface SavingQuotas {
  readonly metric: string
  readonly year: string
  readonly cells: readonly QuotaCellInput[]
  /** For the accepted ones. */
  readonly reason?: string
  /** The day from which accepted ones change; without it they are corrected for their whole month. */
  readonly from?: string
}
export interface QuotaRefusalJson {
  readonly memberId: string | null
  readonly teamId: string | null
  readonly period: string
  readonly code: string
  readonly message: string
  /** What stands there now, where somebody else changed it meanwhile. */
  readonly now: { readonly version: number; readonly amount: string } | null
}
/** All cells are saved, or none and the refusals say which and why. */
export interface QuotasSavedJson {
  readonly saved: number
  /** Of these, how many wait for acceptance. */
  readonly waiting: number
  readonly refused: readonly QuotaRefusalJson[]
}

export interface QuotaWeightsJson {
  readonly members: readonly {
    readonly id: string
    /** By month, 0 for a loss: in the metric's smallest unit. */
    readonly lastYear: readonly string[]
    /** By month, in half days. */
    readonly halfDays: readonly string[]
  }[]
}

export const quotaEvents = ['set', 'removed', 'restored', 'accepted', 'declined', 'change', 'correction'] as const
export interface QuotaEventJson {
  readonly at: string
  readonly byName: string | null
  readonly what: (typeof quotaEvents)[number]
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
  /** The first day of a change. */
  readonly from: string | null
  readonly state: 'waiting' | 'inForce' | 'declined' | null
}
export interface QuotaHistoryInput {
  readonly metric: string
  readonly period: string
  readonly memberId?: string
  readonly teamId?: string
}

const units = ['money', 'count', 'ratio', 'multiple', 'days', 'minutes', 'moneyPerDay', 'score'] as const
const metric = z.string().max(60)
const period = z.string().max(24)
const cell: z.ZodType<QuotaCellJson | null, QuotaCellJson | null> = z
  .object({
    id,
    version: z.int(),
    amount: z.string(),
    several: z.boolean(),
    settled: z.boolean(),
    accepted: z.boolean(),
    waiting: z.string().nullable(),
    declinedFor: z.string().nullable(),
  })
  .nullable()
const grid: z.ZodType<QuotaGridJson, QuotaGridJson> = z.object({
  metric,
  unit: z.enum(units),
  currency: z.string(),
  year: period,
  months: z.array(z.object({ key: period, from: dayText, to: dayText })),
  quarters: z.array(period),
  rows: z.array(
    z.object({
      kind: z.enum(quotaRowKinds),
      id,
      name: z.string(),
      email: z.string().nullable(),
      depth: z.int(),
      title: z.string().nullable(),
      vacant: z.boolean(),
      editable: z.boolean(),
      whole: z.boolean(),
      cells: z.array(cell),
      others: z.array(z.object({ period, amount: z.string() })),
    }),
  ),
})
const saved: z.ZodType<QuotasSavedJson, QuotasSavedJson> = z.object({
  saved: z.int(),
  waiting: z.int(),
  refused: z.array(
    z.object({
      memberId: id.nullable(),
      teamId: id.nullable(),
      period: z.string(),
      code: z.string(),
      message: z.string(),
      now: z.object({ version: z.int(), amount: z.string() }).nullable(),
    }),
  ),
})
const event: z.ZodType<QuotaEventJson, QuotaEventJson> = z.object({
  at: z.string(),
  byName: z.string().nullable(),
  what: z.enum(quotaEvents),
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
  from: dayText.nullable(),
  state: z.enum(['waiting', 'inForce', 'declined']).nullable(),
})

const reading = {
  may: target.may['read'] ?? {},
  writes: false,
  type: 'target',
  action: 'read',
  scope: 'targets:read',
} as const
const gridInput = (): z.ZodType<QuotaGridInput, QuotaGridInput> => z.strictObject({ metric, year: period })

/** The months of a year of one figure, of everybody at once: what the quota grid reads and writes. */
export const quotas = {
  grid: route<QuotaGridInput, QuotaGridJson>({
    method: 'GET',
    path: '/quotas',
    tag: 'quotas',
    summary: 'The month targets of a year, of everybody one may see',
    meta: reading,
    input: gridInput,
    output: () => grid,
  }),
  save: route<SavingQuotas, QuotasSavedJson>({
    method: 'POST',
    path: '/quotas',
    tag: 'quotas',
    summary: 'Set, change and remove many month targets: all of them, or none and why',
    meta: { may: target.may['update'] ?? {}, writes: true, type: 'target', action: 'update', scope: 'targets:write' },
    input: () =>
      z.strictObject({
        metric,
        year: period,
        cells: z
          .array(
            z.strictObject({
              memberId: id.nullable().optional(),
              teamId: id.nullable().optional(),
              period,
              amount: decimalText.nullable(),
              version: z.int().nullable(),
            }),
          )
          .min(1)
          .max(cellsMost),
        reason: z.string().trim().min(1).max(1000).optional(),
        from: dayText.optional(),
      }),
    output: () => saved,
  }),
  weights: route<QuotaGridInput, QuotaWeightsJson>({
    method: 'GET',
    path: '/quotas/weights',
    tag: 'quotas',
    summary: 'Last year’s actuals and working days, by which targets are split',
    meta: reading,
    input: gridInput,
    output: () =>
      z.object({
        members: z.array(z.object({ id, lastYear: z.array(z.string()), halfDays: z.array(z.string()) })),
      }),
  }),
  history: route<QuotaHistoryInput, { readonly items: readonly QuotaEventJson[] }>({
    method: 'GET',
    path: '/quotas/history',
    tag: 'quotas',
    summary: 'What became of the target of a month',
    meta: reading,
    input: () => z.strictObject({ metric, period, memberId: id.optional(), teamId: id.optional() }),
    output: () => z.object({ items: z.array(event) }),
  }),
}
