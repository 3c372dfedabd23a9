import { useLocale, useTranslations } from 'use-intl'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { useMe } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import style from './goal.module.css'
import { useTargetMetrics } from './useGoals.ts'
import type { WaitingChange } from './waitingChanges.ts'

/** An amount of a target's record, which is a plain decimal, as the reader writes it. */
export function useTargetAmount(metric: string): (amount: string) => string {
  const { org } = useMe()
  const figures = useFigureText()
  const unit = useTargetMetrics().find(({ key }) => key === metric)?.unit ?? 'count'
  return (amount) =>
    figures.text(unit === 'money' || unit === 'moneyPerDay' ? { amount, currency: org.currency } : amount, unit)
}

interface Props {
  readonly metric: string
  readonly changes: readonly WaitingChange[]
}

/** What a waiting change makes of what, from when and why: to be read before one says yes. */
export function ChangeWaits({ metric, changes }: Props) {
  const t = useTranslations('goals.changes')
  const locale = useLocale()
  const amount = useTargetAmount(metric)
  return (
    <ul className={style.waits}>
      {changes.map(({ change, before }) => (
        <li key={change.id}>
          <b className="num">
            {amount(before)} → {amount(change.amount)}
          </b>{' '}
          <span className="dim small">
            {change.from === null ? t('whole') : t('from', { from: dayText(change.from, locale, 'long') })}
          </span>
          <br />
          {change.reason}
        </li>
      ))}
    </ul>
  )
}
