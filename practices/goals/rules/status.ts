import { attainment } from '#ledger/rules/attainment.ts'
import { type Rational, rational } from '#ledger/rules/rounding.ts'

export const goalStatuses = ['ahead', 'onTrack', 'atRisk', 'offTrack', 'notStarted', 'reached', 'missed'] as const
export type GoalStatus = (typeof goalStatuses)[number]

/** From which part of what was expected on a goal counts as ahead, on track, at risk; below it is off track. */
export interface Thresholds {
  readonly ahead: Rational
  readonly onTrack: Rational
  readonly atRisk: Rational
}
export const usualThresholds: Thresholds = {
  ahead: rational(11n, 10n),
  onTrack: rational(19n, 20n),
  atRisk: rational(4n, 5n),
}

export interface Standing {
  /** Null where the metric has no value. */
  readonly actual: Rational | null
  /** As shown. */
  readonly expected: Rational
  readonly quota: Rational | null
  readonly better: 'higher' | 'lower'
  readonly hasEnded: boolean
}

/**
 * Status 状态 by the attainment of what was expected to date; after the end by that of the quota. Null ("—") without quota,
 * without value, or where attainment is none. Source: docs/definitions.md, status.
 */
export function statusOf(
  standing: Standing,
  { ahead, onTrack, atRisk }: Thresholds = usualThresholds,
): GoalStatus | null {
  const { actual, expected, quota, better, hasEnded } = standing
  if (quota === null) return null
  if (hasEnded) {
    const reached = actual === null ? null : attainment(actual, quota, better)
    return reached === null ? null : reached.n >= reached.d ? 'reached' : 'missed'
  }
  if (expected.n === 0n) return 'notStarted'
  const part = actual === null ? null : attainment(actual, expected, better)
  if (part === null) return null
  if (isAtLeast(part, ahead)) return 'ahead'
  if (isAtLeast(part, onTrack)) return 'onTrack'
  return isAtLeast(part, atRisk) ? 'atRisk' : 'offTrack'
}

const isAtLeast = (value: Rational, least: Rational) => value.n * least.d >= least.n * value.d
