import { lazy } from 'react'
import { client } from '#web/api/client.ts'
import { Day } from '#web/parts/Day.tsx'
import { Nothing } from '#web/parts/Nothing.tsx'
import type { DealWire } from '../records/deal.ts'
import { groupings } from '../rules/groupings.ts'
import { NextStepMark } from './board/NextStepMark.tsx'
import { CloseDay, endOf } from './CloseDay.tsx'
import { DealStatus } from './DealStatus.tsx'
import { DealsTotal } from './DealsTotal.tsx'
import type { Listing } from './listing.ts'
import { dealSource } from './sources.ts'

type Columns = readonly (keyof DealWire & string)[]
const usual: Columns = ['name', 'accountId', 'stageId', 'amount', 'closesOn', 'ownerId', 'status']
/** A column that would say the same in every row is left out. */
const usualOf: Readonly<Record<string, Columns>> = {
  open: ['name', 'accountId', 'stageId', 'amount', 'closesOn', 'ownerId'],
  won: ['name', 'accountId', 'amount', 'closedOn', 'ownerId'],
  lost: ['name', 'accountId', 'amount', 'closedOn', 'lossReasonId', 'ownerId'],
}
/** For the calendar: too many groups for a table. */
const daily: readonly string[] = ['none', 'closesOn', 'closedOn', 'nextStepOn']

export const deals: Listing<DealWire> = {
  source: dealSource,
  text: 'dealsScreen',
  imports: 'deals',
  NewPanel: lazy(() => import('./NewDealPanel.tsx')),
  usual: ({ filter }) => usualOf[filter?.status?.eq ?? ''] ?? usual,
  cells: {
    status: (one) => <DealStatus of={one.status} />,
    closesOn: (one) => (one.status === 'open' ? <CloseDay of={one} /> : <Day of={endOf(one)} />),
    nextStep: (one) => (one.status === 'open' ? <NextStepMark of={one} /> : <Nothing />),
  },
  // what a closed deal is worth is put right with a reason
  fixed: ({ status }) =>
    status === 'open' ? [] : ['amount', 'stageId', 'closesOn', 'probability', 'nextStep', 'nextStepOn'],
  groups: client.crm.deals.groups,
  groupings: groupings.deal.filter((one) => !daily.includes(one)),
  inBulk: ['ownerId', 'stageId', 'closesOn', 'source'],
  summed: true,
  ownInBar: true,
  Total: DealsTotal,
}
