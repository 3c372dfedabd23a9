import { commands } from './commands.ts'
import { runCommand, terminalLocale } from '#platform/cli/command.ts'

process.exitCode = await runCommand(commands, process.argv.slice(2), terminalLocale())
