import { businessDay } from './day.ts'
import { calendarOn, type DatedCalendar, dayKind, dayWeight } from './workCalendar.ts'

/** Hours of a weekday (1 Monday to 7 Sunday) on the member's own clock; a `to` not after `from` is on the next day. */
export interface WeekdayHours {
  readonly weekday: number
  readonly from: Temporal.PlainTime
  readonly to: Temporal.PlainTime
}

export interface WorkingHours {
  readonly schedule: readonly WeekdayHours[]
  readonly zone: string
  readonly calendars: readonly DatedCalendar[]
}

/**
 * Working minutes 工作时间 that really passed between two instants, so a night shift over the autumn change has its extra
 * hour. Hours count on days with weight above 0 and belong to the day they begin on; a half day keeps the first half of
 * them; a made-up day 补班 whose weekday has no hours borrows those of the week's first working day. 0 if `to` is before
 * `from`. Throws Fault `time.zone_unknown`. Source: docs/definitions.md, working hours.
 */
export function workingMinutes(from: Temporal.Instant, to: Temporal.Instant, hours: WorkingHours): number {
  const [start, end] = [from.epochMilliseconds, to.epochMilliseconds]
  const last = businessDay(to, hours.zone)
  let worked = 0
  // A night shift that covers `from` began the day before.
  let day = businessDay(from, hours.zone).subtract({ days: 1 })
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    for (const shift of shiftsOf(day, hours)) {
      worked += Math.max(0, Math.min(shift.end, end) - Math.max(shift.start, start))
    }
    day = day.add({ days: 1 })
  }
  return worked / 60_000
}

/** Milliseconds since 1970. */
interface Shift {
  readonly start: number
  readonly end: number
}

function shiftsOf(day: Temporal.PlainDate, { schedule, zone, calendars }: WorkingHours): Shift[] {
  const calendar = calendarOn(calendars, day)
  const weight = dayWeight(day, calendar)
  if (weight === 0) return []
  const own = schedule.filter(({ weekday }) => weekday === day.dayOfWeek)
  const borrowed = own.length === 0 && dayKind(day, calendar) === 'madeUp'
  const firstWeekday = Math.min(...schedule.map(({ weekday }) => weekday))
  const hours = borrowed ? schedule.filter(({ weekday }) => weekday === firstWeekday) : own
  const shifts = hours
    .map(({ from, to }) => {
      const endDay = Temporal.PlainTime.compare(to, from) > 0 ? day : day.add({ days: 1 })
      return { start: instantOf(day, from, zone), end: instantOf(endDay, to, zone) }
    })
    .sort((a, b) => a.start - b.start)
  return weight === 0.5 ? firstHalf(shifts) : shifts
}

function firstHalf(shifts: readonly Shift[]): Shift[] {
  let left = shifts.reduce((sum, { start, end }) => sum + end - start, 0) / 2
  return shifts.map(({ start, end }) => {
    const kept = Math.min(left, end - start)
    left -= kept
    return { start, end: start + kept }
  })
}

function instantOf(day: Temporal.PlainDate, plainTime: Temporal.PlainTime, zone: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
}
