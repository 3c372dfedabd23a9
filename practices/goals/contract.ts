import { z } from 'zod'
import { type FigureJson, figureSchema } from '#ledger/contract.ts'
import type { MoneyJson } from '#ledger/rules/money.ts'
import type { WireOf } from '#platform/record/record.ts'
import { action, resource, route } from '#platform/record/resource.ts'
import { dayText, decimalText, id, moneySchema, schemasOf } from '#platform/record/schemas.ts'
import { target, targetChange } from './records/target.ts'
import { type GoalStatus, goalStatuses } from './rules/status.ts'

/** An amount in the metric's unit: money, or a decimal. */
export type AmountJson = MoneyJson | string

export interface LandingJson {
  readonly value: AmountJson
  readonly low: AmountJson | null
  readonly high: AmountJson | null
}

export const whose = ['organisation', 'team', 'member'] as const
export type Whose = (typeof whose)[number]

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
  readonly workingDaysLeft: string | null
  readonly acceptedAt: string | null
  /** Why its person said no to it; another amount asks anew. */
  readonly declinedFor: string | null
  readonly pendingChanges: number
}
export interface GoalsInput {
  readonly period?: string
  readonly metric?: string
  readonly asOf?: string
  readonly of?: Whose
  readonly memberId?: string
  readonly teamId?: string
  readonly cursor?: string
  readonly limit?: string | number
}
export interface GoalsJson {
  readonly items: readonly GoalJson[]
  readonly nextCursor: string | null
}

const amountSchema: z.ZodType<AmountJson, AmountJson> = z.union([z.string(), moneySchema])
const amount = amountSchema.nullable()
const landing: z.ZodType<LandingJson | null, LandingJson | null> = z
  .object({ value: amountSchema, low: amount, high: amount })
  .nullable()
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
  stretch: amount,
  challenge: amount,
  actual: figureSchema,
  attainment: z.string().nullable(),
  gap: amount,
  expected: amount,
  byPace: landing,
  byPipeline: landing,
  status: z.enum(goalStatuses).nullable(),
  workingDaysLeft: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  declinedFor: z.string().nullable(),
  pendingChanges: z.int(),
})
const goalsPage: z.ZodType<GoalsJson, GoalsJson> = z.object({
  items: z.array(goalSchema),
  nextCursor: z.string().nullable(),
})

export interface ChangingTarget {
  readonly id: string
  readonly kind: 'change' | 'correction'
  /** The first day on which it holds; a correction holds for the whole period. */
  readonly from?: string
  readonly amount: string
  readonly reason: string
}
const changing = (): z.ZodType<ChangingTarget, ChangingTarget> =>
  z.strictObject({
    id,
    kind: z.enum(['change', 'correction']),
    from: dayText.optional(),
    amount: decimalText,
    reason: z.string().trim().min(1).max(1000),
  })
export interface DecliningTarget {
  readonly id: string
  readonly reason: string
}
const declining = (): z.ZodType<DecliningTarget, DecliningTarget> =>
  z.strictObject({ id, reason: z.string().trim().min(1).max(1000) })
const onlyId = (): z.ZodType<{ id: string }, { id: string }> => z.strictObject({ id })

const changes = resource(targetChange)

/** The routes of the practice. */
export const goals = {
  targets: {
    ...resource(target),
    /** By the person whose it is: the target, and every change that waits. */
    accept: action(target, 'accept', onlyId),
    /** Another amount; on an accepted target it waits until the person has accepted it. */
    change: action(target, 'change', changing),
    /** By the person whose it is: no to the changes that wait, else to the target, with a reason that stays visible. */
    decline: route<DecliningTarget, WireOf<typeof target>>({
      method: 'POST',
      path: '/targets/{id}/decline',
      tag: target.path,
      summary: 'Decline a target, or the changes of it that wait',
      meta: {
        may: target.may['accept'] ?? {},
        writes: true,
        type: target.type,
        action: 'accept',
        owner: target.owner,
        scope: 'targets:write',
      },
      input: declining,
      output: () => schemasOf(target).record,
    }),
  },
  targetChanges: { list: changes.list, export: changes.export, get: changes.get },
  goals: {
    list: route<GoalsInput, GoalsJson>({
      method: 'GET',
      path: '/goals',
      tag: 'goals',
      summary: 'Targets with how they stand on a day: actual, attainment, expected, landing, status',
      meta: { may: target.may['read'] ?? {}, writes: false, type: 'target', action: 'read', scope: 'targets:read' },
      input: () =>
        z.strictObject({
          period: z.string().max(24).optional(),
          metric: z.string().max(60).optional(),
          asOf: dayText.optional(),
          of: z.enum(whose).optional(),
          memberId: id.optional(),
          teamId: id.optional(),
          cursor: z.string().max(500).optional(),
          limit: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]).optional(),
        }),
      output: () => goalsPage,
    }),
  },
}
