import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { previousPeriod } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import { Screen } from '#web/parts/Screen.tsx'
import { GroupTabs } from './GroupTabs.tsx'
import { Lead } from './Lead.tsx'
import { NothingHere, NothingYet, useLastEntries } from './NothingYet.tsx'
import { ResultRows } from './ResultRows.tsx'
import { ResultsBar } from './ResultsBar.tsx'
import style from './results.module.css'
import { useResultsView } from './resultsView.ts'
import { Total } from './Total.tsx'
import { Trend } from './Trend.tsx'
import { useComparison } from './useComparison.ts'
import { usePeriodName } from './usePeriodName.ts'
import { inputFor, useAsked, useMetrics, useNamedRows, useValues } from './useResults.ts'
import { nextPeriod, periodInView } from './viewPeriod.ts'
import { Ways } from './Ways.tsx'

const ExplainPanel = lazy(() => import('../explain/ExplainPanel.tsx'))

/** Any metric, by whom or what, over any period, as of any day. */
export function ResultsScreen() {
  const t = useTranslations('ledger.results')
  const [view, show] = useResultsView()
  const { org } = useMe()
  const asked = useAsked()
  const { metric: key, by, period } = asked
  const metrics = useMetrics()
  const metric = metrics.find((one) => one.key === key)
  const values = useValues(inputFor(key, by, period, view), asked.ready)
  const { rows, compared } = useComparison(asked, metric, useNamedRows(values.data))
  const byMonth = metric?.groupings.includes('month') === true
  const last = useLastEntries(values.data, asked, byMonth)
  const never = last === null && metric?.cumulative === true
  const periodName = usePeriodName()
  useShortcuts({
    '[': () => show(periodInView(previousPeriod(period, org))),
    ']': () => show(periodInView(nextPeriod(period, org))),
  })
  const title = t('title', { period: periodName(period) })
  return (
    <Screen
      title={title}
      lead={<Lead metric={metric?.name ?? key} by={by} view={view} />}
      actions={
        <Ways
          asked={asked}
          compared={compared}
          values={values.data}
          rows={rows}
          metric={metric}
          by={by}
          period={period}
        />
      }
    >
      <ResultsBar metrics={metrics} asked={asked} />
      <GroupTabs by={by} view={view} groupings={metric?.groupings ?? [by]} />
      <div className={style.cols}>
        <aside className={style.side} aria-label={t('total')}>
          <Total metric={metric} values={values} />
          {!never && byMonth && <Trend metric={metric} asked={asked} />}
        </aside>
        <div className={style.main}>
          {last && <NothingHere period={period} last={last} />}
          {never ? (
            <NothingYet metric={metric.name} />
          ) : (
            <ResultRows key={`${key} ${by}`} by={by} metric={metric} values={values} rows={rows} compared={compared} />
          )}
        </div>
      </div>
      {view.explain !== undefined && (
        <Suspense fallback={null}>
          <ExplainPanel opened={view.explain} />
        </Suspense>
      )}
    </Screen>
  )
}
