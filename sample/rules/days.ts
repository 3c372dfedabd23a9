import { dayWeight, type WorkCalendar } from '#ledger/rules/workCalendar.ts'

/** When somebody works: their site's calendar without their leave. */
export interface Working {
  readonly calendar: WorkCalendar
  readonly timeZone: string
  readonly away: ReadonlySet<string>
}

export function isWorked(day: Temporal.PlainDate, { calendar, away }: Working): boolean {
  return dayWeight(day, calendar) > 0 && !away.has(day.toString())
}
/** The day itself, or the next one that is worked. */
export function workedFrom(day: Temporal.PlainDate, working: Working): Temporal.PlainDate {
  let found = day
  for (let i = 0; i < 60 && !isWorked(found, working); i += 1) found = found.add({ days: 1 })
  return found
}
/** A moment of a day in the working hours of a place. */
export function momentOn(day: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return day.toZonedDateTime({ timeZone, plainTime: time }).toInstant()
}
export const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0
