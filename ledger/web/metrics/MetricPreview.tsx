import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Json } from '#platform/record/field.ts'
import { api } from '#web/api/client.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { rangeOf } from '../../rules/period.ts'
import { ExplainLink } from '../ExplainLink.tsx'
import { Cases, Figure } from '../Figure.tsx'
import { RowBar } from '../results/RowBar.tsx'
import { RowsWaiting } from '../results/RowsWaiting.tsx'
import { sizeOf } from '../results/rowOrder.ts'
import rows from '../results/rows.module.css'
import { usePeriodName } from '../results/usePeriodName.ts'
import { useNamedRows } from '../results/useResults.ts'
import style from './metrics.module.css'

interface Props {
  readonly formula: Json | null
  readonly direction: 'higher' | 'lower' | 'neither'
  readonly name: string
}

const shown = 12

/** What the metric says of this quarter while it is written: in words, altogether and person by person; each opens. */
export function MetricPreview({ formula, direction, name }: Props) {
  const t = useTranslations('ledger.metrics')
  const total = useTranslations('ledger.results')
  const problem = useProblemWords()
  const periodName = usePeriodName()
  const { data, error, isPlaceholderData } = useQuery({
    ...api.ledger.metricDrafts.preview.queryOptions({ input: { formula, direction, name } }),
    enabled: formula !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const people = useNamedRows(data?.values)
  if (formula === null) return <p className={style.wait}>{t('previewWait')}</p>
  if (error)
    return (
      <p className={style.problem} role="alert">
        {problem(error)}
      </p>
    )
  if (!data) return <RowsWaiting />
  const { values } = data
  const days = rangeOf(Temporal.PlainDate.from(values.from), Temporal.PlainDate.from(values.to))
  const largest = Math.max(0, ...people.map(({ row }) => Math.abs(sizeOf(row.value) ?? 0)))
  return (
    <div className={style.preview} data-stale={isPlaceholderData || undefined} aria-live="polite">
      <p className={style.says}>{data.says}</p>
      <h2>{t('preview', { period: periodName(days) })}</h2>
      <div className={style.total}>
        <ExplainLink explain={values.total.explain} of={total('total')}>
          <Figure of={values.total} />
        </ExplainLink>
        <Cases of={values.total} />
      </div>
      <table className={rows.table}>
        <caption className="hidden-words">{t('byMember')}</caption>
        <tbody>
          {people.slice(0, shown).map(({ row, name: person }) => (
            <tr key={row.key}>
              <th scope="row" className={rows.name}>
                <span className="cut">{person}</span>
              </th>
              <td className={rows.bar}>
                <RowBar of={row} largest={largest} />
              </td>
              <td className={rows.value}>
                <ExplainLink explain={row.explain} of={person}>
                  <Figure of={row} />
                </ExplainLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {people.length > shown && <p className="dim small">{t('more', { count: people.length - shown })}</p>}
    </div>
  )
}
