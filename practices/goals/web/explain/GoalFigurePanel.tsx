import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { periodOf } from '#ledger/rules/period.ts'
import { usualDays } from '#ledger/web/change/changeDays.ts'
import { DaysAsked } from '#ledger/web/change/DaysAsked.tsx'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { useMetricText } from '#ledger/web/results/useResults.ts'
import { api } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { GoalPartsJson } from '../../contract/goalParts.ts'
import { useGoalsView } from '../goalsView.ts'
import type { OpenedGoal } from './goalAddress.ts'
import style from './goalExplain.module.css'
import { PartsOf } from './PartsOf.tsx'
import { WhyMoved } from './WhyMoved.tsx'

interface Props {
  readonly opened: OpenedGoal
  readonly onShow: (next: OpenedGoal | null) => void
}

/** How a number of a goal is worked out, or why its attainment moved between two days. */
export default function GoalFigurePanel({ opened, onShow }: Props) {
  const t = useTranslations('goals.explain')
  const [{ asOf }] = useGoalsView()
  const { today } = useMe()
  const { targetId, what, days } = opened
  const input = { targetId, ...(asOf === undefined ? {} : { asOf }) }
  const { data, error } = useQuery(api.goals.goals.parts.queryOptions({ input }))
  return (
    <SidePanel title={data ? <Title of={data} /> : t('title')} onClose={() => onShow(null)}>
      <ProblemText error={error} />
      {!data && !error && <Waiting lines={8} />}
      {data && days === null && (
        <>
          <PartsOf what={what} parts={data} />
          {data.goal.attainment !== null && (
            <div className={style.ways}>
              <Button
                onClick={() => onShow({ targetId, what: 'attainment', days: usualDays(asOf ?? data.goal.to, today) })}
              >
                {t('why')}
              </Button>
            </div>
          )}
        </>
      )}
      {data && days !== null && (
        <>
          <div className={style.back}>
            <h2>{t('why')}</h2>
            <Button onClick={() => onShow({ ...opened, days: null })}>{t('title')}</Button>
          </div>
          <DaysAsked days={days} onDays={(next) => onShow({ ...opened, days: next })} />
          <WhyMoved targetId={targetId} days={days} />
        </>
      )}
    </SidePanel>
  )
}

function Title({ of: { goal } }: { readonly of: GoalPartsJson }) {
  const metricText = useMetricText()
  const periodName = usePeriodName()
  const { org } = useMe()
  return (
    <span className={style.title}>
      {metricText(goal.metric, 'name', goal.metricName)}{' '}
      <small>
        {goal.name}, {periodName(periodOf(goal.period, org))}
      </small>
    </span>
  )
}
