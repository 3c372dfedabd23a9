import type { Entry } from '#web/frame/entry.ts'

export const ledgerEntries: readonly Entry[] = [
  { key: 'results', text: 'ledger.results.nav', to: '/results', icon: 'results', group: 'own' },
]
