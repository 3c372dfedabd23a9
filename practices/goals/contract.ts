import { z } from 'zod'
import type { WireOf } from '#platform/record/record.ts'
import { action, resource, route } from '#platform/record/resource.ts'
import { dayText, decimalText, id, schemasOf } from '#platform/record/schemas.ts'
import { type Whose, whose } from './contract/amount.ts'
import { type CascadeInput, type CascadeJson, cascadeInput, cascadeOutput } from './contract/cascade.ts'
import {
  type CheckJson,
  checkOutput,
  type DraftTarget,
  draftTarget,
  type SuggestionsInput,
  type SuggestionsJson,
  suggestionsInput,
  suggestionsOutput,
} from './contract/check.ts'
import { type GoalJson, goalSchema } from './contract/goal.ts'
import { type GoalChangeInput, type GoalChangeJson, goalChangeInput, goalChangeOutput } from './contract/goalChange.ts'
import { type GoalPartsInput, type GoalPartsJson, goalPartsInput, goalPartsOutput } from './contract/goalParts.ts'
import { quotas } from './contract/quotas.ts'
import { ramp } from './records/ramp.ts'
import { target, targetChange } from './records/target.ts'

export type { AmountJson, LandingJson, Whose } from './contract/amount.ts'
export { type GoalJson, goalSchema } from './contract/goal.ts'

export interface GoalsInput {
  readonly period?: string
  readonly metric?: string
  readonly asOf?: string
  readonly of?: Whose
  readonly memberId?: string
  readonly teamId?: string
  /** Those of the people below this manager today, at any depth. */
  readonly managerId?: string
  readonly cursor?: string
  readonly limit?: string | number
}
export interface GoalsJson {
  readonly items: readonly GoalJson[]
  readonly nextCursor: string | null
}

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

const reading = { may: target.may['read'] ?? {}, writes: false, type: 'target', action: 'read', scope: 'targets:read' }

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
  ramps: resource(ramp),
  targetChanges: { list: changes.list, export: changes.export, get: changes.get },
  quotas,
  goals: {
    list: route<GoalsInput, GoalsJson>({
      method: 'GET',
      path: '/goals',
      tag: 'goals',
      summary: 'Targets with how they stand on a day: actual, attainment, expected, landing, status',
      meta: reading,
      input: () =>
        z.strictObject({
          period: z.string().max(24).optional(),
          metric: z.string().max(60).optional(),
          asOf: dayText.optional(),
          of: z.enum(whose).optional(),
          memberId: id.optional(),
          teamId: id.optional(),
          managerId: id.optional(),
          cursor: z.string().max(500).optional(),
          limit: z.union([z.int(), z.string().regex(/^\d{1,3}$/)]).optional(),
        }),
      output: () => goalsPage,
    }),
    cascade: route<CascadeInput, CascadeJson>({
      method: 'GET',
      path: '/goals/cascade',
      tag: 'goals',
      summary: 'The tree of targets: organisation, teams, people and seats, with what is handed down and how it stands',
      meta: reading,
      input: cascadeInput,
      output: cascadeOutput,
    }),
    change: route<GoalChangeInput, GoalChangeJson>({
      method: 'GET',
      path: '/goals/{targetId}/change',
      tag: 'goals',
      summary: 'Why an attainment moved between two days: results, and what was decided about the target',
      meta: reading,
      input: goalChangeInput,
      output: goalChangeOutput,
    }),
    parts: route<GoalPartsInput, GoalPartsJson>({
      method: 'GET',
      path: '/goals/{targetId}/parts',
      tag: 'goals',
      summary:
        'What the numbers of a target are worked out from: amounts in force, working days, those below, open deals',
      meta: reading,
      input: goalPartsInput,
      output: goalPartsOutput,
    }),
    check: route<DraftTarget, CheckJson>({
      method: 'POST',
      path: '/goals/check',
      tag: 'goals',
      summary: 'Advice on a target that is thought of: specific, measurable, attainable, relevant, timed',
      meta: reading,
      input: draftTarget,
      output: checkOutput,
    }),
    suggestions: route<SuggestionsInput, SuggestionsJson>({
      method: 'GET',
      path: '/goals/suggestions',
      tag: 'goals',
      summary: 'Targets to begin with, their amounts worked out from the last comparable period',
      meta: reading,
      input: suggestionsInput,
      output: suggestionsOutput,
    }),
  },
}
