import { momentIn } from './days.ts'
import type { ColumnDetection } from './detect.ts'
import { type Ask, type HeaderGuess, readingFor, type TargetField, unitIn } from './headers.ts'
import type { ColumnFormat, Reading } from './readings.ts'

/** What becomes of a value that names another record: that record, a new one, or none. */
export type RelationAnswer = { readonly to: string } | { readonly create: true } | { readonly without: true }

export const importModes = ['createAndUpdate', 'createOnly', 'updateOnly'] as const
/** What becomes of rows that are there already, and of those that are not: the others are skipped. */
export type ImportMode = (typeof importModes)[number]

/** All that was decided about a file; a person's word wins over what was found. */
export interface ImportSettings {
  /** By header the field, null where the column is left out. */
  readonly columns: { readonly [header: string]: string | null }
  readonly formats: { readonly [header: string]: ColumnFormat }
  readonly currencies: { readonly [header: string]: string }
  /** By header what one stands for ("1000000"). */
  readonly units: { readonly [header: string]: string }
  /** By field and value, as the value stands in the file. */
  readonly relations: { readonly [field: string]: { readonly [value: string]: RelationAnswer } }
  /** The fields by which a row finds its record; null is the first choice that the columns allow. */
  readonly key: readonly string[] | null
  readonly mode: ImportMode
}

/** A column as it was found: JSON, so that it can be kept. */
export interface FoundColumn {
  readonly header: string
  readonly guess: { readonly field: string | null; readonly confidence: number; readonly why: HeaderGuess['why'] }
  readonly detection: ColumnDetection
}

export function foundColumn(guess: HeaderGuess, detection: ColumnDetection): FoundColumn {
  const { header, field, confidence, why } = guess
  return { header, guess: { field, confidence, why }, detection }
}

/** What holds before anybody has said anything. */
export function guessedSettings(columns: readonly FoundColumn[]): ImportSettings {
  return {
    columns: Object.fromEntries(columns.map(({ header, guess }) => [header, guess.field])),
    formats: {},
    currencies: {},
    units: {},
    relations: {},
    key: null,
    mode: 'createAndUpdate',
  }
}

/** What a person says in addition: each part replaces what was said before of the same column, field or value. */
export type SettingsChange = Partial<ImportSettings>

export function changedSettings(settings: ImportSettings, change: SettingsChange): ImportSettings {
  const relations: Record<string, { readonly [value: string]: RelationAnswer }> = { ...settings.relations }
  for (const [field, answers] of Object.entries(change.relations ?? {})) {
    relations[field] = { ...relations[field], ...answers }
  }
  return {
    columns: { ...settings.columns, ...change.columns },
    formats: { ...settings.formats, ...change.formats },
    currencies: { ...settings.currencies, ...change.currencies },
    units: { ...settings.units, ...change.units },
    relations,
    key: change.key === undefined ? settings.key : change.key,
    mode: change.mode ?? settings.mode,
  }
}

/** How a column is read: what was said, else what was found; `asks` says what only a person knows. */
export interface ColumnReading {
  readonly index: number
  readonly header: string
  readonly field: TargetField
  readonly format: ColumnFormat | null
  readonly formats: readonly ColumnFormat[]
  readonly currency: string | null
  readonly currencies: readonly string[]
  readonly times: bigint
  /** The column holds whole percents, not parts of one. */
  readonly wholePercent: boolean
  readonly asks: readonly Ask[]
}

/** The columns that are imported, in the order of the file. */
export function columnReadings(
  columns: readonly FoundColumn[],
  settings: ImportSettings,
  fields: readonly TargetField[],
): ColumnReading[] {
  return columns.flatMap((column, index) => {
    const field = fields.find(({ name }) => name === settings.columns[column.header])
    return field === undefined ? [] : [columnReading(column, index, field, settings)]
  })
}

const numeric: readonly TargetField['kind'][] = ['integer', 'rate', 'money']

function columnReading(
  { header, detection }: FoundColumn,
  index: number,
  field: TargetField,
  settings: ImportSettings,
): ColumnReading {
  const reading = readingFor(detection, field.kind) ?? mostlyDays(detection, field.kind)
  const unit = unitIn(header)
  const said = settings.currencies[header] ?? unit.currency ?? detection.currency
  const saidFormat = settings.formats[header]
  const saidTimes = settings.units[header]
  return {
    index,
    header,
    field,
    format: saidFormat ?? reading?.format ?? (numeric.includes(field.kind) ? '1,234.56' : null),
    formats: formatsOf(reading, detection),
    currency: said,
    currencies: detection.currencies,
    times: saidTimes === undefined ? (unit.times ?? 1n) : BigInt(saidTimes),
    wholePercent: field.kind === 'rate' && reading?.kind === 'integer' && !detection.percent,
    asks: asksOf({ field, detection, reading, said, saidFormat, saidTimes, times: unit.times }),
  }
}

/** Written so, a day can mean no other day. */
const CERTAIN_DAYS = ['YYYY-M-D', 'YYYY年M月D日', 'YYYYMMDD', 'D.M.YYYY', 'D-MMM-YYYY'] as const

/** A column for days that has too many misfits to be seen as one: the other cells still say how it writes them. */
function mostlyDays({ samples, values }: ColumnDetection, kind: TargetField['kind']): Reading | null {
  if ((kind !== 'day' && kind !== 'instant') || values === 0) return null
  const fits = CERTAIN_DAYS.filter(
    (format) => samples.filter((sample) => momentIn(sample, format) !== null).length * 2 > samples.length,
  )
  const [format, other] = fits
  return format === undefined || other !== undefined ? null : { kind: 'day', format, misfits: 0, clue: null }
}

function formatsOf(reading: Reading | null, detection: ColumnDetection): readonly ColumnFormat[] {
  if (reading?.ambiguous !== undefined) return reading.ambiguous
  return [...new Set(detection.readings.flatMap(({ format }) => (format === null ? [] : [format])))]
}

/** "11698.03" may be millions, "1,250,000,000" is not. */
const UNIT_ASKED_UP_TO_LENGTH = 9

function asksOf(of: {
  readonly field: TargetField
  readonly detection: ColumnDetection
  readonly reading: Reading | null
  readonly said: string | null
  readonly saidFormat: ColumnFormat | undefined
  readonly saidTimes: string | undefined
  readonly times: bigint | null
}): Ask[] {
  const { field, detection, reading } = of
  const asks: Ask[] = []
  const isDay = field.kind === 'day' || field.kind === 'instant'
  const unreadable = isDay && reading === null && detection.values > 0
  if (of.saidFormat === undefined && (reading?.ambiguous !== undefined || unreadable)) asks.push('format')
  if (field.kind === 'money' && of.said === null && detection.currencies.length > 1) asks.push('currency')
  const mayBeMore = field.askUnit === true && of.times === null && detection.longest <= UNIT_ASKED_UP_TO_LENGTH
  if (mayBeMore && of.saidTimes === undefined && detection.values > 0) asks.push('unit')
  return asks
}
