import { isBefore } from '#ledger/rules/fiscalYear.ts'
import { rational } from '#ledger/rules/rounding.ts'
import { inHalves, presentDaysOf } from '#ledger/rules/workCalendar.ts'
import { inSteps, paceDays } from './pace.ts'
import type { Pacer, Telling } from './progress.ts'
import { type GoalStatus, statusOf } from './status.ts'

/** Further back nobody looks. */
const daysMost = 60

export interface Held {
  readonly status: GoalStatus
  readonly quota: bigint
  readonly actual: bigint
  readonly better: 'higher' | 'lower'
  /** What each day brought. */
  readonly byDay: ReadonlyMap<string, bigint>
}

/**
 * Since when a status holds: the first of the days in a row, up to yesterday, at whose end it was the same, by what had
 * come in and what was expected by then. Today, where it came with today's results; null where it has held for 60 days.
 */
export function statusSince(held: Held, pacer: Pacer, { period, day, step }: Telling): Temporal.PlainDate | null {
  const first =
    pacer.employed.from !== null && isBefore(period.from, pacer.employed.from) ? pacer.employed.from : period.from
  const earliest = isBefore(first, day.subtract({ days: daysMost })) ? day.subtract({ days: daysMost }) : first
  let on = day.subtract({ days: 1 })
  let actual = held.actual - (held.byDay.get(day.toString()) ?? 0n)
  let { gone, all } = paceDays({ period, on, member: pacer.working, employed: pacer.employed })
  while (!isBefore(on, earliest)) {
    const expected = all === 0n ? 0n : inSteps(rational(held.quota * gone, all), step)
    if (statusAt(held, actual, expected) !== held.status) break
    actual -= held.byDay.get(on.toString()) ?? 0n
    gone -= inHalves(presentDaysOf(pacer.working, on, on))
    on = on.subtract({ days: 1 })
  }
  return isBefore(on, earliest) && !earliest.equals(first) ? null : on.add({ days: 1 })
}

function statusAt({ quota, better }: Held, actual: bigint, expected: bigint): GoalStatus | null {
  const standing = { actual: rational(actual), expected: rational(expected), quota: rational(quota) }
  return statusOf({ ...standing, better, hasEnded: false })
}
