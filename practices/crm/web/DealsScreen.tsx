import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { withLaterTexts } from '#web/frame/language.ts'
import { type ListView, useListView } from '#web/parts/listView.ts'
import { dayRanges } from '#web/parts/table/dayRanges.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import type { NamedView } from '#web/parts/ViewTabs.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { deal } from '../records/deal.ts'
import { deals } from './deals.tsx'
import { ListScreen } from './ListScreen.tsx'
import { useStages } from './useStages.ts'
import { ViewSwitch } from './ViewSwitch.tsx'

const BoardTools = lazy(() => import('./board/BoardTools.tsx'))
const DealsCalendar = lazy(() => withLaterTexts(import('./calendar/DealsCalendar.tsx')))
const DealsBoard = lazy(() => import('./board/DealsBoard.tsx'))

/** Deals as a table, on a board or in a calendar; which, and what of them, stands in the address. */
export function DealsScreen() {
  const { member } = useMe()
  const views = useViews()
  const stages = useStages()
  const [asked, ask] = useListView()
  // what one comes for: the open ones; anything else stands in the address
  const plain = !asked.filter && !asked.search && !asked.sort && !asked.deleted
  const view: ListView = !plain ? asked : { ...views[0]?.view, ...asked }
  const onView = (next: ListView) =>
    ask(next.filter || next.search || next.sort || next.deleted ? next : { ...next, sort: deal.sort })
  const look = asked.view === 'board' && (
    <>
      <OpenBar view={view} onView={onView} own={member.id}>
        <BoardTools view={view} onView={onView} />
      </OpenBar>
      <Suspense fallback={<Waiting lines={8} />}>
        <DealsBoard view={view} />
      </Suspense>
    </>
  )
  const calendar = asked.view === 'calendar' && (
    <>
      <OpenBar view={view} onView={onView} own={member.id} />
      <Suspense fallback={<Waiting lines={8} />}>
        <DealsCalendar view={view} onView={onView} />
      </Suspense>
    </>
  )
  const other = look || calendar
  return (
    <ListScreen
      listing={deals}
      views={views}
      view={view}
      onView={onView}
      plain={plain}
      placeOf={(by) => (by === 'stageId' ? (key) => stages.findIndex(({ id }) => id === key) : undefined)}
      beside={<ViewSwitch view={asked} />}
      {...(other ? { look: other } : {})}
      held={asked.view === 'board'}
    />
  )
}

interface BarProps {
  readonly view: ListView
  readonly onView: (view: ListView) => void
  readonly own: string
  readonly children?: ReactNode
}

/** The bar where all deals are open, so that a filter by status would say nothing. */
function OpenBar({ view, onView, own, children }: BarProps) {
  const { status: _, ...filter } = view.filter ?? {}
  return (
    <ListBar
      declaration={deal}
      view={{ ...view, filter: Object.keys(filter).length > 0 ? filter : undefined }}
      onView={(next) => onView({ ...next, filter: { ...next.filter, status: { eq: 'open' } } })}
      columns={[]}
      shown={view}
      own={own}
      tools={<Suspense fallback={null}>{children}</Suspense>}
    />
  )
}

/** The views that are asked for every day. */
function useViews(): readonly NamedView[] {
  const t = useTranslations('crm.dealsScreen')
  const { member, today, org } = useMe()
  const month = dayRanges(today, org.weekStart, org.fiscalStartMonth).find(({ key }) => key === 'thisMonth')
  const status = (eq: string) => ({ status: { eq } })
  return [
    { key: 'open', name: t('open'), view: { filter: status('open') } },
    { key: 'mine', name: t('mine'), view: { filter: { ...status('open'), ownerId: { eq: member.id } } } },
    {
      key: 'closing',
      name: t('closing'),
      view: { filter: { ...status('open'), closesOn: { lte: month?.to ?? today } } },
    },
    { key: 'won', name: t('won'), view: { filter: status('won') }, asTable: true },
    { key: 'lost', name: t('lost'), view: { filter: status('lost') }, asTable: true },
    { key: 'all', name: t('all'), view: { sort: deal.sort }, asTable: true },
  ]
}
