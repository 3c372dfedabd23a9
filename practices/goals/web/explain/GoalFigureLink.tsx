import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { OpenFigure } from '#ledger/web/explain/FigureLink.tsx'
import style from '#web/parts/Explain.module.css'
import { type GoalFigure, goalInAddress, type OpenedGoal, openedGoal } from './goalAddress.ts'

const GoalFigurePanel = lazy(() => import('./GoalFigurePanel.tsx'))

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

/** What the address opens beside a page of goals: a goal's number, or a figure of the ledger. */
export function OpenGoalFigure() {
  const { explain, ...search } = useSearch({ strict: false })
  const navigate = useNavigate()
  const opened = typeof explain === 'string' ? openedGoal(explain) : null
  if (opened === null) return <OpenFigure />
  const show = (next: OpenedGoal | null) =>
    void navigate({
      to: '.',
      search: { ...search, ...(next === null ? {} : { explain: goalInAddress(next) }) },
      replace: true,
      resetScroll: false,
    })
  return (
    <Suspense fallback={null}>
      <GoalFigurePanel opened={opened} onShow={show} />
    </Suspense>
  )
}
