import { type Days, isBefore } from '#ledger/rules/fiscalYear.ts'
import { rational } from '#ledger/rules/rounding.ts'
import { presentDaysOf, type WorkingMember } from '#ledger/rules/workCalendar.ts'
import { type Landing, landingByPace } from './landing.ts'
import { inSteps, paceDays } from './pace.ts'
import { type AmountFrom, type Employment, employedDays, quotaOf } from './quota.ts'
import type { RampStretch } from './ramp.ts'

/** Whose days count: a person, or Monday to Friday for what is nobody's in particular. */
export interface Pacer {
  readonly working: WorkingMember
  readonly employed: Employment
  /** A vacant seat may hold a target, but nothing is expected of it yet. */
  readonly isVacant: boolean
  /** A newcomer's; empty where full targets are asked. */
  readonly ramp: readonly RampStretch[]
}
/** For which period, and as of when, a target is told. */
export interface Telling {
  readonly period: Days
  /** The day up to which results count. */
  readonly day: Temporal.PlainDate
  /** The day up to which they are expected: the same where a day was named, else the day before. */
  readonly expectedTo: Temporal.PlainDate
  /** Grows over the period; a level is expected in full on every day of it. */
  readonly cumulative: boolean
  /** A newcomer is asked for a part of it: of what grows over the period, and of which more is better. */
  readonly ramped: boolean
  /** What is expected is rounded to a multiple of this. */
  readonly step: bigint
}

/** Of many people most have the same days: they share a pacer, and its days are counted once. */
const countedMost = 1000
const counted = new WeakMap<Pacer, Map<string, ReturnType<typeof paceDays>>>()
function paceDaysOf(pacer: Pacer, period: Days, on: Temporal.PlainDate): ReturnType<typeof paceDays> {
  const known = counted.get(pacer) ?? new Map<string, ReturnType<typeof paceDays>>()
  counted.set(pacer, known)
  const key = [period.from, period.to, on].join()
  const days = known.get(key) ?? paceDays({ period, on, member: pacer.working, employed: pacer.employed })
  if (known.size >= countedMost) known.clear()
  known.set(key, days)
  return days
}

const always: Employment = { from: null, to: null }

/** In the metric's smallest unit. A level isn't made smaller by fewer days: its changes are weighed within those employed. */
export function quotaFor(amounts: readonly AmountFrom[], pacer: Pacer, telling: Telling): bigint | null {
  const { period, cumulative, ramped } = telling
  if (cumulative) return quotaOf(amounts, period, pacer.working, pacer.employed, ramped ? pacer.ramp : [])
  const days = employedDays(period, pacer.employed)
  return days === null ? null : quotaOf(amounts, days, pacer.working, always)
}

/** Null without a quota; 0 for a vacant seat and before the period. Source: docs/definitions.md, expected to date. */
export function expectedFor(quota: bigint | null, pacer: Pacer, telling: Telling): bigint | null {
  if (quota === null) return null
  const { period, expectedTo, cumulative, step } = telling
  if (pacer.isVacant || isBefore(expectedTo, period.from)) return 0n
  if (!cumulative) return quota
  if (!isBefore(expectedTo, period.to)) return inSteps(rational(quota), step)
  const { gone, all } = paceDaysOf(pacer, period, expectedTo)
  return inSteps(all === 0n ? rational(0n) : rational(quota * gone, all), step)
}

/** By pace; none for a level, a vacant seat, or where there is no figure. Source: docs/definitions.md, projected landing. */
export function landingFor(
  actual: bigint | null,
  pacer: Pacer,
  telling: Telling,
  byDay: ReadonlyMap<string, bigint> | null,
): Landing | null {
  if (actual === null || pacer.isVacant || !telling.cumulative) return null
  const { period, day } = telling
  const days = paceDaysOf(pacer, period, day)
  const daily = byDay === null ? [] : workingDayTotals(byDay, pacer, telling)
  return landingByPace({ actual, quota: 0n, expected: null, days, daily })
}

/** What each working day so far brought; what came on another day counts to the working day before, else to the first. */
export function workingDayTotals(
  byDay: ReadonlyMap<string, bigint>,
  { working, employed }: Pacer,
  { period, day }: Telling,
): bigint[] {
  const days = employedDays(period, employed)
  if (days === null) return []
  const last = isBefore(day, days.to) ? day : days.to
  const totals: bigint[] = []
  let early = 0n
  for (let on = period.from; !isBefore(last, on); on = on.add({ days: 1 })) {
    const brought = byDay.get(on.toString()) ?? 0n
    const isWorked = !isBefore(on, days.from) && presentDaysOf(working, on, on) > 0
    if (isWorked) totals.push(brought + (totals.length === 0 ? early : 0n))
    else if (totals.length === 0) early += brought
    else totals.push((totals.pop() ?? 0n) + brought)
  }
  return totals
}

/** Working days less leave that are still to come, in whole and half days. */
export function workingDaysLeft({ working, employed }: Pacer, { period, expectedTo }: Telling): number {
  const days = employedDays(period, employed)
  const next = expectedTo.add({ days: 1 })
  if (days === null || isBefore(days.to, next)) return 0
  return presentDaysOf(working, isBefore(next, days.from) ? days.from : next, days.to)
}
