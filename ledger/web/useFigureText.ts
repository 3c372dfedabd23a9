import { useLocale, useTranslations } from 'use-intl'
import type { FigureJson } from '#ledger/contract.ts'
import type { Interval } from '#ledger/rules/interval.ts'
import type { Unit } from '#ledger/rules/metric.ts'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'

type Value = FigureJson['value']

export interface FigureTexts {
  /** "¥512,000.00", "16.5", "51.2%", "2.5 ×", "43.2 days"; absent is a dash. Trimmed, "¥512,000". */
  readonly text: (value: Value, unit: Unit, how?: { trim?: boolean }) => string
  /** "50万", "50%", "1K": a round number beside a line of a picture, whose unit is said above it. */
  readonly axis: (value: number, unit: Unit) => string
  /** "31–83%": where a rate may lie. */
  readonly interval: (of: Interval) => string
  readonly number: (value: string | number) => string
}

/** Figures as the reader writes them, by their unit. */
export function useFigureText(): FigureTexts {
  const locale = useLocale()
  const t = useTranslations('ledger.results.unit')
  const decimal = (value: string | number, digits: number, least = 0) => {
    const options = { maximumFractionDigits: digits, minimumFractionDigits: least }
    return minus(formatOf(locale, options).format(Number(value)))
  }
  const text: FigureTexts['text'] = (value, unit, how) => {
    if (value === null) return '—'
    if (typeof value !== 'string') {
      const money = formatMoney(moneyFromJson(value), locale, how)
      return unit === 'moneyPerDay' ? t('moneyPerDay', { value: money }) : money
    }
    if (unit === 'ratio') return t('percent', { value: decimal(Number(value) * 100, 1, 1) })
    if (unit === 'multiple') return t('multiple', { value: decimal(value, 2) })
    if (unit === 'days' || unit === 'minutes') return t(unit, { count: Number(value), value: decimal(value, 1) })
    return decimal(value, 2)
  }
  const axis: FigureTexts['axis'] = (value, unit) => {
    if (unit === 'ratio') return t('percent', { value: decimal(value * 100, 1) })
    return minus(formatOf(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value))
  }
  return {
    text,
    axis,
    interval: ({ low, high }) => t('interval', { low: decimal(low * 100, 0), high: decimal(high * 100, 0) }),
    number: (value) => decimal(value, 2),
  }
}

const minus = (text: string) => text.replace('-', '−')

const formats = new Map<string, Intl.NumberFormat>()
function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, options)
  formats.set(key, made)
  return made
}
