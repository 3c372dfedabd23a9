import { z } from 'zod'
import type { Unit } from '#ledger/rules/metric.ts'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { moneySchema } from '#platform/record/schemas.ts'
import { cases, type FigureJson, unit, value } from './figure.ts'

export interface InputJson {
  readonly name: string
  readonly says: string
  readonly value: string | MoneyJson | null
  readonly unit: Unit
}
export interface EntryJson {
  readonly seq: string
  readonly kind: string
  readonly says: string
  readonly occurredOn: string
  readonly recordedAt: string
  readonly memberId: string | null
  readonly memberName: string | null
  readonly accountId: string | null
  readonly accountName: string | null
  readonly share: string
  readonly quantity: string
  /** Days, minutes, points or a score, by kind. */
  readonly q2: string | null
  readonly amount: MoneyJson | null
  readonly amountBase: MoneyJson | null
  readonly fxRate: string | null
  readonly fxOn: string | null
  readonly subjectType: string
  readonly subjectId: string
  readonly subjectName: string | null
  readonly reverses: string | null
}
/** A record that went into a figure, as it was: a deal that was open then, a stay in a stage. */
export interface CaseJson {
  readonly type: string
  readonly id: string
  readonly name: string | null
  readonly on: string | null
  readonly memberId: string | null
  readonly memberName: string | null
  readonly stageId: string | null
  readonly stageName: string | null
  readonly state: string | null
  readonly amount: MoneyJson | null
  readonly amountBase: MoneyJson | null
  /** Of the amount: a probability. */
  readonly share: string | null
  /** What it brings to each input that is made of records, exactly: amounts in the organisation's currency, counts, days. */
  readonly parts: readonly (string | null)[]
}
export interface ExplanationJson {
  readonly metric: string
  readonly name: string
  readonly says: string
  readonly of: string | null
  readonly from: string
  readonly to: string
  readonly asOf: string | null
  /** What it is narrowed to: one member, team, month … */
  readonly where: { readonly [by: string]: string }
  readonly asOfSeq: string
  readonly value: string | MoneyJson | null
  readonly unit: Unit
  readonly cases?: FigureJson['cases']
  readonly inputs: readonly InputJson[]
  /** How many entries went in, and the sum of their amounts: the list adds up to the figure. */
  readonly count: number
  readonly entries: readonly EntryJson[]
  readonly nextCursor: string | null
  /** The records behind a level, a cohort or a median; they too add up. */
  readonly recordCount: number
  readonly records: readonly CaseJson[]
  readonly nextRecordsCursor: string | null
}

/** Entries and records have a list, and so a cursor, each. */
export interface ExplanationInput {
  readonly token: string
  readonly cursor?: string
  readonly recordsCursor?: string
}

export const explanationInput: z.ZodType<ExplanationInput, ExplanationInput> = z.strictObject({
  token: z.string().max(4000),
  cursor: z.string().max(200).optional(),
  recordsCursor: z.string().max(200).optional(),
})

const entrySchema: z.ZodType<EntryJson, EntryJson> = z.object({
  seq: z.string(),
  kind: z.string(),
  says: z.string(),
  occurredOn: z.string(),
  recordedAt: z.string(),
  memberId: z.string().nullable(),
  memberName: z.string().nullable(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  share: z.string(),
  quantity: z.string(),
  q2: z.string().nullable(),
  amount: moneySchema.nullable(),
  amountBase: moneySchema.nullable(),
  fxRate: z.string().nullable(),
  fxOn: z.string().nullable(),
  subjectType: z.string(),
  subjectId: z.string(),
  subjectName: z.string().nullable(),
  reverses: z.string().nullable(),
})
const caseSchema: z.ZodType<CaseJson, CaseJson> = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string().nullable(),
  on: z.string().nullable(),
  memberId: z.string().nullable(),
  memberName: z.string().nullable(),
  stageId: z.string().nullable(),
  stageName: z.string().nullable(),
  state: z.string().nullable(),
  amount: moneySchema.nullable(),
  amountBase: moneySchema.nullable(),
  share: z.string().nullable(),
  parts: z.array(z.string().nullable()),
})
export const explanationSchema: z.ZodType<ExplanationJson, ExplanationJson> = z.object({
  metric: z.string(),
  name: z.string(),
  says: z.string(),
  of: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  asOf: z.string().nullable(),
  where: z.record(z.string(), z.string()),
  asOfSeq: z.string(),
  value,
  unit,
  cases,
  inputs: z.array(z.object({ name: z.string(), says: z.string(), value, unit })),
  count: z.int(),
  entries: z.array(entrySchema),
  nextCursor: z.string().nullable(),
  recordCount: z.int(),
  records: z.array(caseSchema),
  nextRecordsCursor: z.string().nullable(),
})
