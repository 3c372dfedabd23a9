import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MetricJson } from '#ledger/contract.ts'
import { Button } from '#web/parts/Button.tsx'
import { useResultsView } from './resultsView.ts'
import { TrendPicture } from './TrendPicture.tsx'
import { TrendTable } from './TrendTable.tsx'
import style from './trend.module.css'
import { type Asked, inputFor, useNamedRows, useValues } from './useResults.ts'
import { trendDays } from './viewPeriod.ts'

/** How the metric went, month by month, up to the period: a picture, and the table behind it. */
export function Trend({ metric, asked }: { readonly metric: MetricJson | undefined; readonly asked: Asked }) {
  const t = useTranslations('ledger.results')
  const [view] = useResultsView()
  const [table, setTable] = useState(false)
  const { period, today } = asked
  const { data, isPlaceholderData } = useValues(inputFor(asked.metric, 'month', trendDays(period, today), view))
  const months = useNamedRows(data)
  const inPeriod = (month: string) =>
    month >= period.from.toString().slice(0, 7) && month <= period.to.toString().slice(0, 7)
  return (
    <section className={style.trend}>
      <h2>
        {t('trend')}
        <Button plain className={style.turn} onClick={() => setTable(!table)} aria-pressed={table}>
          {t(table ? 'asPicture' : 'asTable')}
        </Button>
      </h2>
      <div className={style.place} data-stale={isPlaceholderData || undefined}>
        {data &&
          (table ? (
            <TrendTable months={months} metric={metric?.name ?? asked.metric} />
          ) : (
            <TrendPicture
              months={months}
              inPeriod={inPeriod}
              unit={data.unit}
              bars={metric?.cumulative !== false}
              currency={typeof data.total.value === 'string' ? null : (data.total.value?.currency ?? null)}
            />
          ))}
      </div>
    </section>
  )
}
