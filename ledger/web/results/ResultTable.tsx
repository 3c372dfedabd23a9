import { useTranslations } from 'use-intl'
import type { ValuesJson } from '#ledger/contract.ts'
import { Num } from '#web/parts/Num.tsx'
import { ExplainLink } from '../ExplainLink.tsx'
import { Cases, Figure } from '../Figure.tsx'
import { Narrow } from './Narrow.tsx'
import { RowBar } from './RowBar.tsx'
import type { Grouping, Order } from './resultsView.ts'
import { blurs, intervalOf, type NamedRow, sizeOf } from './rowOrder.ts'
import style from './rows.module.css'
import { SortHead } from './SortHead.tsx'
import type { ResultMetric } from './useResults.ts'

interface Props {
  readonly by: Grouping
  readonly metric: ResultMetric | undefined
  readonly values: ValuesJson
  readonly rows: readonly NamedRow[]
  /** Those that are not shown too: the bars are shares of the largest of all. */
  readonly all: readonly NamedRow[]
  readonly sort: Order
  readonly stale: boolean
}

export function ResultTable({ by, metric, values, rows, all, sort, stale }: Props) {
  const t = useTranslations('ledger.results')
  const rate = all.some(({ row }) => row.cases !== undefined)
  const counted = all.some(({ row }) => row.entries > 0)
  const largest = Math.max(0, ...all.map(({ row }) => intervalOf(row)?.high ?? Math.abs(sizeOf(row.value) ?? 0)))
  const ranked = rate && sort.endsWith('value')
  const blurred = (i: number) => {
    const row = rows[i]?.row
    return ranked && row !== undefined && blurs(row, rows[i - 1]?.row)
  }
  return (
    <>
      <table className={style.table} data-stale={stale || undefined} aria-busy={stale}>
        <thead>
          <tr>
            <SortHead name="name" sort={sort} label={t(`by.${by}`)} />
            <td className={style.bar} />
            <SortHead name="value" sort={sort} label={metric?.name ?? values.metric} right />
            {rate && (
              <th className={style.cases} scope="col">
                {t('intervalHead')}
              </th>
            )}
            {counted && (
              <th className={style.entries} scope="col">
                {t('entries')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, name }, i) => (
            <tr key={row.key ?? ''}>
              <th scope="row" className={style.name}>
                <span className={style.named}>
                  <Narrow by={by} row={row} name={name} metric={metric} />
                  {blurred(i) && (
                    <span className={style.blur} title={t('blurs')}>
                      <span aria-hidden="true">≈</span>
                      <span className="hidden-words">{t('blurs')}</span>
                    </span>
                  )}
                </span>
              </th>
              <td className={style.bar}>
                <RowBar of={row} largest={largest} />
              </td>
              <td className={style.value}>
                <ExplainLink explain={row.explain} of={name}>
                  <Figure of={row} />
                </ExplainLink>
                {rate && (
                  <span className={style.below}>
                    <Cases of={row} />
                  </span>
                )}
              </td>
              {rate && (
                <td className={style.cases}>
                  <Cases of={row} />
                </td>
              )}
              {counted && (
                <td className={style.entries}>
                  <Num of={row.entries} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={style.name}>
              {t('total')}
            </th>
            <td className={style.bar} />
            <td className={style.value}>
              <ExplainLink explain={values.total.explain} of={t('total')}>
                <Figure of={values.total} />
              </ExplainLink>
              {rate && (
                <span className={style.below}>
                  <Cases of={values.total} />
                </span>
              )}
            </td>
            {rate && (
              <td className={style.cases}>
                <Cases of={values.total} />
              </td>
            )}
            {counted && (
              <td className={style.entries}>
                <Num of={values.total.entries} />
              </td>
            )}
          </tr>
        </tfoot>
      </table>
      {rows.some((_, i) => blurred(i)) && <p className={style.legend}>≈ {t('blurs')}</p>}
    </>
  )
}
