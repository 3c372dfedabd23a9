import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { periodOf } from '#ledger/rules/period.ts'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { useMetricText } from '#ledger/web/results/useResults.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { useRecord } from '#web/api/useRecord.ts'
import { CourseLegend } from '#web/parts/CourseLine.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { PersonName } from '#web/parts/PersonName.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { FieldList } from '#web/parts/record/FieldList.tsx'
import { History } from '#web/parts/record/History.tsx'
import { Deleted, RecordPage, Section } from '#web/parts/record/RecordPage.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { GoalsInput } from '../contract.ts'
import type { TargetWire } from '../records/target.ts'
import { AnswerBar } from './AnswerBar.tsx'
import { Around } from './Around.tsx'
import { OpenGoalFigure } from './explain/OpenGoalFigure.tsx'
import { GoalActions } from './GoalActions.tsx'
import { GoalLead } from './GoalLead.tsx'
import { GoalTrend } from './GoalTrend.tsx'
import style from './goal.module.css'
import { targetSource } from './sources.ts'
import { TargetChanges } from './TargetChanges.tsx'
import { goalsQuery } from './useGoals.ts'

/** The question that has this target among its answers. */
export function askFor({ memberId, teamId, metric, period }: TargetWire): GoalsInput {
  const whose = memberId !== null ? { memberId } : teamId !== null ? { teamId } : { of: 'organisation' as const }
  return { metric, period, limit: 50, ...whose }
}

/** One goal: how it stands, how it came there, what was decided about it, and what lies above and below it. */
export function GoalScreen() {
  const t = useTranslations('goals.goal')
  const may = useMay()
  const { org } = useMe()
  const { targetId } = useParams({ from: '/shell/goals/$targetId' })
  const found = useRecord(targetSource, targetId)
  const { record: target, names } = found
  const periodName = usePeriodName()
  const metricText = useMetricText()
  const { data, error } = useQuery({ ...goalsQuery(askFor(target)), enabled: target.deletedAt === null })
  const goal = data?.items.find((one) => one.targetId === targetId)
  const settled = target.acceptedAt !== null || target.changedAt !== null
  const whoseName =
    names[target.memberId ?? target.teamId ?? ''] ?? ((target.memberId ?? target.teamId) ? '' : org.name)
  return (
    <RecordPage
      title={t('title', { metric: metricText(target.metric, 'name', target.metric), name: whoseName })}
      lead={
        <span className={style.lead}>
          {periodName(periodOf(target.period, org))}
          {target.memberId !== null && <PersonName name={whoseName} />}
        </span>
      }
      back={{ to: '/goals', text: t('back') }}
      actions={<GoalActions target={target} goal={goal} />}
      side={
        <>
          <Section title={t('details')}>
            <FieldList
              source={targetSource}
              found={found}
              editable={may('target.update') && target.deletedAt === null}
              fields={['amount', 'stretch', 'challenge', 'from', 'to']}
              fixed={settled ? ['amount', 'from', 'to'] : ['from', 'to']}
            />
            <Agreed of={target} name={whoseName} />
          </Section>
          {goal && <Around target={target} />}
          <History declaration={targetSource.declaration} record={target} names={names} />
        </>
      }
    >
      {target.deletedAt !== null && <Deleted />}
      <AnswerBar target={target} goal={goal} />
      <ProblemText error={error} />
      {!goal && !error && target.deletedAt === null && <Waiting lines={5} />}
      {goal && (
        <>
          <GoalLead goal={goal} alone />
          <GoalTrend goal={goal} ask={askFor(target)} />
          <CourseLegend />
        </>
      )}
      <TargetChanges target={target} goal={goal} />
      <OpenGoalFigure />
    </RecordPage>
  )
}

/** Whether its person has said yes. */
function Agreed({ of, name }: { readonly of: TargetWire; readonly name: string }) {
  const t = useTranslations('goals.goal')
  if (of.memberId === null) return null
  return (
    <p className={style.agreed}>
      {of.acceptedAt !== null ? (
        <>
          {t('accepted', { name })} <Instant of={of.acceptedAt} />
        </>
      ) : of.declinedFor !== null ? (
        t('declined', { name, reason: of.declinedFor })
      ) : (
        t('notAnswered', { name })
      )}
    </p>
  )
}
