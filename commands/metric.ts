import type { FigureJson, ValuesJson } from '#ledger/contract.ts'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { metricValues } from '#ledger/server/routes.ts'
import { type Command, type CommandCall, Usage } from '#platform/cli/command.ts'
import { inOrg, orgOption, within } from '#platform/cli/here.ts'
import { dayText } from '#platform/record/schemas.ts'
import { say } from '#platform/text/messages.ts'
import { metrics, starters, types } from '../product.ts'

export const metric: Command = {
  name: 'metric',
  usage:
    'KEY --org S --by member|team|manager|region|month|account|product|stage [--from D --to D | --period 2017-Q3] [--as-of DAY] [--known-on DAY] [--nonzero] [--json]',
  options: {
    ...orgOption,
    by: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    period: { type: 'string' },
    'as-of': { type: 'string' },
    'known-on': { type: 'string' },
    nonzero: { type: 'boolean' },
  },
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const [key] = call.args
      if (!key) throw new Usage(say(call.locale, 'cli.metric_missing'))
      const { actor } = await inOrg(call, app)
      const given = (option: string) => call.text(option) ?? undefined
      const day = (option: string) => dayIn(call, option)
      const values = await metricValues(
        app,
        {
          db: app.db.of(actor.orgId),
          actor,
          scope: 'all',
          input: dropUndefined({
            key,
            by: given('by') ?? 'none',
            from: day('from'),
            to: day('to'),
            period: given('period'),
            asOf: day('as-of'),
            knownOn: day('known-on'),
            nonzero: call.flag('nonzero') ? 'true' : undefined,
          }),
        },
        metrics,
        types,
      )
      return { json: plainValues(values), lines: valueLines(values, call) }
    }),
}

function dayIn(call: CommandCall, option: string): string | undefined {
  const text = call.text(option) ?? undefined
  if (text === undefined || dayText.safeParse(text).success) return text
  throw new Usage(say(call.locale, 'cli.day_unreadable', { option, value: text }))
}

function dropUndefined<T extends { readonly key: string }>(given: T): T {
  const kept: T = { ...given }
  for (const name of Object.keys(kept)) if (Reflect.get(kept, name) === undefined) Reflect.deleteProperty(kept, name)
  return kept
}

/** The command line's document: rows of key, name, value and entries, without links. */
function plainValues({ total, rows, ...rest }: ValuesJson) {
  return {
    ...rest,
    total: total.value,
    rows: rows.map(({ key, name, value, entries }) => ({ key, name, value, entries })),
  }
}
function valueLines(values: ValuesJson, call: CommandCall): string[] {
  const shown = ({ value }: FigureJson) =>
    value === null ? '—' : typeof value === 'string' ? value : formatMoney(moneyFromJson(value), call.locale)
  const wide = Math.max(10, ...values.rows.map((row) => row.name.length))
  return [
    ...values.rows.map((row) => `${row.name.padEnd(wide)}  ${shown(row)}`),
    `${say(call.locale, 'cli.total').padEnd(wide)}  ${shown(values.total)}`,
    say(call.locale, 'cli.position', { seq: values.asOfSeq, from: values.from, to: values.to }),
  ]
}
