import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { changed, type Grouping, useResultsView } from './resultsView.ts'
import style from './rows.module.css'
import type { ResultMetric } from './useResults.ts'

/** The row that a name leads into. */
export interface Into {
  readonly by: Grouping
  readonly key: string | null
  readonly metric: ResultMetric | undefined
}

const below: Readonly<Record<Grouping, Grouping>> = {
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

/** A row's name leads into it: a team's people, a person's customers. */
export function Narrow({ into: { by, key, metric }, name }: { readonly into: Into; readonly name: string }) {
  const t = useTranslations('ledger.results')
  const [view] = useResultsView()
  const next = Object.keys(view.where ?? {}).includes(below[by]) ? by : below[by]
  const where = { ...view.where, [by]: key ?? '' }
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
