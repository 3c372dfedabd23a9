import type { Entry } from '#web/frame/entry.ts'

export const crmEntries: readonly Entry[] = [
  {
    key: 'customers',
    text: 'crm.nav.customers',
    to: '/customers',
    icon: 'customers',
    group: 'work',
    bar: true,
    permission: 'account.read',
  },
  {
    key: 'deals',
    text: 'crm.nav.deals',
    to: '/deals',
    icon: 'deals',
    group: 'work',
    bar: true,
    permission: 'deal.read',
  },
]
