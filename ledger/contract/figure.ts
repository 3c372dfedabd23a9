import { z } from 'zod'
import type { Unit } from '#ledger/rules/metric.ts'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { moneySchema } from '#platform/record/schemas.ts'

export interface FigureJson {
  /** Null is absent, never 0. */
  readonly value: string | MoneyJson | null
  readonly unit: Unit
  readonly asOfSeq: string
  /** Where the figure opens: its formula, its inputs and what is behind it. */
  readonly explain: string
  /** Of a rate: how many cases, and its 95 % interval. */
  readonly cases?: { readonly cases: string; readonly low: string; readonly high: string }
}

export const value = z.union([z.string(), moneySchema]).nullable()
export const unit = z.enum(['money', 'count', 'ratio', 'multiple', 'days', 'minutes', 'moneyPerDay', 'score'])
export const cases = z.object({ cases: z.string(), low: z.string(), high: z.string() }).optional()
export const figure = { value, unit, asOfSeq: z.string(), explain: z.string(), cases }
export const figureSchema: z.ZodType<FigureJson, FigureJson> = z.object(figure)
