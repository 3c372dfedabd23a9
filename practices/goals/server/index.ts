import type { Metrics } from '#ledger/server/metrics.ts'
import { type AnyRecordType, anyType } from '#ledger/server/recordType.ts'
import { type Handled, query } from '#platform/http/handled.ts'
import type { ImportKind } from '#platform/import/server/importKind.ts'
import { handlersOf } from '#platform/record/server/handlers.ts'
import type { Types } from '#platform/record/server/names.ts'
import { goals } from '../contract.ts'
import { changing } from './changeTarget.ts'
import { goalsOf } from './goals.ts'
import { quotaImport } from './imports/quotas.ts'
import { setTarget, targetWays } from './setTarget.ts'
import { Target, TargetChange } from './types.ts'

export { type AmountJson, type GoalJson, type GoalsInput, goals } from '../contract.ts'
export { allGoals } from './goals.ts'
export { goalsNow, type StandingGoal } from './goalsNow.ts'

/** The record types of the practice, for the registers that need all of them. */
export const goalsTypes: readonly AnyRecordType[] = [anyType(Target), anyType(TargetChange)]

/** What the practice can import. */
export const goalsImports = (metrics: Metrics): readonly ImportKind[] => [quotaImport(metrics)]

export function goalsRoutes(metrics: Metrics, types: Types): Handled[] {
  const { create: _, ...usual } = goals.targets
  return [
    ...handlersOf(usual, Target, types, targetWays(metrics)),
    setTarget(metrics),
    ...changing(metrics),
    ...handlersOf(goals.targetChanges, TargetChange, types),
    query(goals.goals.list, ({ app, ...asked }) => goalsOf(app, asked, metrics)),
  ]
}
