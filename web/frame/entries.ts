import { crmEntries } from '#crm/web/entries.ts'
import { goalsEntries } from '#goals/web/entries.ts'
import { ledgerEntries } from '#ledger/web/entries.ts'
import { todayEntries } from '#today/web/entries.ts'
import type { Entry } from './entry.ts'

const frameEntries: readonly Entry[] = [
  { key: 'settings', text: 'web.nav.settings', to: '/settings', icon: 'settings', group: 'own' },
]

/** What the rail shows, from top to bottom. A practice adds its own list here. */
export const entries: readonly Entry[] = [
  ...todayEntries,
  ...crmEntries,
  ...goalsEntries,
  ...ledgerEntries,
  ...frameEntries,
]
