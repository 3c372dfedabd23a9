/** How an organisation cuts its year 财年. Source: docs/definitions.md, periods and 4-4-5. */
export interface FiscalCalendar {
  /** 1 to 12: the year starts on the 1st of this month, or in 4-4-5 near it. */
  readonly fiscalStartMonth: number
  /** Is the year named after the calendar year in which it ends or in which it starts? */
  readonly fiscalNaming: 'ends' | 'starts'
  /** 1 Monday to 7 Sunday. */
  readonly weekStart: number
  readonly pattern: 'months' | '4-4-5' | '4-5-4' | '5-4-4'
  /** 4-4-5 years begin on the week start nearest to the 1st of the start month, or on the last one not after it. */
  readonly yearAnchor: 'nearest' | 'last'
}

/** A closed range of days. */
export interface Days {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

const calendarYears = [1, 2, 3, 4, 5, 6, 7].map(
  (weekStart): FiscalCalendar => ({
    fiscalStartMonth: 1,
    fiscalNaming: 'ends',
    weekStart,
    pattern: 'months',
    yearAnchor: 'nearest',
  }),
)

/** January to December in months, with the organisation's own week start. */
export function calendarYear({ weekStart }: Pick<FiscalCalendar, 'weekStart'>): FiscalCalendar {
  const calendar = calendarYears[weekStart - 1]
  if (calendar === undefined) throw new RangeError('A week starts on a day from 1 to 7')
  return calendar
}

/** Finding a day's period asks for the same few year starts again and again. */
const yearStarts = new WeakMap<FiscalCalendar, Map<number, Temporal.PlainDate>>()

/** The first day of the fiscal year of that name. */
export function fiscalYearStart(year: number, calendar: FiscalCalendar): Temporal.PlainDate {
  const known = yearStarts.get(calendar) ?? new Map<number, Temporal.PlainDate>()
  yearStarts.set(calendar, known)
  const start = known.get(year) ?? computedYearStart(year, calendar)
  known.set(year, start)
  return start
}

export function fiscalYearDays(year: number, calendar: FiscalCalendar): Days {
  return until(fiscalYearStart(year, calendar), fiscalYearStart(year + 1, calendar))
}

/** The name of the fiscal year that a day belongs to. */
export function fiscalYearOf(day: Temporal.PlainDate, calendar: FiscalCalendar): number {
  return yearStartingBefore(day, (year) => fiscalYearStart(year, calendar))
}

/** Months 1 to 12 (in 4-4-5 whole weeks, of which a 53rd joins the 12th), `count` of them from `month`. */
export function fiscalMonthDays(
  { year, month, count }: { year: number; month: number; count: number },
  calendar: FiscalCalendar,
): Days {
  return until(fiscalMonthStart({ year, month }, calendar), fiscalMonthStart({ year, month: month + count }, calendar))
}

/** The fiscal year and month 1 to 12 that a day belongs to. */
export function fiscalMonthOf(day: Temporal.PlainDate, calendar: FiscalCalendar): { year: number; month: number } {
  const year = fiscalYearOf(day, calendar)
  let month = 12
  while (month > 1 && isBefore(day, fiscalMonthStart({ year, month }, calendar))) month -= 1
  return { year, month }
}

/**
 * The first day of week 1: in 4-4-5 the year's own first day, else the week start nearest to the 1st of its start month.
 * For the calendar year and Monday these are the ISO weeks.
 */
export function weekYearStart(year: number, calendar: FiscalCalendar): Temporal.PlainDate {
  const start = fiscalYearStart(year, calendar)
  return calendar.pattern === 'months' ? nearestWeekStart(start, calendar) : start
}

/** The year and week number 1 to 53 that a day belongs to. */
export function weekOf(day: Temporal.PlainDate, calendar: FiscalCalendar): { year: number; week: number } {
  const year = yearStartingBefore(day, (each) => weekYearStart(each, calendar))
  const days = weekYearStart(year, calendar).until(day, { largestUnit: 'days' }).days
  return { year, week: Math.floor(days / 7) + 1 }
}

/** From a day to the day before another. */
export function until(from: Temporal.PlainDate, next: Temporal.PlainDate): Days {
  return { from, to: next.subtract({ days: 1 }) }
}

export function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0
}

function computedYearStart(year: number, calendar: FiscalCalendar): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year: nominalYear(year, calendar), month: calendar.fiscalStartMonth, day: 1 })
  if (calendar.pattern === 'months') return first
  return calendar.yearAnchor === 'last' ? weekStartOf(first, calendar.weekStart) : nearestWeekStart(first, calendar)
}

/** The calendar year whose nominal first day opens the fiscal year of that name. */
function nominalYear(year: number, { fiscalStartMonth, fiscalNaming }: FiscalCalendar): number {
  return fiscalNaming === 'ends' && fiscalStartMonth > 1 ? year - 1 : year
}

/** Month 13 starts where the next year does, so that a 53rd week joins the 12th. */
function fiscalMonthStart(
  { year, month }: { year: number; month: number },
  calendar: FiscalCalendar,
): Temporal.PlainDate {
  if (month > 12) return fiscalYearStart(year + 1, calendar)
  const start = fiscalYearStart(year, calendar)
  if (calendar.pattern === 'months') return start.add({ months: month - 1 })
  const lengths = calendar.pattern.split('-').map(Number)
  let weeks = 0
  for (let earlier = 0; earlier < month - 1; earlier += 1) weeks += lengths[earlier % 3] ?? 0
  return start.add({ weeks })
}

function yearStartingBefore(day: Temporal.PlainDate, start: (year: number) => Temporal.PlainDate): number {
  let year = day.year + 1
  while (isBefore(day, start(year))) year -= 1
  return isBefore(day, start(year + 1)) ? year : year + 1
}

function weekStartOf(day: Temporal.PlainDate, weekStart: number): Temporal.PlainDate {
  return day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 })
}

function nearestWeekStart(day: Temporal.PlainDate, { weekStart }: FiscalCalendar): Temporal.PlainDate {
  return weekStartOf(day.add({ days: 3 }), weekStart)
}
