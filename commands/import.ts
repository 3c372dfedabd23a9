import { readFile } from 'node:fs/promises'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { type Command, type CommandCall, type Outcome, Usage } from '#platform/cli/command.ts'
import { inOrg, orgOption, within } from '#platform/cli/here.ts'
import { type ImportReport, importFile } from '#platform/import/server/importFile.ts'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { say } from '#platform/text/messages.ts'
import { imports, starters } from '../product.ts'

const linesShown = 20

export const importCommand: Command = {
  name: 'import',
  usage: 'KIND FILE --org S [--map FILE] [--accept-suggestions] [--dry-run] [--json]',
  options: {
    ...orgOption,
    map: { type: 'string' },
    'accept-suggestions': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const [kind, path] = call.args
      if (!kind || !path) throw new Usage(say(call.locale, 'cli.import_what'))
      const { actor } = await inOrg(call, app)
      const map = call.text('map')
      const report = await importFile(app, actor, imports, {
        kind,
        path,
        ...(map === null ? {} : { map: JSON.parse(await readFile(map, 'utf8')) }),
        acceptSuggestions: call.flag('accept-suggestions'),
        dryRun: call.flag('dry-run'),
        locale: call.locale,
      })
      return { json: report, lines: reportLines(report, call) }
    }),
}

function reportLines(report: ImportReport, { locale }: CommandCall): string[] {
  const { rows, created, changed, unchanged, refusedCount } = report
  const more = report.refused.length - linesShown
  return [
    say(locale, report.dryRun ? 'cli.import_would' : 'cli.import_did', {
      rows,
      created,
      changed,
      unchanged,
      refused: refusedCount,
    }),
    ...report.warnings.map((one) => `  ${one.message}`),
    ...report.refused
      .slice(0, linesShown)
      .map(
        (one) =>
          `  ${say(locale, 'cli.import_line', { line: one.line })} ${one.reasons.map((reason) => reason.message).join(' ')}`,
      ),
    ...(more > 0 ? [`  ${say(locale, 'cli.import_more', { count: more })}`] : []),
    ...report.ledger.map(
      (one) =>
        `  ${one.period} ${say(locale, `kind.${one.kind}`)}: ${one.entries} · ${one.amountBase ? formatMoney(moneyFromJson(one.amountBase), locale) : one.quantity}`,
    ),
    say(locale, 'cli.import_batch', { batch: report.batchId }),
  ]
}

export const importUndo: Command = {
  name: 'import undo',
  usage: 'BATCH --org S [--json]',
  options: orgOption,
  run: (call) =>
    within(call, starters, async ({ app }): Promise<Outcome> => {
      const [batch] = call.args
      if (!batch) throw new Usage(say(call.locale, 'cli.batch_missing'))
      const { actor } = await inOrg(call, app)
      const report = await undoBatch(app, actor, imports, batch, { locale: call.locale })
      return {
        json: report,
        lines: [
          say(call.locale, 'cli.import_undone', { undone: report.undone, left: report.leftCount }),
          ...report.left
            .slice(0, linesShown)
            .map((one) => `  ${say(call.locale, 'cli.import_line', { line: one.line })} ${one.reason.message}`),
        ],
      }
    }),
}
