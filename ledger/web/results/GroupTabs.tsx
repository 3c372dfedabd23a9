import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import style from '#web/parts/ViewTabs.module.css'
import { changed, type Grouping, groupings, type ResultsView } from './resultsView.ts'

/** By person, team, month …: one click each. */
export function GroupTabs({ by, view }: { readonly by: Grouping; readonly view: ResultsView }) {
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
