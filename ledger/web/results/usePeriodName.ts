import { useLocale, useTranslations } from 'use-intl'
import type { Period } from '#ledger/rules/period.ts'
import { nameOf } from '#ledger/rules/periodName.ts'
import { dayText } from '#web/parts/dates.ts'

/** "Q4 2026", "2026年第四季度", "FY2027": a period as one says it. */
export function usePeriodName(): (period: Period) => string {
  const t = useTranslations('ledger.results.period')
  const locale = useLocale()
  return ({ key, kind, from, to }) => {
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
