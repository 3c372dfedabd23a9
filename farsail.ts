import { runCommand, terminalLocale } from '#platform/cli/command.ts'
import { commands } from './commands/all.ts'

process.exitCode = await runCommand(commands, process.argv.slice(2), terminalLocale())
