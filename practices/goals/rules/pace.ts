import { type Days, isBefore } from '#ledger/rules/fiscalYear.ts'
import { type Rational, rational, roundDiv } from '#ledger/rules/rounding.ts'
import { splitByWeights } from '#ledger/rules/split.ts'
import { inHalves, presentDaysOf, type WorkingMember } from '#ledger/rules/workCalendar.ts'
import { type Employment, employedDays } from './quota.ts'

/** How a target is to be reached over its period 进度曲线. */
export type Curve =
  | { readonly kind: 'linear' }
  /** The target is split over months by weights first; within a month it is linear. */
  | { readonly kind: 'seasonal'; readonly months: readonly WeightedMonth[] }
  /** Cumulative shares at the end of days, straight lines in working days between; 0 before the first, 1 at the end. */
  | { readonly kind: 'custom'; readonly points: readonly CurvePoint[] }
export interface WeightedMonth extends Days {
  readonly weight: bigint
}
export interface CurvePoint {
  readonly day: Temporal.PlainDate
  readonly share: Rational
}

/** Whose days count, and up to which. */
export interface Pacing {
  readonly period: Days
  readonly on: Temporal.PlainDate
  readonly member: WorkingMember
  readonly employed: Employment
}

/**
 * Expected to date 应完成, exact: what should have been reached by the end of a day, by the person's own working days less
 * leave. `quota` in the metric's smallest unit. Without any such days it is the whole quota on the last day.
 * Source: docs/definitions.md, expected to date.
 */
export function expectedToDate(quota: bigint, curve: Curve, pacing: Pacing): Rational {
  const { period, on } = pacing
  if (isBefore(on, period.from)) return rational(0n)
  if (!isBefore(on, period.to)) return rational(quota)
  switch (curve.kind) {
    case 'linear':
      return portion(quota, pacing)
    case 'seasonal':
      return seasonal(quota, curve.months, pacing)
    case 'custom':
      return custom(quota, curve.points, pacing)
  }
}

/** Rounded to a multiple of `step`, as it is shown: a minor unit of money; a tenth where counts are expected. */
export function inSteps(value: Rational, step = 1n): bigint {
  return roundDiv(value.n, value.d * step) * step
}

/** Working days less leave from the first day employed to `on`, and of the whole period, in halves. */
export function paceDays({ period, on, member, employed }: Pacing): { readonly gone: bigint; readonly all: bigint } {
  const days = employedDays(period, employed)
  if (days === null) return { gone: 0n, all: 0n }
  const until = isBefore(on, days.to) ? on : days.to
  const gone = isBefore(until, days.from) ? 0n : inHalves(presentDaysOf(member, days.from, until))
  return { gone, all: inHalves(presentDaysOf(member, days.from, days.to)) }
}

function portion(quota: bigint, pacing: Pacing): Rational {
  const { gone, all } = paceDays(pacing)
  if (all === 0n) return rational(isBefore(pacing.on, pacing.period.to) ? 0n : quota)
  return rational(quota * gone, all)
}

function seasonal(quota: bigint, months: readonly WeightedMonth[], pacing: Pacing): Rational {
  const parts = splitByWeights(
    quota,
    months.map(({ from, weight }) => ({ id: from.toString(), weight })),
  )
  let sum = rational(0n)
  for (const [i, { from, to }] of months.entries()) {
    if (isBefore(pacing.on, from)) continue
    const part = parts[i]?.amount ?? 0n
    const month = { ...pacing, period: { from, to } }
    const reached = isBefore(pacing.on, to) ? portion(part, month) : rational(part)
    sum = rational(sum.n * reached.d + reached.n * sum.d, sum.d * reached.d)
  }
  return sum
}

function custom(quota: bigint, points: readonly CurvePoint[], pacing: Pacing): Rational {
  const { period, on } = pacing
  const sorted = points.toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day))
  const before = sorted.findLast(({ day }) => !isBefore(on, day))
  const after = sorted.find(({ day }) => isBefore(on, day)) ?? { day: period.to, share: rational(1n) }
  const low = before?.share ?? rational(0n)
  const between = { ...pacing, period: { from: before?.day.add({ days: 1 }) ?? period.from, to: after.day } }
  const { gone, all } = paceDays(between)
  const way = all === 0n ? rational(0n) : rational(gone, all)
  const rise = rational(after.share.n * low.d - low.n * after.share.d, after.share.d * low.d)
  return rational(quota * (low.n * rise.d * way.d + rise.n * way.n * low.d), low.d * rise.d * way.d)
}
