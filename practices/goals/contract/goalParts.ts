import { z } from 'zod'
import { type FigureJson, figureSchema } from '#ledger/contract.ts'
import { dayText, id } from '#platform/record/schemas.ts'
import { type AmountJson, amountOrNone, amountSchema } from './amount.ts'
import { type GoalJson, goalSchema } from './goal.ts'

export interface GoalPartsInput {
  readonly targetId: string
  readonly asOf?: string
  /** How many of those below are named. */
  readonly limit?: string | number
}
/** Working days less leave, in days: "33", "33.5". */
export interface DaysJson {
  readonly gone: string
  readonly all: string
}
/** A person's target below that of a team or of the organisation. */
export interface GoalBelowJson {
  readonly targetId: string
  readonly name: string
  readonly target: AmountJson | null
  readonly actual: FigureJson
  readonly expected: AmountJson | null
  readonly landing: AmountJson | null
}
/** What a target's numbers are worked out from, as `GET /goals` tells them for the same day. */
export interface GoalPartsJson {
  /** The target itself, read together with its parts. */
  readonly goal: GoalJson
  /** The day up to which results are expected. */
  readonly expectedTo: string
  /** Full-period amounts by the day from which they hold; null is from ever. */
  readonly amounts: readonly { readonly from: string | null; readonly amount: AmountJson }[]
  /** Of a vacant seat nothing is expected yet. */
  readonly isVacant: boolean
  readonly employedFrom: string | null
  readonly employedTo: string | null
  /** Up to `expectedTo`: behind what is expected. */
  readonly expectedDays: DaysJson
  /** Up to the day that is told: behind the landing by pace. */
  readonly landingDays: DaysJson
  /** Whether what is expected, and the landing, are sums of those below. */
  readonly isSum: boolean
  readonly below: readonly GoalBelowJson[]
  readonly belowCount: number
  /** Of those below that are not named. */
  readonly belowRest: { readonly expected: AmountJson | null; readonly landing: AmountJson | null } | null
  /** Open deals that are due: how many, what they are worth, and each by its chance; null where none tell the landing. */
  readonly pipeline: { readonly deals: number; readonly open: AmountJson; readonly weighted: FigureJson } | null
}

export const goalPartsInput = (): z.ZodType<GoalPartsInput, GoalPartsInput> =>
  z.strictObject({
    targetId: id,
    asOf: dayText.optional(),
    limit: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]).optional(),
  })
const days = z.object({ gone: z.string(), all: z.string() })
export const goalPartsOutput = (): z.ZodType<GoalPartsJson, GoalPartsJson> =>
  z.object({
    goal: goalSchema,
    expectedTo: dayText,
    amounts: z.array(z.object({ from: dayText.nullable(), amount: amountSchema })),
    isVacant: z.boolean(),
    employedFrom: dayText.nullable(),
    employedTo: dayText.nullable(),
    expectedDays: days,
    landingDays: days,
    isSum: z.boolean(),
    below: z.array(
      z.object({
        targetId: id,
        name: z.string(),
        target: amountOrNone,
        actual: figureSchema,
        expected: amountOrNone,
        landing: amountOrNone,
      }),
    ),
    belowCount: z.int(),
    belowRest: z.object({ expected: amountOrNone, landing: amountOrNone }).nullable(),
    pipeline: z.object({ deals: z.int(), open: amountSchema, weighted: figureSchema }).nullable(),
  })
