import { wholeUnits } from '../rules/amount.ts'
import type { GoalStatus } from '../rules/status.ts'
import { statusSince } from '../rules/statusSince.ts'
import type { TargetMetric } from './checkTarget.ts'
import type { Progress } from './progressOf.ts'

/** Since when a person is off their pace; null of any other status, and of what does not grow day by day. */
export function sinceOf(
  status: GoalStatus | null,
  isPersons: boolean,
  { figure, quota, pacer, telling }: Progress,
  { better, measure }: TargetMetric,
): Temporal.PlainDate | null {
  if (status !== 'atRisk' && status !== 'offTrack') return null
  const { value } = figure.figure
  if (value === null || quota === null || figure.byDay === null || !isPersons) return null
  const held = { status, quota, actual: wholeUnits(value, measure), better, byDay: figure.byDay }
  return statusSince(held, pacer, telling)
}
