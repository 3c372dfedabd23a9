import { Fault } from './fault.ts'

/**
 * The business day 业务日 of an instant: its calendar date in the organisation's reporting zone, be it 23, 24 or 25
 * hours long. Throws Fault `time.zone_unknown`. Source: docs/definitions.md, business day.
 */
export function businessDay(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  try {
    return instant.toZonedDateTimeISO(zone).toPlainDate()
  } catch {
    throw new Fault('time.zone_unknown', { field: 'timeZone', value: zone })
  }
}

/** A day as the number of days since 1970-01-01, for counting and searching without making objects. */
export function dayNumber(day: Temporal.PlainDate): number {
  const year = day.month <= 2 ? day.year - 1 : day.year
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const monthFromMarch = (day.month + 9) % 12
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day.day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
