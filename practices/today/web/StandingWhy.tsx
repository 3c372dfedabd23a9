import { useLocale, useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { dayText } from '#web/parts/dates.ts'
import type { StandingGoalJson } from '../contract.ts'
import { difference, useGoalShown } from './goalShown.ts'
import style from './today.module.css'

/** How what is expected, and the distance to it, come about: each step with its value. */
export default function StandingWhy({
  goal,
  onClose,
}: {
  readonly goal: StandingGoalJson
  readonly onClose: () => void
}) {
  const t = useTranslations('today.why')
  const locale = useLocale()
  const shown = useGoalShown()
  const lines = [
    [t('target'), shown.amount(goal, goal.target)],
    [t('rate'), shown.rate(goal)],
    [t('expected', { gone: goal.daysGone, all: goal.daysAll }), shown.amount(goal, goal.expected)],
    [t('gap'), shown.amount(goal, difference(goal.actual.value, goal.expected))],
  ] as const
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <dl className={style.sum}>
        <div>
          <dt>{t('done')}</dt>
          <dd className="num">
            <FigureLink explain={goal.actual.explain} of={goal.metricName}>
              {shown.amount(goal, goal.actual.value)}
            </FigureLink>
          </dd>
        </div>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="dim small">
        {goal.since !== null && `${t('since', { day: dayText(goal.since, locale, 'short') })} `}
        {t('more')}
      </p>
    </Dialog>
  )
}
