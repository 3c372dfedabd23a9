import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ValuesJson } from '#ledger/contract.ts'
import { periodContaining } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import style from './results.module.css'
import { changed, useResultsView } from './resultsView.ts'
import { isZero } from './rowOrder.ts'
import { usePeriodName } from './usePeriodName.ts'
import { type Asked, valuesQuery } from './useResults.ts'
import { periodInView } from './viewPeriod.ts'

const importPath = '/import'
const yearsBack = 30

/** Where a period holds nothing: the way to the last one that does, or to the first data. */
export function NothingYet({ values, asked }: { readonly values: ValuesJson; readonly asked: Asked }) {
  const t = useTranslations('ledger.results')
  const { org } = useMe()
  const [view] = useResultsView()
  const name = usePeriodName()
  const nothing = values.total.entries === 0 && values.rows.every((row) => isZero({ row, name: '' }))
  const { today, metric, period } = asked
  const from = today.with({ day: 1 }).subtract({ years: yearsBack }).toString()
  const { data } = useQuery({
    ...valuesQuery({ key: metric, by: 'month', from, to: today.toString(), nonzero: 'true' }),
    enabled: nothing,
  })
  if (!nothing || data === undefined) return null
  const last = data.rows.at(-1)?.key ?? null
  if (last === null) {
    return (
      <EmptyState
        title={t('empty')}
        action={
          <Link to={importPath} className="link">
            {t('import')}
          </Link>
        }
      >
        {t('emptyWhy')}
      </EmptyState>
    )
  }
  const kind = period.kind === 'month' || period.kind === 'year' ? period.kind : 'quarter'
  const there = periodContaining(Temporal.PlainDate.from(`${last}-01`), kind, org)
  return (
    <p className={style.hint}>
      {t('emptyPeriod', { period: name(period) })}
      <Link
        to="."
        search={{ ...changed(view, { ...periodInView(there), asOf: undefined, knownOn: undefined, where: undefined }) }}
        replace
        className="link"
      >
        {t('goLast', { period: name(there) })}
      </Link>
    </p>
  )
}
