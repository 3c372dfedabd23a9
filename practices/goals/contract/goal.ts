import { z } from 'zod'
import { type FigureJson, figureSchema } from '#ledger/contract.ts'
import { dayText, id } from '#platform/record/schemas.ts'
import { type GoalStatus, goalStatuses } from '../rules/status.ts'
import {
  type AmountJson,
  amountOrNone as amount,
  type LandingJson,
  landingSchema as landing,
  type Whose,
  whose,
} from './amount.ts'

/** A target with how it stands: where we are, where we should be by the day, where it will end. */
export interface GoalJson {
  readonly targetId: string
  /** Whose it is: the member's, the team's or the organisation's name. */
  readonly of: Whose
  readonly ofId: string | null
  readonly name: string
  readonly metric: string
  readonly metricName: string
  readonly direction: 'higher' | 'lower' | 'neither'
  readonly period: string
  readonly from: string
  readonly to: string
  /** The day that it is told for. */
  readonly on: string
  /** Of the person in the period, pro rata; null where it is none. */
  readonly target: AmountJson | null
  /** The ramp of a newcomer, and what the target would be without it; null where none holds. */
  readonly ramp: RampJson | null
  readonly stretch: AmountJson | null
  readonly challenge: AmountJson | null
  readonly actual: FigureJson
  /** A ratio, "0.8735". */
  readonly attainment: string | null
  readonly gap: AmountJson | null
  readonly expected: AmountJson | null
  readonly byPace: LandingJson | null
  readonly byPipeline: LandingJson | null
  readonly status: GoalStatus | null
  /** Of a person who is at risk or off track: the first day of it, where that is less than 60 days ago. */
  readonly since: string | null
  readonly workingDaysLeft: string | null
  readonly acceptedAt: string | null
  /** Why its person said no to it; another amount asks anew. */
  readonly declinedFor: string | null
  readonly pendingChanges: number
}
export interface RampJson {
  readonly rampId: string
  readonly name: string
  readonly full: AmountJson | null
  /** Which share of the full target ("0.25") is asked on which days of the period. */
  readonly shares: readonly { readonly from: string; readonly to: string; readonly share: string }[]
}

export const goalSchema: z.ZodType<GoalJson, GoalJson> = z.object({
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
  on: dayText,
  target: amount,
  ramp: z
    .object({
      rampId: id,
      name: z.string(),
      full: amount,
      shares: z.array(z.object({ from: dayText, to: dayText, share: z.string() })),
    })
    .nullable(),
  stretch: amount,
  challenge: amount,
  actual: figureSchema,
  attainment: z.string().nullable(),
  gap: amount,
  expected: amount,
  byPace: landing,
  byPipeline: landing,
  status: z.enum(goalStatuses).nullable(),
  since: dayText.nullable(),
  workingDaysLeft: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  declinedFor: z.string().nullable(),
  pendingChanges: z.int(),
})
