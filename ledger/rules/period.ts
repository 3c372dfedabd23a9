import { Fault } from './fault.ts'
import { type Days, type FiscalCalendar, isBefore } from './fiscalYear.ts'
import { daysNamed, keyOf, type NamedKind, type Names, nameContaining, nameOf } from './periodName.ts'

export const periodKinds = ['year', 'quarter', 'month', 'week', 'day', 'range'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A closed range of days 期间 with the one key that every screen, command and file uses for it. */
export interface Period extends Days {
  readonly key: string
  readonly kind: PeriodKind
}

/**
 * Reads a key: fiscal FY2027, FY2027-Q1, FY2027-M04 (-P04 in 4-4-5), FY2027-W14; of the calendar 2026, 2026-Q2, 2026-06,
 * 2026-W23; a day 2026-06-12; a range 2026-06-12..2026-07-03. Where two names mean the same days, both are read and `key`
 * is the one that `periodContaining` gives. Throws Fault `period.key_invalid`, `period.ends_before_start`.
 * Source: docs/definitions.md, periods.
 */
export function periodOf(key: string, calendar: FiscalCalendar): Period {
  const period = dayOrRange(key) ?? namedPeriod(key, calendar)
  if (period === undefined) throw new Fault('period.key_invalid', { field: 'period', value: key.slice(0, 40) })
  return period
}

/**
 * The organisation's own period that a day lies in. Its key is fiscal, but plain where the plain name says the same:
 * months and weeks of a year of months, and everything where the fiscal year is the calendar year.
 */
export function periodContaining(
  day: Temporal.PlainDate,
  kind: Exclude<PeriodKind, 'range'>,
  calendar: FiscalCalendar,
): Period {
  return kind === 'day' ? dayPeriod(day) : containing(day, kind, ownNames(kind, calendar), calendar)
}

/** The period of the same kind that ends the day before; for a range as many days just before it. */
export function previousPeriod(period: Period, calendar: FiscalCalendar): Period {
  const before = period.from.subtract({ days: 1 })
  if (period.kind === 'day') return dayPeriod(before)
  if (period.kind === 'range') return rangeOf(before.subtract(period.from.until(period.to)), before)
  return containing(before, period.kind, namesOf(period), calendar)
}

/**
 * The period of the same name a year earlier. A week 53 that the year before lacks becomes its week 52, and 29 February
 * the 28th.
 */
export function samePlaceLastYear(period: Period, calendar: FiscalCalendar): Period {
  if (period.kind === 'day') return dayPeriod(period.from.subtract({ years: 1 }))
  if (period.kind === 'range') return rangeOf(period.from.subtract({ years: 1 }), period.to.subtract({ years: 1 }))
  const name = nameOf(period.key)
  if (name === undefined) return periodOf(period.key, calendar)
  const lastYear = { ...name, year: name.year - 1 }
  const key = keyOf(lastYear, calendar)
  return namedPeriod(key, calendar) ?? periodOf(keyOf({ ...lastYear, number: 52 }, calendar), calendar)
}

/**
 * The months that a year, quarter or month is made of: the calendar's for a calendar name, the fiscal ones for a fiscal
 * name. For weeks, days and ranges, the organisation's own months that they touch.
 */
export function monthsOf(period: Period, calendar: FiscalCalendar): Period[] {
  const madeOfMonths = period.kind === 'year' || period.kind === 'quarter' || period.kind === 'month'
  const weekly = calendar.pattern !== 'months'
  const names = madeOfMonths && weekly ? namesOf(period) : ownNames('month', calendar)
  const months: Period[] = []
  let day = period.from
  while (!isBefore(period.to, day)) {
    const month = containing(day, 'month', names, calendar)
    months.push(month)
    day = month.to.add({ days: 1 })
  }
  return months
}

/** Any closed range of days. Throws Fault `period.ends_before_start`. */
export function rangeOf(from: Temporal.PlainDate, to: Temporal.PlainDate): Period {
  if (isBefore(to, from)) {
    throw new Fault('period.ends_before_start', { field: 'to', value: to.toString(), from: from.toString() })
  }
  return { key: `${from}..${to}`, kind: 'range', from, to }
}

function namedPeriod(key: string, calendar: FiscalCalendar): Period | undefined {
  const name = nameOf(key)
  const days = name && daysNamed(name, calendar)
  if (name === undefined || days === undefined) return undefined
  const own = containing(days.from, name.kind, ownNames(name.kind, calendar), calendar)
  if (own.from.equals(days.from) && own.to.equals(days.to)) return own
  return { key: keyOf(name, calendar), kind: name.kind, ...days }
}

function containing(day: Temporal.PlainDate, kind: NamedKind, names: Names, calendar: FiscalCalendar): Period {
  const name = nameContaining(day, kind, names, calendar)
  return { key: keyOf(name, calendar), kind, ...(daysNamed(name, calendar) ?? { from: day, to: day }) }
}

function namesOf(period: Period): Names {
  return period.key.startsWith('FY') ? 'fiscal' : 'plain'
}

/** Plain names where they mean the same days as the fiscal ones, or no fiscal cut is in use. */
function ownNames(kind: NamedKind, { pattern, fiscalStartMonth }: FiscalCalendar): Names {
  const plain = fiscalStartMonth === 1 || kind === 'month' || kind === 'week'
  return pattern === 'months' && plain ? 'plain' : 'fiscal'
}

function dayPeriod(day: Temporal.PlainDate): Period {
  return { key: day.toString(), kind: 'day', from: day, to: day }
}

function dayOrRange(key: string): Period | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?$/.exec(key)
  const from = dayOf(match?.[1])
  if (match === null || from === undefined) return undefined
  if (match[2] === undefined) return dayPeriod(from)
  const to = dayOf(match[2])
  return to && rangeOf(from, to)
}

function dayOf(text: string | undefined): Temporal.PlainDate | undefined {
  try {
    return text === undefined ? undefined : Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}
