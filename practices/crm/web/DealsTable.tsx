import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '#web/api/session.ts'
import type { ListView } from '#web/parts/listView.ts'
import { BulkActions } from '#web/parts/table/BulkActions.tsx'
import { chosenColumns } from '#web/parts/table/chosenColumns.ts'
import { ListBar } from '#web/parts/table/ListBar.tsx'
import { RecordTable } from '#web/parts/table/RecordTable.tsx'
import { deal } from '../records/deal.ts'
import { CloseDay } from './CloseDay.tsx'
import { DealStatus } from './DealStatus.tsx'
import { dealSource } from './sources.ts'

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
  const columns = chosenColumns(deal, view, usualOf[view.filter?.status?.eq ?? ''] ?? usual)
  return (
    <>
      <ListBar declaration={deal} view={view} onView={onView} columns={columns} own={own} />
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
        empty={empty}
      />
    </>
  )
}
