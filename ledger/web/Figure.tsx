import { useTranslations } from 'use-intl'
import type { FigureJson } from '#ledger/contract.ts'
import { RATE_CASES_MIN } from '#ledger/rules/interval.ts'
import { Nothing } from '#web/parts/Nothing.tsx'
import style from './Figure.module.css'
import { isSmall } from './results/rowOrder.ts'
import { useFigureText } from './useFigureText.ts'

type Shown = Pick<FigureJson, 'value' | 'unit' | 'cases'>

/** A figure as it is told: of a rate with few cases 小样本 only where it may lie, never a percentage. */
export function Figure({ of, trim = false }: { readonly of: Shown; readonly trim?: boolean }) {
  const figures = useFigureText()
  if (of.cases && isSmall(of)) {
    return <span className="num">{figures.interval({ low: Number(of.cases.low), high: Number(of.cases.high) })}</span>
  }
  if (of.value === null) return <Nothing />
  return (
    <span className={`num ${isMinus(of.value) ? style.minus : ''}`} title={longForm(of)}>
      {figures.text(of.value, of.unit, { trim })}
    </span>
  )
}

/** How many cases a rate has and where it may lie; a word where they are few. */
export function Cases({ of }: { readonly of: Shown }) {
  const t = useTranslations('ledger.results')
  const figures = useFigureText()
  if (!of.cases) return null
  const { cases, low, high } = of.cases
  return (
    <span className={`${style.cases} num`}>
      {isSmall(of) ? (
        <span className={style.small} title={t('smallWhy', { least: RATE_CASES_MIN })}>
          {t('small')}
        </span>
      ) : (
        <span title={t('intervalWhy')}>{figures.interval({ low: Number(low), high: Number(high) })}</span>
      )}{' '}
      · <span title={t('casesWhy')}>{t('cases', { count: figures.number(cases) })}</span>
    </span>
  )
}

export function isMinus(value: FigureJson['value']): boolean {
  return value !== null && (typeof value === 'string' ? value : value.amount).startsWith('-')
}

/** All the digits, where fewer are shown: a third of a deal is 0.333333. */
function longForm({ value, unit }: Shown): string | undefined {
  if (typeof value !== 'string' || unit === 'ratio') return undefined
  return /\.\d{3,}$/.test(value) ? value : undefined
}
