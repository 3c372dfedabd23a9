import { type Days, isBefore } from '#ledger/rules/fiscalYear.ts'
import { roundDiv } from '#ledger/rules/rounding.ts'
import { inHalves, type WorkingMember, workingDaysOf } from '#ledger/rules/workCalendar.ts'
import { type RampStretch, rampWithin } from './ramp.ts'

/** An amount that holds from a day on; without one from ever. In the metric's smallest unit, for the whole period. */
export interface AmountFrom {
  readonly from: Temporal.PlainDate | null
  readonly amount: bigint
}
/** What was decided about a target, in the order in which it was: a change holds from its day, a correction for all days. */
export interface TargetChange extends AmountFrom {
  readonly kind: 'change' | 'correction'
}
/** First and last day of employment, both included. */
export interface Employment {
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate | null
}

/** The amounts in force after all that was decided, by day. */
export function amountsAfter(changes: readonly TargetChange[]): AmountFrom[] {
  let amounts: AmountFrom[] = []
  for (const { kind, from, amount } of changes) {
    const others = kind === 'correction' || from === null ? [] : amounts.filter((one) => !isSame(one.from, from))
    amounts = [...others, { from: kind === 'correction' ? null : from, amount }].toSorted(byDay)
  }
  return amounts
}

/**
 * Quota 指标 of a person in a period: round(Σ days weight × amount in force that day ÷ working days of the period), once.
 * Days outside employment count 0, leave is not taken off, a newcomer's days count by the ramp. Null without an amount that holds on any day of the period; in a
 * period without working days the last amount in force, or 0 where nobody was employed. Source: docs/definitions.md, quota
 * of a person in a period.
 */
export function quotaOf(
  amounts: readonly AmountFrom[],
  period: Days,
  member: WorkingMember,
  employed: Employment,
  ramp: readonly RampStretch[] = [],
): bigint | null {
  const [only] = amounts
  if (amounts.length === 1 && only?.from === null && ramp.length === 0 && isAllOf(period, employed)) return only.amount
  const stretches = stretchesOf(amounts, period)
  if (stretches.length === 0) return null
  const whole = inHalves(workingDaysOf(member, period.from, period.to))
  const within = stretches.flatMap((one) => employedPart(one, employed))
  if (whole === 0n) return within.at(-1)?.amount ?? 0n
  const ramped = within.flatMap((one) => rampWithin(ramp, one).map((part) => ({ ...part, amount: one.amount })))
  const sum = ramped.reduce(
    (all, { amount, percent, from, to }) => all + amount * percent * inHalves(workingDaysOf(member, from, to)),
    0n,
  )
  return roundDiv(sum, whole * 100n)
}

const isAllOf = (period: Days, { from, to }: Employment) =>
  (from === null || !isBefore(period.from, from)) && (to === null || !isBefore(to, period.to))

/** The part of a period in which somebody was employed; null where they were not at all. */
export function employedDays(period: Days, { from, to }: Employment): Days | null {
  const first = from !== null && isBefore(period.from, from) ? from : period.from
  const last = to !== null && isBefore(to, period.to) ? to : period.to
  return isBefore(last, first) ? null : { from: first, to: last }
}

interface Stretch extends Days {
  readonly amount: bigint
}

/** The days of the period on which each amount holds. */
function stretchesOf(amounts: readonly AmountFrom[], period: Days): Stretch[] {
  const sorted = amounts.toSorted(byDay)
  return sorted.flatMap(({ from, amount }, i) => {
    const next = sorted[i + 1]?.from ?? null
    const last = next === null ? null : next.subtract({ days: 1 })
    const days = employedDays(period, { from, to: last })
    return days === null ? [] : [{ ...days, amount }]
  })
}

function employedPart({ amount, ...days }: Stretch, employed: Employment): Stretch[] {
  const both = employedDays(days, employed)
  return both === null ? [] : [{ ...both, amount }]
}

function byDay(a: AmountFrom, b: AmountFrom): number {
  if (a.from === null || b.from === null) return a.from === b.from ? 0 : a.from === null ? -1 : 1
  return Temporal.PlainDate.compare(a.from, b.from)
}
const isSame = (a: Temporal.PlainDate | null, b: Temporal.PlainDate) => a?.equals(b) ?? false
