import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMay } from '#web/api/session.ts'
import { Day } from '#web/parts/Day.tsx'
import type { ListView } from '#web/parts/listView.ts'
import { Money } from '#web/parts/Money.tsx'
import { Nothing } from '#web/parts/Nothing.tsx'
import { BulkActions } from '#web/parts/table/BulkActions.tsx'
import { chosenColumns } from '#web/parts/table/chosenColumns.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import { RecordTable } from '#web/parts/table/RecordTable.tsx'
import { deal } from '../records/deal.ts'
import { groupings } from '../rules/groupings.ts'
import { NextStepMark } from './board/NextStepMark.tsx'
import { CloseDay, endOf } from './CloseDay.tsx'
import { DealStatus } from './DealStatus.tsx'
import { dealGroups } from './dealGroups.ts'
import { GroupedTable } from './GroupedTable.tsx'
import { GroupMenu } from './GroupMenu.tsx'
import { dealSource } from './sources.ts'
import { useStages } from './useStages.ts'

const ColumnSum = lazy(() => import('./board/ColumnSum.tsx'))

type Column =
  | 'name'
  | 'accountId'
  | 'stageId'
  | 'amount'
  | 'closesOn'
  | 'closedOn'
  | 'nextStep'
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

interface Props {
  readonly view: ListView
  readonly onView: (view: ListView) => void
  readonly plain: boolean
  readonly own: string
  readonly empty: ReactNode
}

export function DealsTable({ view, onView, plain, own, empty }: Props) {
  const may = useMay()
  const navigate = useNavigate()
  const stages = useStages()
  const columns = chosenColumns(deal, view, usualOf[view.filter?.status?.eq ?? ''] ?? usual)
  const by = groupings.deal.find((one) => one !== 'none' && one === view.group)
  const table = (shown: ListView) => (
    <RecordTable
      source={dealSource}
      columns={columns}
      view={shown}
      plain={plain && by === undefined}
      onView={by === undefined ? onView : ({ sort }) => onView({ ...view, sort })}
      onOpen={({ id }) => void navigate({ to: '/deals/$dealId', params: { dealId: id } })}
      cells={{
        status: (one) => <DealStatus of={one.status} />,
        closesOn: (one) => (one.status === 'open' ? <CloseDay of={one} /> : <Day of={endOf(one)} />),
        nextStep: (one) => (one.status === 'open' ? <NextStepMark of={one} /> : <Nothing />),
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
      total={by === undefined ? <Total view={view} /> : undefined}
      empty={empty}
    />
  )
  return (
    <>
      <ListBar
        declaration={deal}
        view={view}
        onView={onView}
        columns={columns}
        own={own}
        tools={
          <GroupMenu
            declaration={deal}
            known={groupings.deal.filter((one) => one !== 'none' && !daily.includes(one))}
            view={view}
            onView={onView}
            columns={columns}
          />
        }
      />
      {by === undefined ? (
        table(view)
      ) : (
        <GroupedTable
          key={by}
          source={dealSource}
          groups={client.crm.deals.groups}
          by={by}
          view={view}
          summed
          {...(by === 'stageId' ? { place: (key: string) => stages.findIndex(({ id }) => id === key) } : {})}
          table={table}
        />
      )}
    </>
  )
}
const daily: readonly string[] = ['closesOn', 'closedOn']

/** The last line of the table, where it is seen at once: what the listed deals add up to. */
function Total({ view: { filter = {}, search, deleted } }: { readonly view: ListView }) {
  const t = useTranslations('crm.groups')
  const asked = { ...(search ? { search } : {}), ...(deleted ? { deleted } : {}) }
  const { data } = useQuery(dealGroups({ by: 'none', filter, ...asked }))
  if (!data || data.total.parts.length === 0) return null
  return (
    <>
      {' · '}
      {t('total')}{' '}
      <Suspense fallback={<Money of={data.total.sum} />}>
        <ColumnSum group={data.total} rates={data.rates} filter={filter} label={t('total')} short={false} />
      </Suspense>
    </>
  )
}
