import { lazy } from 'react'
import type { Command } from '#web/frame/command.ts'

const LogContactPanel = lazy(() => import('./LogContactPanel.tsx'))
const NewDealPanel = lazy(() => import('./NewDealPanel.tsx'))
const NewAccountPanel = lazy(() => import('./NewAccountPanel.tsx'))
const NewContactPanel = lazy(() => import('./NewContactPanel.tsx'))

/** What can be done about customers and deals from anywhere; logging a contact comes first. */
export const crmCommands: readonly Command[] = [
  {
    key: 'logContact',
    text: 'crm.command.logContact',
    icon: 'call',
    group: 'create',
    shortcut: 'l',
    permission: 'activity.create',
    panel: LogContactPanel,
  },
  {
    key: 'newDeal',
    text: 'crm.command.newDeal',
    icon: 'deals',
    group: 'create',
    shortcut: 'n d',
    permission: 'deal.create',
    panel: NewDealPanel,
  },
  {
    key: 'newAccount',
    text: 'crm.command.newAccount',
    icon: 'customers',
    group: 'create',
    shortcut: 'n c',
    permission: 'account.create',
    panel: NewAccountPanel,
  },
  {
    key: 'newContact',
    text: 'crm.command.newContact',
    icon: 'plus',
    group: 'create',
    shortcut: 'n p',
    permission: 'contact.create',
    panel: NewContactPanel,
  },
  {
    key: 'goCustomers',
    text: 'crm.nav.customers',
    icon: 'customers',
    group: 'go',
    shortcut: 'g c',
    permission: 'account.read',
    to: '/customers',
  },
  {
    key: 'goDeals',
    text: 'crm.nav.deals',
    icon: 'deals',
    group: 'go',
    shortcut: 'g d',
    permission: 'deal.read',
    to: '/deals',
  },
]
