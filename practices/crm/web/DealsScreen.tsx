import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMay, useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { ImportLink } from '#web/parts/ImportLink.tsx'
import { type ListView, useListView } from '#web/parts/listView.ts'
import { Screen } from '#web/parts/Screen.tsx'
import { BulkActions } from '#web/parts/table/BulkActions.tsx'
import { chosenColumns } from '#web/parts/table/chosenColumns.ts'
import { dayRanges } from '#web/parts/table/dayRanges.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import { RecordTable } from '#web/parts/table/RecordTable.tsx'
import { bin, type NamedView, ViewTabs } from '#web/parts/ViewTabs.tsx'
import { deal } from '../records/deal.ts'
import { CloseDay } from './CloseDay.tsx'
import { DealStatus } from './DealStatus.tsx'
import { dealSource } from './sources.ts'

const NewDealPanel = lazy(() => import('./NewDealPanel.tsx'))

type Column =
  | 'name'
  | 'accountId'
  | 'stageId'
  | 'amount'
  | 'closesOn'
  | 'closedOn'
  | 'ownerId'
  | 'lossReasonId'
  | 'status'
const usual: readonly Column[] = ['name', 'accountId', 'stageId', 'amount', 'closesOn', 'ownerId', 'status']
/** A column that would say the same in every row is left out. */
const usualOf: Readonly<Record<string, readonly Column[]>> = {
  open: ['name', 'accountId', 'stageId', 'amount', 'closesOn', 'ownerId'],
  won: ['name', 'accountId', 'amount', 'closedOn', 'ownerId'],
  lost: ['name', 'accountId', 'amount', 'closedOn', 'lossReasonId', 'ownerId'],
}

export function DealsScreen() {
  const t = useTranslations('crm.dealsScreen')
  const may = useMay()
  const navigate = useNavigate()
  const views = useViews()
  const [asked, ask] = useListView()
  const [adding, add] = useState(false)
  // what one comes for: the open ones; anything else stands in the address
  const plain = !asked.filter && !asked.search && !asked.sort && !asked.deleted
  const view: ListView = !plain ? asked : { ...views[0]?.view, ...asked }
  const onView = (next: ListView) =>
    ask(next.filter || next.search || next.sort || next.deleted ? next : { ...next, sort: deal.sort })
  const columns = chosenColumns(deal, view, usualOf[view.filter?.status?.eq ?? ''] ?? usual)
  const newDeal = may('deal.create') && (
    <Button first icon="plus" className="only-desk" onClick={() => add(true)}>
      {t('new')}
    </Button>
  )
  return (
    <Screen title={t('title')} actions={newDeal} filled>
      <ViewTabs label={t('views')} views={views} now={view} />
      <ListBar declaration={deal} view={view} onView={onView} columns={columns} />
      <RecordTable
        source={dealSource}
        columns={columns}
        view={view}
        plain={plain}
        onView={onView}
        onOpen={({ id }) => void navigate({ to: '/deals/$dealId', params: { dealId: id } })}
        cells={{
          status: (one) => <DealStatus of={one.status} />,
          closesOn: (one) => <CloseDay of={one} />,
        }}
        bulk={(records, clear) => (
          <BulkActions
            source={dealSource}
            records={records}
            fields={['ownerId', 'stageId', 'closesOn', 'source']}
            mayUpdate={may('deal.update')}
            mayDelete={may('deal.delete')}
            onDone={clear}
          />
        )}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            action={
              <>
                {newDeal}
                <ImportLink kind="deals" permission="deal.import" />
              </>
            }
          >
            {t('empty')}
          </EmptyState>
        }
      />
      {adding && (
        <Suspense fallback={null}>
          <NewDealPanel onClose={() => add(false)} />
        </Suspense>
      )}
    </Screen>
  )
}

/** The views that are asked for every day. */
function useViews(): readonly NamedView[] {
  const t = useTranslations('crm.dealsScreen')
  const { member, today, org } = useMe()
  const may = useMay()
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
    { key: 'won', name: t('won'), view: { filter: status('won') } },
    { key: 'lost', name: t('lost'), view: { filter: status('lost') } },
    { key: 'all', name: t('all'), view: { sort: deal.sort } },
    ...(may('deal.delete') ? [bin(t('bin'))] : []),
  ]
}
