import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ValuesJson } from '#ledger/contract.ts'
import { type Period, periodContaining } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import style from './results.module.css'
import { changed, useResultsView } from './resultsView.ts'
import { isZero } from './rowOrder.ts'
import { usePeriodName } from './usePeriodName.ts'
import { type Asked, valuesQuery } from './useResults.ts'
import { periodInView } from './viewPeriod.ts'

const importPath = '/import'
const yearsBack = 30

/** Whether the period holds nothing, and where the last entries of the metric lie: null where there never were any. */
export function useLastEntries(
  values: ValuesJson | undefined,
  { today, metric, period }: Asked,
  byMonth: boolean,
): Period | null | undefined {
  const { org } = useMe()
  const nothing = byMonth && values?.total.entries === 0 && values.rows.every((row) => isZero({ row, name: '' }))
  const from = today.with({ day: 1 }).subtract({ years: yearsBack }).toString()
  const { data } = useQuery({
    ...valuesQuery({ key: metric, by: 'month', from, to: today.toString(), nonzero: 'true' }),
    enabled: nothing,
  })
  if (!nothing || data === undefined) return undefined
  const last = data.rows.findLast(({ key }) => key !== null)?.key
  if (!last) return null
  const kind = period.kind === 'month' || period.kind === 'year' ? period.kind : 'quarter'
  return periodContaining(Temporal.PlainDate.from(`${last}-01`), kind, org)
}

/** Where a period holds nothing: the way to the last one that does. */
export function NothingHere({ period, last }: { readonly period: Period; readonly last: Period }) {
  const t = useTranslations('ledger.results')
  const [view] = useResultsView()
  const name = usePeriodName()
  const there = { ...periodInView(last), asOf: undefined, knownOn: undefined, where: undefined }
  return (
    <p className={style.hint}>
      {t('emptyPeriod', { period: name(period) })}
      <Link to="." search={{ ...changed(view, there) }} replace className="link">
        {t('goLast', { period: name(last) })}
      </Link>
    </p>
  )
}

/** Before the first entry: what will be here, and the first step. */
export function NothingYet({ metric }: { readonly metric: string }) {
  const t = useTranslations('ledger.results')
  const navigate = useNavigate()
  return (
    <EmptyState
      title={t('empty', { metric })}
      action={
        <Button first onClick={() => void navigate({ to: importPath })}>
          {t('import')}
        </Button>
      }
    >
      {t('emptyWhy')}
    </EmptyState>
  )
}
