import { useLocale, useTranslations } from 'use-intl'
import type { FigureJson } from '#ledger/contract.ts'
import type { Interval } from '#ledger/rules/interval.ts'
import type { Unit } from '#ledger/rules/metric.ts'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'

type Value = FigureJson['value']

export interface FigureTexts {
  /** "¥512,000.00", "16.5", "51.2%", "2.5 ×", "43.2 days"; absent is a dash. `short` is for axes. */
  readonly text: (value: Value, unit: Unit, form?: { readonly short?: boolean }) => string
  /** "31–83%": where a rate may lie. */
  readonly interval: (of: Interval) => string
  readonly number: (value: string | number) => string
}

/** Figures as the reader writes them, by their unit. */
export function useFigureText(): FigureTexts {
  const locale = useLocale()
  const t = useTranslations('ledger.results.unit')
  const decimal = (value: string | number, digits: number, short = false) =>
    formatOf(locale, digits, short).format(Number(value)).replace('-', '−')
  const text: FigureTexts['text'] = (value, unit, { short = false } = {}) => {
    if (value === null) return '—'
    if (typeof value !== 'string') {
      const money = formatMoney(moneyFromJson(value), locale, { short })
      return unit === 'moneyPerDay' ? t('moneyPerDay', { value: money }) : money
    }
    if (unit === 'ratio') return t('percent', { value: decimal(Number(value) * 100, short ? 0 : 1) })
    if (unit === 'multiple') return t('multiple', { value: decimal(value, 2) })
    if ((unit === 'days' || unit === 'minutes') && !short) {
      return t(unit, { count: Number(value), value: decimal(value, 1) })
    }
    return decimal(value, 2, short)
  }
  return {
    text,
    interval: ({ low, high }) => t('interval', { low: decimal(low * 100, 0), high: decimal(high * 100, 0) }),
    number: (value) => decimal(value, 2),
  }
}

const formats = new Map<string, Intl.NumberFormat>()
function formatOf(locale: string, maximumFractionDigits: number, short: boolean): Intl.NumberFormat {
  const key = `${locale} ${maximumFractionDigits} ${short}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, {
    maximumFractionDigits,
    ...(short ? { notation: 'compact', maximumFractionDigits: 1 } : {}),
  })
  formats.set(key, made)
  return made
}
