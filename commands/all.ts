import type { Command } from '#platform/cli/command.ts'
import { backup, restore } from './backup.ts'
import { doctor } from './doctor.ts'
import { goalList } from './goal.ts'
import { importCommand, importUndo } from './import.ts'
import { ledgerVerify } from './ledger.ts'
import { metric } from './metric.ts'
import { orgCreate } from './org.ts'
import { startCommand } from './start.ts'
import { mailTest, mailUnsent, userReset } from './user.ts'

/** The command line, in the order of `farsail --help`. */
export const commands: readonly Command[] = [
  startCommand,
  doctor,
  backup,
  restore,
  orgCreate,
  importCommand,
  importUndo,
  metric,
  goalList,
  ledgerVerify,
  userReset,
  mailUnsent,
  mailTest,
]
