import type { Command } from '#web/frame/command.ts'

export const ledgerCommands: readonly Command[] = [
  { key: 'goResults', text: 'ledger.results.go', icon: 'results', group: 'go', shortcut: 'g r', to: '/results' },
]
