import { calendarYear, type Days, type FiscalCalendar, isBefore } from '#ledger/rules/fiscalYear.ts'
import { type Period, periodContaining, periodOf, previousPeriod, rangeOf } from '#ledger/rules/period.ts'
import type { ResultsView } from './resultsView.ts'

/** The days that a view asks for; this quarter where it names none, or one that is no period here. */
export function periodOfView(
  { period, from, to }: Pick<ResultsView, 'period' | 'from' | 'to'>,
  calendar: FiscalCalendar,
  today: Temporal.PlainDate,
): Period {
  try {
    if (from !== undefined && to !== undefined) {
      return rangeOf(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to))
    }
    if (period !== undefined) return periodOf(period, calendar)
  } catch {}
  return periodContaining(today, 'quarter', calendar)
}

/** How a period stands in the address. */
export function periodInView({ kind, key, from, to }: Period): Pick<ResultsView, 'period' | 'from' | 'to'> {
  if (kind === 'range') return { period: undefined, from: from.toString(), to: to.toString() }
  return { period: key, from: undefined, to: undefined }
}

/** The period of the same kind that begins the day after; for a range as many days. */
export function nextPeriod(period: Period, calendar: FiscalCalendar): Period {
  const after = period.to.add({ days: 1 })
  if (period.kind === 'range') return rangeOf(after, after.add(period.from.until(period.to)))
  return periodContaining(after, period.kind, period.key.startsWith('FY') ? calendar : plain(calendar))
}
// A name of the calendar is followed by the next one of the calendar, whatever the fiscal year.
const plain = (calendar: FiscalCalendar) => calendarYear(calendar)

export const presets = ['thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter', 'thisYear', 'lastYear'] as const
export type Preset = (typeof presets)[number]

export function presetPeriod(preset: Preset, calendar: FiscalCalendar, today: Temporal.PlainDate): Period {
  const kind = preset.endsWith('Month') ? 'month' : preset.endsWith('Quarter') ? 'quarter' : 'year'
  const now = periodContaining(today, kind, calendar)
  return preset.startsWith('last') ? previousPeriod(now, calendar) : now
}

const monthsUsual = 12
const monthsMax = 36

/**
 * The days that the trend shows: the period's months, led up to by those before it to make twelve. Months that have not
 * begun are left out, unless the whole period lies ahead.
 */
export function trendDays(period: Period, today: Temporal.PlainDate): Days {
  const thisMonth = today.with({ day: today.daysInMonth })
  const ahead = isBefore(thisMonth, period.from)
  const to = !ahead && isBefore(thisMonth, period.to) ? thisMonth : period.to
  const first = (months: number) => to.with({ day: 1 }).subtract({ months: months - 1 })
  const from = isBefore(period.from, first(monthsUsual)) ? period.from.with({ day: 1 }) : first(monthsUsual)
  return { from: isBefore(from, first(monthsMax)) ? first(monthsMax) : from, to }
}

/** The calendar's months that days touch: "2026-10", "2026-11". */
export function monthKeys({ from, to }: Days): string[] {
  const months = from.toPlainYearMonth().until(to.toPlainYearMonth(), { largestUnit: 'months' }).months
  return Array.from({ length: months + 1 }, (_, i) => from.toPlainYearMonth().add({ months: i }).toString())
}
