import { z } from 'zod'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { moneySchema } from '#platform/record/schemas.ts'

/** An amount in the metric's unit: money, or a decimal. */
export type AmountJson = MoneyJson | string

export interface LandingJson {
  readonly value: AmountJson
  readonly low: AmountJson | null
  readonly high: AmountJson | null
}

export const whose = ['organisation', 'team', 'member'] as const
export type Whose = (typeof whose)[number]

export const amountSchema: z.ZodType<AmountJson, AmountJson> = z.union([z.string(), moneySchema])
export const amountOrNone = amountSchema.nullable()
export const landingSchema: z.ZodType<LandingJson | null, LandingJson | null> = z
  .object({ value: amountSchema, low: amountOrNone, high: amountOrNone })
  .nullable()
