import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { OpenFigure } from '#ledger/web/explain/FigureLink.tsx'
import { goalInAddress, type OpenedGoal, openedGoal } from './goalAddress.ts'

const GoalFigurePanel = lazy(() => import('./GoalFigurePanel.tsx'))

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
