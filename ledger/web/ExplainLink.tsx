import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import style from '#web/parts/Explain.module.css'
import { changed, useResultsView } from './results/resultsView.ts'

interface Props {
  /** Where the figure opens, as the API says it with the figure. */
  readonly explain: string
  /** What the figure is, for those who can't see where it stands. */
  readonly of: string
  readonly children: ReactNode
}

/** A figure of Results that opens: what it is made of stands in the address, so that a link opens it too. */
export function ExplainLink({ explain, of, children }: Props) {
  const t = useTranslations('ledger.explain')
  const [view] = useResultsView()
  return (
    <Link
      to="."
      search={{ ...changed(view, { explain: tokenIn(explain) }) }}
      resetScroll={false}
      preload={false}
      className={style.explainable}
      style={{ textDecoration: 'none' }}
      title={t('open')}
      aria-haspopup="dialog"
      data-figure
    >
      <span className="hidden-words">{of}: </span>
      {children}
    </Link>
  )
}

export const tokenIn = (explain: string) => explain.slice(explain.lastIndexOf('/') + 1)
