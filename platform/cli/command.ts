import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Fault } from '#ledger/rules/fault.ts'
import { problemOf, statusOf } from '#platform/http/problem.ts'
import { type Locale, localeOf, say } from '#platform/text/messages.ts'

/** A command of the command line: its words, its options, what it does. */
export interface Command {
  /** `import undo` is two words. */
  readonly name: string
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  readonly run: (call: CommandCall) => Promise<Outcome>
}
export interface CommandCall {
  readonly args: readonly string[]
  readonly text: (option: string) => string | null
  readonly flag: (option: string) => boolean
  readonly locale: Locale
  /** To standard error: what happens meanwhile. */
  readonly tell: (line: string) => void
}
/** What goes to standard output: one JSON document, or lines for a person. */
export interface Outcome {
  readonly json: unknown
  readonly lines: readonly string[]
  readonly failed?: boolean
}

/** The call was wrong: exit code 2. */
export class Usage extends Error {}

export const everyCommand = {
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
} as const satisfies ParseArgsConfig['options']

/** Runs the command that the words name; answers the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCommand(
  commands: readonly Command[],
  words: readonly string[],
  locale: Locale,
): Promise<number> {
  const command = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find((one) => words.slice(0, one.name.split(' ').length).join(' ') === one.name)
  if (!command) {
    const asked = words.length === 0 || words[0] === '--help' || words[0] === 'help'
    const known = commands.map((one) => `  farsail ${one.name} ${one.usage}`).join('\n')
    const text = `${say(locale, 'cli.usage')}\n${known}\n`
    ;(asked ? process.stdout : process.stderr).write(
      asked ? text : `${say(locale, 'cli.unknown', { value: words.join(' ') })}\n${text}`,
    )
    return asked ? 0 : 2
  }
  const rest = words.slice(command.name.split(' ').length)
  const json = rest.includes('--json')
  try {
    const { values, positionals } = parse(command, rest)
    if (values['help'] === true) {
      process.stdout.write(
        `farsail ${command.name} ${command.usage}\n\n${say(locale, `cli.help.${command.name.replace(' ', '_')}`)}\n`,
      )
      return 0
    }
    const outcome = await command.run({
      args: positionals,
      locale,
      text: (option) => textIn(values[option]),
      flag: (option) => values[option] === true,
      tell: (line) => void process.stderr.write(`${line}\n`),
    })
    await print(json ? `${JSON.stringify(outcome.json, null, 2)}\n` : outcome.lines.map((line) => `${line}\n`).join(''))
    return outcome.failed ? 1 : 0
  } catch (error) {
    return refused(error, command, json, locale)
  }
}

interface Parsed {
  readonly values: { readonly [option: string]: unknown }
  readonly positionals: readonly string[]
}
function parse(command: Command, rest: readonly string[]): Parsed {
  try {
    return parseArgs({
      args: [...rest],
      options: { ...everyCommand, ...command.options },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error))
  }
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : null)

/** A pipe takes what it can; the process must not end before the rest is through. */
const print = (text: string) => new Promise<void>((done) => process.stdout.write(text, () => done()))

function refused(error: unknown, command: Command, json: boolean, locale: Locale): number {
  if (error instanceof Usage) {
    process.stderr.write(`${error.message}\n${say(locale, 'cli.call')} farsail ${command.name} ${command.usage}\n`)
    return 2
  }
  const fault =
    error instanceof Fault
      ? error
      : new Fault('cli.failed', { value: error instanceof Error ? error.message : String(error) })
  const problem = problemOf(fault, locale, `farsail ${command.name}`)
  process.stderr.write(
    json ? `${JSON.stringify({ ...problem, status: statusOf(fault) }, null, 2)}\n` : `${problem.detail}\n`,
  )
  if (!(error instanceof Fault) && process.env['FARSAIL_LOG'] === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`)
  return 1
}

/** The language of the terminal. */
export const terminalLocale = () =>
  localeOf((process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? 'en').replace('_', '-'))

export function required(call: CommandCall, option: string): string {
  const value = call.text(option)
  if (value === null || value === '') throw new Usage(say(call.locale, 'cli.option_missing', { option: `--${option}` }))
  return value
}
