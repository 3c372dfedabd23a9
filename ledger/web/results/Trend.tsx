import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MetricJson } from '#ledger/contract.ts'
import { Button } from '#web/parts/Button.tsx'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { useResultsView } from './resultsView.ts'
import { TrendPicture } from './TrendPicture.tsx'
import { TrendTable } from './TrendTable.tsx'
import style from './trend.module.css'
import { type Asked, inputFor, useNamedRows, useValues } from './useResults.ts'
import { trendDays } from './viewPeriod.ts'

/** How the metric went, month by month, up to the period: a picture, and the table behind it. */
export function Trend({ metric, asked }: { readonly metric: MetricJson | undefined; readonly asked: Asked }) {
  const t = useTranslations('ledger.results')
  const problem = useProblemWords()
  const [view] = useResultsView()
  const [table, setTable] = useState(false)
  const { period, today } = asked
  const { data, error, isPlaceholderData } = useValues(inputFor(asked.metric, 'month', trendDays(period, today), view))
  const rows = useNamedRows(data)
  const [first, last] = [period.from.toString().slice(0, 7), period.to.toString().slice(0, 7)]
  return (
    <section className={style.trend}>
      <h2>
        {t('trend')}
        <Button plain className={style.turn} onClick={() => setTable(!table)} aria-pressed={table}>
          {t(table ? 'asPicture' : 'asTable')}
        </Button>
      </h2>
      <div className={style.place} data-stale={isPlaceholderData || undefined}>
        {error !== null && <p className="dim small">{problem(error)}</p>}
        {data && error === null && table && <TrendTable months={rows} metric={metric?.name ?? asked.metric} />}
        {data && error === null && !table && (
          <TrendPicture
            values={data}
            rows={rows}
            inPeriod={(month) => month >= first && month <= last}
            bars={metric?.cumulative !== false}
          />
        )}
      </div>
    </section>
  )
}
