import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import style from '#web/parts/Explain.module.css'
import { type GoalFigure, goalInAddress } from './goalAddress.ts'

interface Props {
  readonly targetId: string
  readonly what: GoalFigure
  /** Whose or what it is, for those who can't see where the number stands. */
  readonly of: string
  readonly children: ReactNode
}

/** A number of a goal that opens: how it is worked out, beside the page. */
export function GoalFigureLink({ targetId, what, of, children }: Props) {
  const t = useTranslations('goals.explain')
  const search = useSearch({ strict: false })
  return (
    <Link
      to="."
      search={{ ...search, explain: goalInAddress({ targetId, what, days: null }) }}
      resetScroll={false}
      preload={false}
      className={style.explainable}
      style={{ textDecoration: 'none' }}
      title={t('open')}
      aria-haspopup="dialog"
      data-goal-figure={what}
    >
      <span className="hidden-words">
        {of}, {t(`name.${what}`)}:{' '}
      </span>
      {children}
    </Link>
  )
}
