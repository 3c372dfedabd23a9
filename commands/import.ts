import { readFile } from 'node:fs/promises'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { type Command, type CommandCall, type Outcome, Usage } from '#platform/cli/command.ts'
import { inOrg, orgOption, within } from '#platform/cli/here.ts'
import { type ImportReport, importFile } from '#platform/import/server/importFile.ts'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { type Locale, say } from '#platform/text/messages.ts'
import { imports, starters } from '../product.ts'

const linesShown = 20
const linesNamed = 5
const batchId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const importCommand: Command = {
  name: 'import',
  usage: 'KIND FILE --org S [--sheet NAME] [--map FILE] [--accept-suggestions] [--dry-run] [--json]',
  options: {
    ...orgOption,
    map: { type: 'string' },
    sheet: { type: 'string' },
    'accept-suggestions': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const [kind, path] = call.args
      if (!kind || !path) throw new Usage(say(call.locale, 'cli.import_what'))
      const { actor, org } = await inOrg(call, app)
      const map = call.text('map')
      const report = await importFile(app, actor, imports, {
        kind,
        path,
        sheet: call.text('sheet'),
        ...(map === null ? {} : { map: JSON.parse(await readFile(map, 'utf8')) }),
        acceptSuggestions: call.flag('accept-suggestions'),
        dryRun: call.flag('dry-run'),
        locale: call.locale,
      })
      return { json: report, lines: reportLines(report, org.slug, call), failed: report.refusedCount > 0 }
    }),
}

function reportLines(report: ImportReport, org: string, { locale }: CommandCall): string[] {
  const { rows, created, changed, unchanged, refusedCount, batchId: batch } = report
  return [
    say(locale, report.dryRun ? 'cli.import_would' : 'cli.import_did', {
      rows,
      created,
      changed,
      unchanged,
      refused: refusedCount,
    }),
    ...report.warnings.map((one) => `  ${one.message}`),
    ...report.questions.flatMap((one) => questionLines(one, locale)),
    ...refusedLines(report, locale),
    ...report.ledger.map((one) => `  ${one.period} ${say(locale, `kind.${one.kind}`)}: ${movedText(one, locale)}`),
    ...(report.dryRun ? [] : [say(locale, 'cli.import_batch', { batch, org })]),
  ]
}

function movedText({ entries, quantity, amountBase }: ImportReport['ledger'][number], locale: Locale): string {
  const count = entries.toLocaleString(locale)
  if (amountBase) return `${count} · ${formatMoney(moneyFromJson(amountBase), locale)}`
  return quantity === String(entries) ? count : `${count} · ${quantity}`
}

/** What was taken at its word, and the way to say otherwise. */
function questionLines(question: ImportReport['questions'][number], locale: Locale): string[] {
  if (question.asks !== 'unit') return []
  const { header, answer } = question
  return [`  ${say(locale, 'cli.import_unit', { header, unit: answer ?? '1' })}`]
}

/** One line a reason, however many rows it holds up. */
function refusedLines({ refused, refusedCount, questions }: ImportReport, locale: Locale): string[] {
  const reasons = Map.groupBy(refused, (one) => one.reasons.map((reason) => reason.message).join(' '))
  const shown = [...reasons].slice(0, linesShown)
  const told = shown.reduce((sum, [, rows]) => sum + rows.length, 0)
  const isSuggested = questions.some((one) => one.asks === 'record' && one.proposals.length > 0)
  return [
    ...shown.map(([message, rows]) => {
      const lines = rows.slice(0, linesNamed).map(({ line }) => line.toLocaleString(locale))
      const more = rows.length > linesNamed ? ' …' : ''
      return `  ${say(locale, 'cli.import_lines', { count: rows.length, lines: `${lines.join(', ')}${more}` })} ${message}`
    }),
    ...(refusedCount > told ? [`  ${say(locale, 'cli.import_more', { count: refusedCount - told })}`] : []),
    ...(isSuggested ? [`  ${say(locale, 'cli.import_suggest')}`] : []),
  ]
}

export const importUndo: Command = {
  name: 'import undo',
  usage: 'BATCH --org S [--json]',
  options: orgOption,
  run: (call) =>
    within(call, starters, async ({ app }): Promise<Outcome> => {
      const [batch] = call.args
      if (!batch || !batchId.test(batch)) throw new Usage(say(call.locale, 'cli.batch_missing'))
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
