import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { RowJson } from '#ledger/contract.ts'
import { changed, type Grouping, useResultsView } from './resultsView.ts'
import style from './rows.module.css'
import type { ResultMetric } from './useResults.ts'

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

interface Props {
  readonly by: Grouping
  readonly metric: ResultMetric | undefined
  readonly row: RowJson
  readonly name: string
}

/** A row's name leads into it: a team's people, a person's customers. */
export function Narrow({ by, row, name, metric }: Props) {
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
