import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { periodOf } from '#ledger/rules/period.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Org } from '#platform/org/settings.ts'
import type { Target } from '../records/target.ts'
import { type Measure, unitsOf, unitsText } from '../rules/amount.ts'
import { requireTiers } from '../rules/tiers.ts'

/** A metric that a target can be set for: a higher or a lower value of it is better. */
export interface TargetMetric {
  readonly source: MetricSource
  readonly better: 'higher' | 'lower'
  readonly measure: Measure
}

/** Throws Faults `metric.unknown`, `target.metric_has_no_direction`. */
export function targetMetric(metrics: Metrics, key: string, { currency }: Pick<Org, 'currency'>): TargetMetric {
  const source = metrics.of(key)
  const { direction, unit, combine } = source
  if (direction === 'neither' || combine === 'mix')
    throw new Fault('target.metric_has_no_direction', { field: 'metric', value: key })
  return { source, better: direction, measure: { unit, currency } }
}

export const bigintOrNull = (text: string | null, measure: Measure, field: string) =>
  text === null ? null : unitsOf(text, measure, field)

/**
 * A target as it is kept: its period by its own key with its days, its amounts in the metric's digits. Throws Faults that
 * name the field: `metric.unknown`, `period.key_invalid`, `target.…`, `money.…`.
 */
export function checkedTarget(org: Org, metrics: Metrics, given: Target): Target {
  const { source, better, measure } = targetMetric(metrics, given.metric, org)
  if (given.memberId !== null && given.teamId !== null)
    throw new Fault('target.member_and_team', { field: 'teamId', value: given.teamId })
  requireGrouping(source, given)
  const { key, from, to } = periodOf(given.period, org)
  const tiers = {
    amount: unitsOf(given.amount, measure),
    stretch: bigintOrNull(given.stretch, measure, 'stretch'),
    challenge: bigintOrNull(given.challenge, measure, 'challenge'),
  }
  requireTiers(tiers, better)
  const text = (units: bigint | null) => (units === null ? null : unitsText(units, measure))
  return {
    ...given,
    period: key,
    from,
    to,
    amount: unitsText(tiers.amount, measure),
    stretch: text(tiers.stretch),
    challenge: text(tiers.challenge),
  }
}

function requireGrouping({ key, by }: MetricSource, { memberId, teamId }: Target): void {
  const needed = memberId !== null ? 'member' : teamId !== null ? 'team' : 'none'
  if (by !== undefined && !by.includes(needed))
    throw new Fault('target.metric_not_for_these', { field: 'metric', value: key, by: needed })
}

/** What may no longer be typed over. Throws Conflicts `target.change_instead`, `target.settled_already`. */
export function requireChangeable(before: Target, after: Target): void {
  if (before.acceptedAt === null && before.changedAt === null) return
  if (before.amount !== after.amount)
    throw new Conflict('target.change_instead', { field: 'amount', value: after.amount, amount: before.amount })
  for (const field of ['metric', 'period', 'memberId', 'teamId'] as const)
    if (before[field] !== after[field]) throw new Conflict('target.settled_already', { field, value: after[field] })
}
