import { z } from 'zod'
import { type FigureJson, figureSchema } from '#ledger/contract.ts'
import { dayText, id } from '#platform/record/schemas.ts'
import { type GoalStatus, goalStatuses } from '../rules/status.ts'
import { type AmountJson, amountOrNone, type LandingJson, landingSchema, type Whose, whose } from './amount.ts'

export interface CascadeInput {
  readonly metric: string
  readonly period: string
  readonly asOf?: string
  /** Only this team with what is below it; without it, the whole organisation. */
  readonly teamId?: string
  /** `false` leaves people and seats out: the teams are told of all of them all the same. */
  readonly people?: string | boolean
  readonly cursor?: string
  readonly limit?: string | number
}

/** A place in the tree: the organisation, a team, a person or a vacant seat. In the order of the tree, each before those below it. */
export interface CascadeNodeJson {
  readonly of: Whose
  /** Of the team or the person; null of the organisation. */
  readonly id: string | null
  /** The team that it is below; null below the organisation, and of the organisation. */
  readonly parentId: string | null
  /** 0 at the top of the answer. */
  readonly depth: number
  readonly name: string
  readonly isVacant: boolean
  /** How many people and seats are below it, at any depth. */
  readonly people: number
  readonly targetId: string | null
  /** Its own, pro rata where a person was not there all the time. */
  readonly target: AmountJson | null
  /** Of those directly below it that have one; null where none has, or where one may not see all of them. */
  readonly below: AmountJson | null
  /** How far what is below exceeds its own target: an amount, and a share ("0.1"). */
  readonly overBy: AmountJson | null
  readonly overShare: string | null
  readonly actual: FigureJson
  readonly attainment: string | null
  readonly gap: AmountJson | null
  readonly expected: AmountJson | null
  readonly byPace: LandingJson | null
  readonly status: GoalStatus | null
  readonly acceptedAt: string | null
  readonly declinedFor: string | null
  readonly pendingChanges: number
}
export interface CascadeJson {
  readonly metric: string
  readonly metricName: string
  readonly direction: 'higher' | 'lower' | 'neither'
  readonly period: string
  readonly from: string
  readonly to: string
  readonly on: string
  readonly nodes: readonly CascadeNodeJson[]
  /** Of all pages. */
  readonly count: number
  readonly nextCursor: string | null
}

export const cascadeInput = (): z.ZodType<CascadeInput, CascadeInput> =>
  z.strictObject({
    metric: z.string().max(60),
    period: z.string().max(24),
    asOf: dayText.optional(),
    teamId: id.optional(),
    people: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
    cursor: z.string().max(80).optional(),
    limit: z.union([z.int(), z.string().regex(/^\d{1,4}$/)]).optional(),
  })

const node: z.ZodType<CascadeNodeJson, CascadeNodeJson> = z.object({
  of: z.enum(whose),
  id: id.nullable(),
  parentId: id.nullable(),
  depth: z.int(),
  name: z.string(),
  isVacant: z.boolean(),
  people: z.int(),
  targetId: id.nullable(),
  target: amountOrNone,
  below: amountOrNone,
  overBy: amountOrNone,
  overShare: z.string().nullable(),
  actual: figureSchema,
  attainment: z.string().nullable(),
  gap: amountOrNone,
  expected: amountOrNone,
  byPace: landingSchema,
  status: z.enum(goalStatuses).nullable(),
  acceptedAt: z.string().nullable(),
  declinedFor: z.string().nullable(),
  pendingChanges: z.int(),
})
export const cascadeOutput = (): z.ZodType<CascadeJson, CascadeJson> =>
  z.object({
    metric: z.string(),
    metricName: z.string(),
    direction: z.enum(['higher', 'lower', 'neither']),
    period: z.string(),
    from: dayText,
    to: dayText,
    on: dayText,
    nodes: z.array(node),
    count: z.int(),
    nextCursor: z.string().nullable(),
  })
