import { z } from 'zod'
import { type GoalJson, goalSchema } from '#goals/contract.ts'
import { type FigureJson, figureSchema } from '#ledger/contract.ts'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { everybody } from '#platform/org/records/member.ts'
import { type RouteMeta, route } from '#platform/record/resource.ts'
import { dayText, id, moneySchema } from '#platform/record/schemas.ts'
import { type ReasonKind, reasonKinds } from './rules/whatNext.ts'

export interface StandingGoalJson extends GoalJson {
  readonly daysGone: string
  readonly daysAll: string
}

/** Something to do next, with why it stands where it stands. */
export interface NextJson {
  readonly key: string
  readonly dealId: string | null
  readonly accountId: string | null
  readonly targetId: string | null
  /** The deal's, the customer's or the metric's name. */
  readonly name: string
  readonly customer: string | null
  readonly contact: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly amount: MoneyJson | null
  readonly stage: string | null
  readonly nextStep: string | null
  readonly nextStepOn: string | null
  readonly closesOn: string | null
  readonly pushes: number
  readonly reasons: readonly { readonly kind: ReasonKind; readonly days: number; readonly usual: number }[]
  /** The part of what the goal lacks, or without a goal of all that is open: a ratio, "0.221". */
  readonly effect: string
  /** 1 is due today. */
  readonly timing: string
  /** What the effect is made of, in the organisation's currency; null where it is counted as a fixed part. */
  readonly worth: MoneyJson | null
  readonly chance: string | null
}

export interface PersonJson {
  readonly memberId: string
  readonly name: string
  readonly email: string | null
  readonly timeZone: string | null
  readonly onLeave: 'day' | 'half' | null
  readonly lastActiveOn: string | null
  readonly goals: readonly StandingGoalJson[]
}
export interface StrayDealJson {
  readonly dealId: string
  readonly name: string
  readonly ownerId: string | null
  readonly amount: MoneyJson | null
  readonly closesOn: string | null
  readonly pushes: number
  readonly hasStep: boolean
}
export interface WinJson {
  readonly dealId: string
  readonly name: string
  readonly memberId: string
  readonly on: string
  readonly amount: MoneyJson | null
  readonly isFirst: boolean
}
export interface TeamJson {
  /** Those below the reader, or of a small organisation everybody. */
  readonly of: 'line' | 'everybody'
  readonly count: number
  /** None where there are more than a page of people can show. */
  readonly people: readonly PersonJson[]
  readonly stray: readonly StrayDealJson[]
  readonly slipped: number
  readonly withoutStep: number
  readonly wins: readonly WinJson[]
}

export const setUpSteps = ['people', 'data', 'calendar', 'targets', 'invited', 'deal'] as const
export type SetUpStep = (typeof setUpSteps)[number]
export const runStates = ['waiting', 'running', 'failed'] as const
export interface RunsJson {
  readonly jobs: readonly {
    readonly id: string
    readonly kind: string
    readonly state: (typeof runStates)[number]
    readonly at: string
  }[]
  readonly position: string
}

export interface TodayJson {
  readonly on: string
  readonly goals: readonly StandingGoalJson[]
  /** The one that the page is told by. */
  readonly leadId: string | null
  readonly next: readonly NextJson[]
  readonly nextCount: number
  readonly putOff: number
  /** What the effect of a deal is measured against; null without a goal. */
  readonly missing: MoneyJson | null
  readonly deals: number
  readonly week: readonly { readonly metric: string; readonly name: string; readonly figure: FigureJson }[]
  readonly lately: readonly {
    readonly id: string
    readonly kind: string
    readonly subject: string
    readonly on: string
    readonly dealId: string | null
    readonly accountId: string | null
    readonly about: string | null
  }[]
  readonly team: TeamJson | null
  readonly setUp: readonly { readonly step: SetUpStep; readonly done: boolean }[] | null
  readonly runs: RunsJson | null
}

export interface PuttingOff {
  /** Of what stands in the list; `setUp` for the steps that a new organisation begins with. */
  readonly key: string
  /** The day on which it comes back; without one it never does. */
  readonly until: string | null
}

const money = moneySchema.nullable()
const standing = (): z.ZodType<StandingGoalJson, StandingGoalJson> =>
  z.intersection(goalSchema, z.object({ daysGone: z.string(), daysAll: z.string() }))
const nextSchema: z.ZodType<NextJson, NextJson> = z.object({
  key: z.string(),
  dealId: id.nullable(),
  accountId: id.nullable(),
  targetId: id.nullable(),
  name: z.string(),
  customer: z.string().nullable(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  amount: money,
  stage: z.string().nullable(),
  nextStep: z.string().nullable(),
  nextStepOn: dayText.nullable(),
  closesOn: dayText.nullable(),
  pushes: z.int(),
  reasons: z.array(z.object({ kind: z.enum(reasonKinds), days: z.int(), usual: z.int() })),
  effect: z.string(),
  timing: z.string(),
  worth: money,
  chance: z.string().nullable(),
})
const teamSchema = (): z.ZodType<TeamJson, TeamJson> =>
  z.object({
    of: z.enum(['line', 'everybody']),
    count: z.int(),
    people: z.array(
      z.object({
        memberId: id,
        name: z.string(),
        email: z.string().nullable(),
        timeZone: z.string().nullable(),
        onLeave: z.enum(['day', 'half']).nullable(),
        lastActiveOn: dayText.nullable(),
        goals: z.array(standing()),
      }),
    ),
    stray: z.array(
      z.object({
        dealId: id,
        name: z.string(),
        ownerId: id.nullable(),
        amount: money,
        closesOn: dayText.nullable(),
        pushes: z.int(),
        hasStep: z.boolean(),
      }),
    ),
    slipped: z.int(),
    withoutStep: z.int(),
    wins: z.array(
      z.object({
        dealId: id,
        name: z.string(),
        memberId: id,
        on: dayText,
        amount: money,
        isFirst: z.boolean(),
      }),
    ),
  })
const todaySchema = (): z.ZodType<TodayJson, TodayJson> =>
  z.object({
    on: dayText,
    goals: z.array(standing()),
    leadId: id.nullable(),
    next: z.array(nextSchema),
    nextCount: z.int(),
    putOff: z.int(),
    missing: money,
    deals: z.int(),
    week: z.array(z.object({ metric: z.string(), name: z.string(), figure: figureSchema })),
    lately: z.array(
      z.object({
        id,
        kind: z.string(),
        subject: z.string(),
        on: dayText,
        dealId: id.nullable(),
        accountId: id.nullable(),
        about: z.string().nullable(),
      }),
    ),
    team: teamSchema().nullable(),
    setUp: z.array(z.object({ step: z.enum(setUpSteps), done: z.boolean() })).nullable(),
    runs: z
      .object({
        jobs: z.array(z.object({ id, kind: z.string(), state: z.enum(runStates), at: z.string() })),
        position: z.string(),
      })
      .nullable(),
  })

const key = z.string().min(1).max(100)
const meta = (writes: boolean): RouteMeta => ({
  may: everybody,
  writes,
  type: 'today',
  action: writes ? 'choose' : 'read',
  scope: `today:${writes ? 'write' : 'read'}`,
})

/** The page that a day begins with, for whoever asks. */
export const today = {
  today: {
    page: route<Record<string, never>, TodayJson>({
      method: 'GET',
      path: '/today',
      tag: 'today',
      summary: 'What one does next and why, how one stands, and for those who lead, what asks for a look',
      meta: meta(false),
      input: () => z.strictObject({}),
      output: todaySchema,
    }),
    putOff: route<PuttingOff, PuttingOff>({
      method: 'POST',
      path: '/today/put-off',
      tag: 'today',
      summary: 'Put something off until a day, or for good',
      meta: meta(true),
      input: () => z.strictObject({ key, until: dayText.nullable() }),
      output: () => z.object({ key, until: dayText.nullable() }),
    }),
    takeUp: route<{ readonly key: string }, { readonly key: string }>({
      method: 'POST',
      path: '/today/take-up',
      tag: 'today',
      summary: 'Take up again what was put off',
      meta: meta(true),
      input: () => z.strictObject({ key }),
      output: () => z.object({ key }),
    }),
  },
}
