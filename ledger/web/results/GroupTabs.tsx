import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import style from '#web/parts/ViewTabs.module.css'
import { changed, type Grouping, type ResultsView } from './resultsView.ts'

interface Props {
  readonly by: Grouping
  readonly view: ResultsView
  /** What the metric can be grouped by. */
  readonly groupings: readonly Grouping[]
}

/** By person, team, month …: one click each. */
export function GroupTabs({ by, view, groupings }: Props) {
  const t = useTranslations('ledger.results')
  return (
    <nav className={style.tabs} aria-label={t('groupings')}>
      {groupings.map((one) => (
        <Link
          key={one}
          to="."
          search={{ ...changed(view, { by: one, sort: undefined, search: undefined }) }}
          replace
          resetScroll={false}
          className={style.tab}
          aria-current={one === by ? 'true' : undefined}
        >
          {t(`by.${one}`)}
        </Link>
      ))}
    </nav>
  )
}
