import type { Metrics } from '#ledger/server/metrics.ts'
import { type AnyRecordType, anyType } from '#ledger/server/recordType.ts'
import { type Call, type Handled, query } from '#platform/http/handled.ts'
import type { ImportKind } from '#platform/import/server/importKind.ts'
import { handlersOf } from '#platform/record/server/handlers.ts'
import type { Types } from '#platform/record/server/names.ts'
import { goals } from '../contract.ts'
import { cascadeOf } from './cascade.ts'
import { changing } from './changeTarget.ts'
import { checkDraft } from './checkDraft.ts'
import { goalChangeOf } from './goalChange.ts'
import { goalPartsOf } from './goalParts.ts'
import { goalsOf } from './goals.ts'
import { quotaImport } from './imports/quotas.ts'
import { quotaGrid } from './quotaGrid.ts'
import { quotaHistory } from './quotaHistory.ts'
import { quotaWeights } from './quotaWeights.ts'
import { rampWays } from './ramps.ts'
import { saveQuotas } from './saveQuotas.ts'
import { setTarget, targetWays } from './setTarget.ts'
import { suggestionsFor } from './suggestions.ts'
import { Ramp, Target, TargetChange } from './types.ts'

export { type AmountJson, type GoalJson, type GoalsInput, goals } from '../contract.ts'
export { allGoals } from './goals.ts'
export { goalsNow, type StandingGoal } from './goalsNow.ts'
export { renamedTargets, renameTargets } from './renameTargets.ts'
export { type TargetStep, targetDiary } from './targetDiary.ts'
export { Ramp } from './types.ts'

/** The record types of the practice, for the registers that need all of them. */
export const goalsTypes: readonly AnyRecordType[] = [anyType(Target), anyType(TargetChange), anyType(Ramp)]

/** What the practice can import. */
export const goalsImports = (metrics: Metrics): readonly ImportKind[] => [quotaImport(metrics)]

export function goalsRoutes(metrics: Metrics, types: Types): Handled[] {
  const { create: _, ...usual } = goals.targets
  const here = ({ db, actor }: Pick<Call<unknown>, 'db' | 'actor'>) => metrics.in(db, actor.orgId)
  return [
    ...handlersOf(usual, Target, types, targetWays(metrics)),
    setTarget(metrics),
    ...changing(metrics),
    ...handlersOf(goals.ramps, Ramp, types, rampWays),
    ...handlersOf(goals.targetChanges, TargetChange, types),
    query(goals.goals.cascade, async ({ app, ...call }) => cascadeOf(app, call, await here(call))),
    query(goals.goals.change, async ({ app, ...call }) => goalChangeOf(app, call, await here(call), types)),
    query(goals.goals.parts, async ({ app, ...call }) => goalPartsOf(app, call, await here(call))),
    query(goals.goals.check, async ({ app, ...call }) => checkDraft(app, call, await here(call))),
    query(goals.goals.suggestions, ({ app, ...call }) => suggestionsFor(app, call, metrics)),
    query(goals.quotas.grid, async (call) => quotaGrid(call, await here(call))),
    saveQuotas(metrics),
    query(goals.quotas.weights, async (call) => quotaWeights(call, await here(call))),
    query(goals.quotas.history, quotaHistory),
    query(goals.goals.list, async ({ app, ...asked }) => goalsOf(app, asked, await here(asked))),
  ]
}
