import { type AmountJson, allGoals, type GoalJson, type GoalsInput } from '#goals/server/index.ts'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { decimalText, parseDecimal } from '#ledger/rules/rounding.ts'
import type { Command, CommandCall } from '#platform/cli/command.ts'
import { inOrg, orgOption, within } from '#platform/cli/here.ts'
import { say } from '#platform/text/messages.ts'
import { metrics, starters } from '../product.ts'

export const goalList: Command = {
  name: 'goal list',
  usage: '--org S [--period 2017-Q3] [--metric KEY] [--as-of DAY] [--json]',
  options: {
    ...orgOption,
    period: { type: 'string' },
    metric: { type: 'string' },
    'as-of': { type: 'string' },
  },
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const { actor } = await inOrg(call, app)
      const asked = { db: app.db.of(actor.orgId), actor, scope: 'all', input: inputOf(call) } as const
      const { items } = await allGoals(app, asked, await metrics.in(asked.db, actor.orgId))
      return { json: { goals: items.map(plainGoal) }, lines: goalLines(items, call) }
    }),
}

function inputOf(call: CommandCall): GoalsInput {
  const [period, metric, asOf] = [call.text('period'), call.text('metric'), call.text('as-of')]
  return { ...(period ? { period } : {}), ...(metric ? { metric } : {}), ...(asOf ? { asOf } : {}) }
}

/** The command line's document: without links. */
function plainGoal({ actual, byPace, byPipeline, metricName: _, direction: __, ofId, on, ...goal }: GoalJson) {
  return {
    ...goal,
    key: ofId,
    asOf: on,
    value: actual.value,
    unit: actual.unit,
    asOfSeq: actual.asOfSeq,
    projected: byPace?.value ?? null,
    projectedLow: byPace?.low ?? null,
    projectedHigh: byPace?.high ?? null,
    projectedByPipeline: byPipeline?.value ?? null,
  }
}

function goalLines(items: readonly GoalJson[], { locale }: CommandCall): string[] {
  const [first] = items
  if (!first) return [say(locale, 'cli.goals_none')]
  const amount = (value: AmountJson | null) =>
    value === null ? '—' : typeof value === 'string' ? value : formatMoney(moneyFromJson(value), locale)
  const column = (name: string) => say(locale, `goals.column.${name}`)
  const rows = items.map((one) => [
    one.name,
    one.metricName,
    one.period,
    amount(one.target),
    amount(one.actual.value),
    percent(one.attainment),
    amount(one.expected),
    amount(one.byPace?.value ?? null),
    one.status === null ? '—' : say(locale, `goals.status.${one.status}`),
  ])
  const names = ['target', 'actual', 'attainment', 'expected', 'landing', 'status'].map(column)
  const all = [['', '', '', ...names], ...rows]
  const wide = names.concat('', '', '').map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  return [
    ...all.map((row) =>
      row
        .map((cell, i) => (i < 3 ? cell.padEnd(wide[i] ?? 0) : cell.padStart(wide[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    ),
    say(locale, 'cli.goals_on', { on: first.on }),
  ]
}

function percent(ratio: string | null): string {
  const value = ratio === null ? undefined : parseDecimal(ratio)
  return value === undefined ? '—' : `${decimalText(value.n * 100n, value.d, 1)}%`
}
