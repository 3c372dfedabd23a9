import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Fault } from '#ledger/rules/fault.ts'
import { type MoneyJson, moneyToJson } from '#ledger/rules/money.ts'
import { shareText } from '#ledger/rules/share.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { type Locale, say } from '#platform/text/messages.ts'
import { settingsChangeSchema } from '../contract.ts'
import type { Question } from '../rules/questions.ts'
import type { SettingsChange } from '../rules/settings.ts'
import type { Tally } from '../rules/tally.ts'
import { acceptSuggestions, answerBatch } from './answerBatch.ts'
import type { Batch, ImportKinds } from './batches.ts'
import { dryRun } from './dryRun.ts'
import { openBatch } from './openBatch.ts'
import { requireAnswered } from './reading.ts'
import { type RefusedLine, refusedPage } from './report.ts'
import { type Progress, runImport } from './runImport.ts'

export interface FileImport extends Progress {
  readonly kind: string
  readonly path: string
  /** What a person says beforehand: parts of the settings, or only which column is which field. */
  readonly map?: unknown
  /** Of a workbook. */
  readonly sheet?: string | null
  readonly acceptSuggestions: boolean
  readonly dryRun: boolean
  readonly locale: Locale
}

/** What an import did, or with a dry run would do. */
export interface ImportReport {
  readonly batchId: string
  readonly kind: string
  readonly dryRun: boolean
  readonly rows: number
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly skipped: number
  readonly refusedCount: number
  /** The first thousand; all of them are in the file of refused rows. */
  readonly refused: readonly RefusedLine[]
  readonly warnings: readonly { code: string; message: string; rows: number; lines: readonly number[] }[]
  /** Still open, or taken at their word: a unit. */
  readonly questions: readonly Question[]
  readonly ledger: readonly ReportedMove[]
}
export interface ReportedMove {
  readonly kind: string
  readonly period: string
  readonly entries: number
  readonly quantity: string
  readonly amountBase: MoneyJson | null
  readonly people: number | null
}

const REFUSED_SHOWN = 1_000

/**
 * Imports a file from the command line, through the same steps as the web's wizard. Throws Faults `import.file_missing`,
 * `import.map_unreadable`, `import.questions_open` and those of `openBatch`, `answerBatch`, `runImport`.
 */
export async function importFile(app: App, actor: Actor, kinds: ImportKinds, given: FileImport): Promise<ImportReport> {
  await requireFile(given.path)
  const { kind, path, sheet = null } = given
  const input = createReadStream(path)
  let batch = await openBatch(app, actor, kinds, { kind, fileName: basename(path), input, sheet })
  if (given.map !== undefined) batch = await answerBatch(app, actor, kinds, batch.id, changeIn(given.map, batch))
  if (given.acceptSuggestions) batch = await acceptSuggestions(app, actor, kinds, batch)
  requireAnswered(batch.questions)
  if (given.dryRun) {
    batch = await dryRun(app, actor, kinds, batch.id, { ...given, locale: given.locale })
    return await reportOf(app, actor, batch, batch.forecast, given)
  }
  batch = await runImport(app, actor, kinds, batch.id, given)
  return await reportOf(app, actor, batch, batch.counts, given)
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new Fault('import.file_missing', { field: 'file', value: path })
}

/** Either settings as in `PATCH /imports/{id}`, or simply columns and fields: `{"Kunde": "account"}`. */
function changeIn(map: unknown, { headers }: Batch): SettingsChange {
  const settings = settingsChangeSchema.safeParse(map)
  if (settings.success) return settings.data
  const columns = settingsChangeSchema.safeParse({ columns: map })
  const isColumns =
    columns.success && Object.keys(columns.data.columns ?? {}).every((header) => headers.includes(header))
  if (columns.success && isColumns) return columns.data
  const [issue] = settings.error.issues
  throw new Fault('import.map_unreadable', { field: 'map', value: issue?.path.map(String).join('.') ?? '' })
}

async function reportOf(
  app: App,
  actor: Actor,
  batch: Batch,
  counts: Tally | null,
  { dryRun: dry, locale }: FileImport,
): Promise<ImportReport> {
  const { currency } = await orgSettings(app.db.of(actor.orgId), actor.orgId)
  const outcomes = { created: 0, changed: 0, unchanged: 0, skipped: 0, refused: 0, ...counts?.outcomes }
  const refused = await refusedPage(app.db.of(actor.orgId), actor.orgId, batch.id, {
    after: 0,
    limit: REFUSED_SHOWN,
    locale,
  })
  return {
    batchId: batch.id,
    kind: batch.kind,
    dryRun: dry,
    rows: batch.rows,
    created: outcomes.created,
    changed: outcomes.changed,
    unchanged: outcomes.unchanged,
    skipped: outcomes.skipped,
    refusedCount: outcomes.refused,
    refused: refused.map(({ line, reasons }) => ({ line, reasons })),
    warnings: (counts?.warnings ?? []).map((one) => ({
      ...one,
      message: say(locale, `import.warning.${one.code.replace('import.', '')}`, { count: one.rows }),
    })),
    questions: batch.questions.filter((question) => question.asks === 'unit' || question.answer === null),
    ledger: (counts?.ledger ?? []).map((one) => ({
      ...one,
      quantity: shareText(BigInt(one.quantity)),
      amountBase: one.amountBase === null ? null : moneyToJson({ amount: BigInt(one.amountBase), currency }),
    })),
  }
}
