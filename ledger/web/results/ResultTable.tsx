import { useTranslations } from 'use-intl'
import type { ValuesJson } from '#ledger/contract.ts'
import { ResultLine } from './ResultLine.tsx'
import type { Grouping, Order } from './resultsView.ts'
import { blurs, intervalOf, type NamedRow, sizeOf } from './rowOrder.ts'
import style from './rows.module.css'
import { SortHead } from './SortHead.tsx'
import type { ComparedRows } from './useComparison.ts'
import type { ResultMetric } from './useResults.ts'

interface Props {
  readonly by: Grouping
  readonly metric: ResultMetric | undefined
  readonly values: ValuesJson
  readonly rows: readonly NamedRow[]
  /** Those that are not shown too: the bars are shares of the largest of all. */
  readonly all: readonly NamedRow[]
  readonly sort: Order
  readonly compared: ComparedRows | null
  readonly stale: boolean
}

export function ResultTable({ by, metric, values, rows, all, sort, compared, stale }: Props) {
  const t = useTranslations('ledger.results')
  const besides = {
    rate: compared === null && all.some(({ row }) => row.cases !== undefined),
    counted: compared === null && all.some(({ row }) => row.entries > 0),
    compared: compared !== null,
    direction: metric?.direction ?? 'higher',
  }
  const largest = Math.max(0, ...all.map(({ row }) => intervalOf(row)?.high ?? Math.abs(sizeOf(row.value) ?? 0)))
  const ranked = besides.rate && sort.endsWith('value')
  const blurred = rows.map(({ row }, i) => ranked && blurs(row, rows[i - 1]?.row))
  return (
    <>
      <table className={style.table} data-stale={stale || undefined} aria-busy={stale}>
        <thead>
          <tr>
            <SortHead name="name" sort={sort} label={t(`by.${by}`)} />
            <td className={style.bar} />
            <SortHead name="value" sort={sort} label={metric?.name ?? values.metric} right />
            {compared && <ComparedHeads name={compared.name} />}
            {besides.rate && (
              <th className={style.cases} scope="col">
                {t('intervalHead')}
              </th>
            )}
            {besides.counted && (
              <th className={style.entries} scope="col">
                {t('entries')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, name }, i) => (
            <ResultLine
              key={row.key ?? ''}
              figure={row}
              name={name}
              into={{ by, key: row.key, metric }}
              blurred={blurred[i] === true}
              largest={largest}
              beside={compared?.besides.get(row.key) ?? null}
              besides={besides}
            />
          ))}
        </tbody>
        <tfoot>
          <ResultLine figure={values.total} name={t('total')} beside={compared?.total ?? null} besides={besides} />
        </tfoot>
      </table>
      {compared && metric?.cumulative === false && <p className={style.legend}>{t('compare.notSum')}</p>}
      {blurred.includes(true) && <p className={style.legend}>≈ {t('blurs')}</p>}
    </>
  )
}

function ComparedHeads({ name }: { readonly name: string }) {
  const t = useTranslations('ledger.results.compare')
  return (
    <>
      <th className={style.then} scope="col">
        {name}
      </th>
      <th className={style.difference} scope="col">
        {t('difference')}
      </th>
      <th className={style.growth} scope="col">
        {t('growth')}
      </th>
    </>
  )
}
