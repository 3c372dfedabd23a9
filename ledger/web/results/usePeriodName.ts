import { useLocale, useTranslations } from 'use-intl'
import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { type Period, periodContaining, rangeOf } from '#ledger/rules/period.ts'
import { nameOf } from '#ledger/rules/periodName.ts'
import { useMe } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'

/** "Q4 2026", "2026年第四季度", "FY2027": a period as one says it, also where it was asked for by its days. */
export function usePeriodName(): (period: Period) => string {
  const t = useTranslations('ledger.results.period')
  const locale = useLocale()
  const { org } = useMe()
  return (period) => {
    const { from, to } = period
    const { key, kind } = period.kind === 'range' ? spanOf(from, to, org) : period
    const name = nameOf(key)
    if (name === undefined) return kind === 'day' ? dayText(key, locale, 'long') : rangeText(from, to, locale)
    if (kind === 'month' && name.names === 'plain') return dayText(from.toString(), locale, 'month')
    return t(`${name.names}_${name.kind}`, { year: String(name.year), number: String(name.number) })
  }
}

/** "Oct 1 – Dec 31, 2026". */
export function rangeText(from: Temporal.PlainDate, to: Temporal.PlainDate, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' })
  const at = (day: Temporal.PlainDate) => Date.UTC(day.year, day.month - 1, day.day)
  return format.formatRange(at(from), at(to))
}

const kinds = ['month', 'quarter', 'year', 'week'] as const

/** The period that two days mean: the month, quarter, year or week that they begin and end, else the range. */
function spanOf(first: Temporal.PlainDate, last: Temporal.PlainDate, calendar: FiscalCalendar): Period {
  const named = kinds.map((kind) => periodContaining(first, kind, calendar))
  return named.find((one) => one.from.equals(first) && one.to.equals(last)) ?? rangeOf(first, last)
}
