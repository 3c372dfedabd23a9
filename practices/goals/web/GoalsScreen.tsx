import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { previousPeriod } from '#ledger/rules/period.ts'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { nextPeriod } from '#ledger/web/results/viewPeriod.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { withLaterTexts } from '#web/frame/language.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import { Button } from '#web/parts/Button.tsx'
import { CourseLegend } from '#web/parts/CourseLine.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Section } from '#web/parts/record/RecordPage.tsx'
import { Screen } from '#web/parts/Screen.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { GoalJson } from '../contract.ts'
import { AnswerMany } from './AnswerMany.tsx'
import { OpenGoalFigure } from './explain/OpenGoalFigure.tsx'
import { GoalLead } from './GoalLead.tsx'
import { GoalRow } from './GoalRow.tsx'
import { GoalsBar } from './GoalsBar.tsx'
import { GoalTable } from './GoalTable.tsx'
import { useGoalsView } from './goalsView.ts'
import { NoGoals } from './NoGoals.tsx'
import { metricShown, useGoalRows, useGoalsAsked, useMyGoals } from './useGoals.ts'

const CascadeTree = lazy(() => import('./cascade/CascadeTree.tsx'))
const SetTargetPanel = lazy(() => withLaterTexts(import('./SetTargetPanel.tsx')))

// its page is another part of the product
const quotaGrid = '/goals/quotas'

/** Targets of a period with how they stand: one's own first, then those of the people and teams that one sees. */
export function GoalsScreen() {
  const t = useTranslations('goals.screen')
  const may = useMay()
  const { org } = useMe()
  const [view, show] = useGoalsView()
  const asked = useGoalsAsked()
  const [setting, set] = useState(false)
  const periodName = usePeriodName()
  const mine = useMyGoals(asked)
  const own = mine.data?.items ?? []
  const metric = metricShown(view.metric, own)
  const found = useGoalRows(asked, metric, mine.isSuccess)
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? []
  const lead = leadOf(own, rows, metric)
  const others = own.filter(({ targetId }) => targetId !== lead?.targetId)
  const loaded = mine.isSuccess && found.isSuccess
  const nothing = loaded && view.shown === undefined && own.length === 0 && rows.length === 0
  const asTree = view.shown === 'tree'
  const withTable = !asTree && asked.whose !== 'mine' && rows.some(({ targetId }) => targetId !== lead?.targetId)
  useShortcuts({
    '[': () => show({ period: previousPeriod(asked.period, org).key, asOf: undefined }),
    ']': () => show({ period: nextPeriod(asked.period, org).key, asOf: undefined }),
  })
  return (
    <Screen
      title={t('title')}
      lead={t('lead', { period: periodName(asked.period) })}
      actions={
        <>
          {may('target.create') && (
            <Button first icon="plus" onClick={() => set(true)}>
              {t('set')}
            </Button>
          )}
          {may('target.create') && (
            <a className="link" href={quotaGrid} style={{ alignSelf: 'center' }}>
              {t('grid')}
            </a>
          )}
        </>
      }
    >
      <GoalsBar asked={asked} metric={metric} />
      <AnswerMany />
      <ProblemText error={mine.error ?? found.error} />
      {nothing && <NoGoals onSet={() => set(true)} />}
      {lead && <GoalLead goal={lead} />}
      {!loaded && !mine.isError && !found.isError && <Waiting lines={8} />}
      {loaded && others.length > 0 && (
        <Section title={t('mine')}>
          {others.map((goal) => (
            <GoalRow key={goal.targetId} goal={goal} since={goal.since} />
          ))}
        </Section>
      )}
      {withTable && (
        <Section
          title={t(asked.whose === 'team' ? 'whose_team' : 'everybody')}
          note={t('count', { count: rows.length })}
        >
          <GoalTable
            goals={rows}
            stale={found.isPlaceholderData}
            onMore={found.hasNextPage ? () => void found.fetchNextPage() : null}
          />
        </Section>
      )}
      {asTree && (
        <Suspense fallback={<Waiting lines={8} />}>
          <CascadeTree key={`${metric} ${asked.period.key}`} asked={asked} metric={metric} />
        </Suspense>
      )}
      {(lead || asTree) && <CourseLegend />}
      {setting && (
        <Suspense fallback={null}>
          <SetTargetPanel given={{ metric, period: asked.period.key }} onClose={() => set(false)} />
        </Suspense>
      )}
      <OpenGoalFigure />
    </Screen>
  )
}

/** One's own number; for who has none, the widest that one sees all of: everybody's, or the team's. */
function leadOf(own: readonly GoalJson[], rows: readonly GoalJson[], metric: string): GoalJson | undefined {
  const above = rows.filter(({ of }) => of !== 'member')
  return own.find((one) => one.metric === metric) ?? above.find(({ attainment }) => attainment !== null) ?? above[0]
}
