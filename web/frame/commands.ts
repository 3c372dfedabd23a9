import { crmCommands } from '#crm/web/commands.ts'
import { goalsCommands } from '#goals/web/commands.ts'
import { quotaCommands } from '#goals/web/grid/commands.ts'
import { ledgerCommands } from '#ledger/web/commands.ts'
import { importCommands } from '#platform/import/web/commands.ts'
import { noticesCommand } from '#platform/notices/web/commands.ts'
import { todayCommands } from '#today/web/commands.ts'
import type { Command } from './command.ts'

const frameCommands: readonly Command[] = [
  noticesCommand,
  { key: 'settings', text: 'web.nav.settings', icon: 'settings', group: 'go', shortcut: 'g s', to: '/settings' },
]

/** Every command of the product, in the order of the palette. A practice adds its own list here. */
export const commands: readonly Command[] = [
  ...crmCommands,
  ...goalsCommands,
  ...quotaCommands,
  ...todayCommands,
  ...ledgerCommands,
  ...importCommands,
  ...frameCommands,
]
