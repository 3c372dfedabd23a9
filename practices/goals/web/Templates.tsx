import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { periodOf } from '#ledger/rules/period.ts'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { api } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import type { SuggestionJson } from '../contract/check.ts'
import style from './setTarget.module.css'
import { useTargetMetrics } from './useGoals.ts'
import type { Wished } from './wished.ts'

interface Props {
  readonly wished: Wished
  readonly onChoose: (change: Partial<Wished>) => void
}

/** Targets to begin with, worked out from the last comparable period; one click fills the form in. */
export function Templates({ wished, onChoose }: Props) {
  const t = useTranslations('goals.set')
  const textOf = useSuggestionText()
  const { of, memberId, teamId, metric, period } = wished
  const whose = of === 'member' && memberId !== null ? { memberId } : of === 'team' && teamId !== null ? { teamId } : {}
  const isKnown = of === 'organisation' || Object.keys(whose).length > 0
  const input = { metric, period, ...whose }
  const { data } = useQuery({
    ...api.goals.goals.suggestions.queryOptions({ input }),
    placeholderData: keepPreviousData,
  })
  // what the organisation reached is no measure for somebody who is not chosen yet
  const items = (data?.items ?? []).filter(({ basedOn }) => isKnown || basedOn === null)
  if (items.length === 0) return null
  return (
    <div className={style.templates}>
      <span className="dim small">{t('templates')}</span>
      {items.map((one) => (
        <button key={one.key} type="button" onClick={() => onChoose(wishedBy(one))}>
          {textOf(one)}
        </button>
      ))}
      {!isKnown && <p className="dim small">{t('templatesMore')}</p>}
    </div>
  )
}

const wishedBy = ({ metric, period, amount }: SuggestionJson): Partial<Wished> => ({
  metric,
  period,
  amount: typeof amount === 'string' ? amount : amount.amount,
})

function useSuggestionText(): (of: SuggestionJson) => string {
  const t = useTranslations('goals.suggestion')
  const { org } = useMe()
  const periodName = usePeriodName()
  const figures = useFigureText()
  const metrics = useTargetMetrics()
  return ({ key, metric, basedOn }) => {
    const unit = metrics.find((one) => one.key === metric)?.unit ?? 'count'
    if (basedOn === null) return t(key)
    const value = figures.text(basedOn.value, unit)
    return t(key, { period: periodName(periodOf(basedOn.period, org)), value })
  }
}
