import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { RowJson, ValuesJson } from '#ledger/contract.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { Num } from '#web/parts/Num.tsx'
import { ExplainLink } from '../ExplainLink.tsx'
import { Cases, Figure } from '../Figure.tsx'
import { RowBar } from './RowBar.tsx'
import { changed, type Grouping, type Order, useResultsView } from './resultsView.ts'
import { blurs, intervalOf, type NamedRow, sizeOf } from './rowOrder.ts'
import style from './rows.module.css'
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

interface HeadProps {
  readonly name: 'name' | 'value'
  readonly sort: Order
  readonly label: string
  readonly right?: boolean
}

function SortHead({ name, sort, label, right = false }: HeadProps) {
  const [, show] = useResultsView()
  const [up, down] = name === 'name' ? (['name', '-name'] as const) : (['value', '-value'] as const)
  // a name is looked for from A, a value from the largest
  const [first, second] = name === 'name' ? [up, down] : [down, up]
  const order = sort === up ? 'ascending' : sort === down ? 'descending' : undefined
  return (
    <th scope="col" aria-sort={order} className={right ? style.value : style.name}>
      <button
        type="button"
        className={style.sort}
        data-on={order}
        onClick={() => show({ sort: sort === first ? second : first })}
      >
        {label}
        <Icon name={sort === up ? 'up' : 'down'} size={12} />
      </button>
    </th>
  )
}

const into: Readonly<Record<Grouping, Grouping>> = {
  member: 'account',
  manager: 'member',
  team: 'member',
  region: 'team',
  month: 'member',
  account: 'member',
  product: 'member',
  stage: 'member',
  kind: 'member',
}

interface NarrowProps extends Pick<Props, 'by' | 'metric'> {
  readonly row: RowJson
  readonly name: string
}

/** A row's name leads into it: a team's people, a person's customers. */
function Narrow({ by, row, name, metric }: NarrowProps) {
  const t = useTranslations('ledger.results')
  const [view] = useResultsView()
  const next = Object.keys(view.where ?? {}).includes(into[by]) ? by : into[by]
  const where = { ...view.where, [by]: row.key ?? '' }
  if (metric?.groupings.includes(next) !== true) return <span className="cut">{name}</span>
  return (
    <Link
      to="."
      search={{ ...changed(view, { where, by: next, sort: undefined, search: undefined }) }}
      className={`${style.narrow} cut`}
      title={t('narrow', { name, by: next })}
      preload={false}
    >
      {name}
    </Link>
  )
}
