import { z } from 'zod'
import {
  type ChangePartJson,
  changePartSchema,
  type OtherPartsJson,
  otherPartsSchema,
} from '#ledger/contract/changeParts.ts'
import { type FigureJson, figureSchema } from '#ledger/contract.ts'
import { dayText, id } from '#platform/record/schemas.ts'
import { type AmountJson, amountOrNone, type Whose, whose } from './amount.ts'

export interface GoalChangeInput {
  readonly targetId: string
  readonly since: string
  readonly until: string
  /** `then`: as it was known at the end of each of the two days; `now`: with all that is known now. */
  readonly known?: 'then' | 'now'
  readonly limit?: string | number
}

/** How a target stood at the end of a day. */
export interface GoalAtJson {
  readonly actual: FigureJson
  readonly target: AmountJson | null
  /** To four decimals. */
  readonly attainment: string | null
}
/** What was decided about the target between the two days, and what that did to the attainment. */
export interface TargetEffectJson {
  readonly kind: 'change' | 'correction'
  readonly changeId: string
  readonly on: string
  readonly reason: string | null
  readonly byId: string | null
  readonly byName: string | null
  /** The person's target before and after it. */
  readonly before: AmountJson | null
  readonly after: AmountJson | null
  /** Null where the difference is. */
  readonly effect: string | null
}
/**
 * Why an attainment moved between the ends of two days. Effects are to four decimals, by largest remainder: those of
 * `targets`, `parts`, `hidden` and `rest` add up to `difference`, which is `after.attainment` − `before.attainment`.
 */
export interface GoalChangeJson {
  readonly targetId: string
  readonly of: Whose
  readonly ofId: string | null
  readonly name: string
  readonly metric: string
  readonly metricName: string
  readonly direction: 'higher' | 'lower' | 'neither'
  readonly period: string
  readonly from: string
  readonly to: string
  readonly since: string
  readonly until: string
  readonly known: 'then' | 'now'
  readonly before: GoalAtJson
  readonly after: GoalAtJson
  /** Null where there is none on one of the days; then there are no parts either. */
  readonly difference: string | null
  readonly targets: readonly TargetEffectJson[]
  /** Largest first. */
  readonly parts: readonly ChangePartJson[]
  readonly hidden: OtherPartsJson | null
  readonly rest: OtherPartsJson | null
}

export const goalChangeInput = (): z.ZodType<GoalChangeInput, GoalChangeInput> =>
  z.strictObject({
    targetId: id,
    since: dayText,
    until: dayText,
    known: z.enum(['then', 'now']).optional(),
    limit: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]).optional(),
  })

const goalAt = z.object({ actual: figureSchema, target: amountOrNone, attainment: z.string().nullable() })
export const goalChangeOutput = (): z.ZodType<GoalChangeJson, GoalChangeJson> =>
  z.object({
    targetId: id,
    of: z.enum(whose),
    ofId: id.nullable(),
    name: z.string(),
    metric: z.string(),
    metricName: z.string(),
    direction: z.enum(['higher', 'lower', 'neither']),
    period: z.string(),
    from: dayText,
    to: dayText,
    since: dayText,
    until: dayText,
    known: z.enum(['then', 'now']),
    before: goalAt,
    after: goalAt,
    difference: z.string().nullable(),
    targets: z.array(
      z.object({
        kind: z.enum(['change', 'correction']),
        changeId: id,
        on: dayText,
        reason: z.string().nullable(),
        byId: id.nullable(),
        byName: z.string().nullable(),
        before: amountOrNone,
        after: amountOrNone,
        effect: z.string().nullable(),
      }),
    ),
    parts: z.array(changePartSchema),
    hidden: otherPartsSchema.nullable(),
    rest: otherPartsSchema.nullable(),
  })
