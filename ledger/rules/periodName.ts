import {
  calendarYear,
  type Days,
  type FiscalCalendar,
  fiscalMonthDays,
  fiscalMonthOf,
  fiscalYearDays,
  fiscalYearOf,
  isBefore,
  until,
  weekOf,
  weekYearStart,
} from './fiscalYear.ts'

export type NamedKind = 'year' | 'quarter' | 'month' | 'week'

/** FY2027-Q1 is a fiscal name, 2026-Q2 a plain one of the calendar. */
export type Names = 'fiscal' | 'plain'

/** A period's name taken apart: quarter 2 of fiscal 2027. A year is number 1 of itself. */
export interface PeriodName {
  readonly names: Names
  readonly kind: NamedKind
  readonly year: number
  readonly number: number
}

/** "FY2027-Q1", "FY2027-M04", "FY2027-P04", "2026-06", "2026-W23" …; undefined where it is no such name. */
export function nameOf(key: string): PeriodName | undefined {
  const match = /^(FY)?(\d{4})(?:-(?:Q([1-4])|W(\d\d)|([MP])?(\d\d)))?$/.exec(key)
  if (match === null) return undefined
  const [, fiscal, year, quarter, week, letter, month] = match
  const name = { names: fiscal === undefined ? 'plain' : 'fiscal', year: Number(year) } as const
  if (quarter !== undefined) return { ...name, kind: 'quarter', number: Number(quarter) }
  if (week !== undefined) return { ...name, kind: 'week', number: Number(week) }
  if (month === undefined) return { ...name, kind: 'year', number: 1 }
  const rightLetter = (fiscal === undefined) === (letter === undefined)
  return rightLetter ? { ...name, kind: 'month', number: Number(month) } : undefined
}

export function keyOf({ names, kind, year, number }: PeriodName, calendar: FiscalCalendar): string {
  const prefix = `${names === 'fiscal' ? 'FY' : ''}${String(year).padStart(4, '0')}`
  const two = String(number).padStart(2, '0')
  if (kind === 'year') return prefix
  if (kind === 'quarter') return `${prefix}-Q${number}`
  if (kind === 'week') return `${prefix}-W${two}`
  if (names === 'plain') return `${prefix}-${two}`
  return `${prefix}-${calendar.pattern === 'months' ? 'M' : 'P'}${two}`
}

/** The days that a name means; undefined where there is no such month or week. */
export function daysNamed({ names, kind, year, number }: PeriodName, calendar: FiscalCalendar): Days | undefined {
  const cut = cutFor(names, calendar)
  if (kind === 'year') return fiscalYearDays(year, cut)
  if (kind === 'quarter') return fiscalMonthDays({ year, month: number * 3 - 2, count: 3 }, cut)
  if (kind === 'month')
    return number < 1 || number > 12 ? undefined : fiscalMonthDays({ year, month: number, count: 1 }, cut)
  const from = weekYearStart(year, cut).add({ weeks: number - 1 })
  return number >= 1 && isBefore(from, weekYearStart(year + 1, cut)) ? until(from, from.add({ weeks: 1 })) : undefined
}

export function nameContaining(
  day: Temporal.PlainDate,
  kind: NamedKind,
  names: Names,
  calendar: FiscalCalendar,
): PeriodName {
  const cut = cutFor(names, calendar)
  if (kind === 'year') return { names, kind, year: fiscalYearOf(day, cut), number: 1 }
  if (kind === 'week') {
    const { year, week } = weekOf(day, cut)
    return { names, kind, year, number: week }
  }
  const { year, month } = fiscalMonthOf(day, cut)
  return { names, kind, year, number: kind === 'month' ? month : Math.ceil(month / 3) }
}

function cutFor(names: Names, calendar: FiscalCalendar): FiscalCalendar {
  return names === 'fiscal' ? calendar : calendarYear(calendar)
}
