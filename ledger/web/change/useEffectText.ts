import { useTranslations } from 'use-intl'
import type { Unit } from '#ledger/rules/metric.ts'
import type { MoneyJson } from '#ledger/rules/money.ts'
import { isMinus } from '../Figure.tsx'
import { useFigureText } from '../useFigureText.ts'

/** "+¥12,000.00", "−2", "+3.25 points": an effect with its sign; that of a rate in points of a percent, to two decimals. */
export function useEffectText(): (effect: string | MoneyJson, unit: Unit) => string {
  const t = useTranslations('ledger.change')
  const figures = useFigureText()
  return (effect, unit) => {
    const text =
      unit === 'ratio' && typeof effect === 'string'
        ? t('points', { value: figures.number(Math.round(Number(effect) * 10_000) / 100) })
        : figures.text(effect, unit)
    return isMinus(effect) || Number(typeof effect === 'string' ? effect : effect.amount) === 0 ? text : `+${text}`
  }
}
