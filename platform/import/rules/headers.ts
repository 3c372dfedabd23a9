import type { FieldKind } from '#platform/record/field.ts'
import { currenciesOf } from './currencySign.ts'
import type { ColumnDetection } from './detect.ts'
import { editDistance } from './editDistance.ts'
import type { ColumnKind, Reading } from './readings.ts'

/** A field that a column can be imported into. */
export interface TargetField {
  readonly name: string
  readonly kind: FieldKind
  readonly required: boolean
  /** Lower case, zh and en, the surest first. */
  readonly synonyms: readonly string[]
  /** Of an amount that may be no money at all: read as a decimal text, with the currency behind it where one is named. */
  readonly exact?: boolean
  /** The record type that a relation points to, and its unique fields by which it may be found. */
  readonly relationTo?: string
  readonly matches?: readonly string[]
  /** What a text field holds, so that values alone can tell it. */
  readonly form?: 'email' | 'phone' | 'url'
  /** Small figures may well be thousands or millions. */
  readonly askUnit?: boolean
}

export type Why = 'same-name' | 'synonym' | 'similar' | 'values'

/** What a person must say before the column can be read. */
export type Ask = 'format' | 'currency' | 'unit'

export interface HeaderGuess {
  readonly header: string
  /** Null where the column is left out unless someone says otherwise. */
  readonly field: string | null
  /** 0 to 1. Below 0.5 nothing is proposed. */
  readonly confidence: number
  readonly why: Why | null
  /** How to read the column for this field; null where text is text, or where it can't be read as the field's kind. */
  readonly reading: Reading | null
  readonly asks: readonly Ask[]
  /** Said by the column's name or by its values: "Amount (USD)". */
  readonly currency: string | null
  /** What one stands for, said by the column's name: "金额（万元）" → 10,000. */
  readonly times: bigint
}

const CONFIDENCE_MIN = 0.5

/** For each header the field it probably means; a field is given to one header only. */
export function guessMapping(input: {
  readonly headers: readonly string[]
  readonly columns: readonly ColumnDetection[]
  readonly fields: readonly TargetField[]
}): HeaderGuess[] {
  const prefix = sharedPrefix(input.headers)
  const columns = input.headers.map((header, index) => columnOf(header, prefix, input.columns[index]))
  const fields = input.fields.map(wordedField)
  const chosen = new Map<Column, Match>()
  const taken = new Set<TargetField>()
  for (const match of matchesOf(columns, fields)) {
    if (chosen.has(match.column) || taken.has(match.field)) continue
    chosen.set(match.column, match)
    taken.add(match.field)
  }
  return columns.map((column) => guessOf(column, chosen.get(column)))
}

interface Column {
  readonly header: string
  readonly key: string
  readonly words: readonly string[]
  readonly detection: ColumnDetection | undefined
}

interface WordedField {
  readonly field: TargetField
  readonly nameKey: string
  readonly synonyms: readonly { readonly key: string; readonly words: readonly string[] }[]
}

interface Match {
  readonly column: Column
  readonly field: TargetField
  readonly confidence: number
  readonly why: Why
}

function columnOf(header: string, prefix: string, detection: ColumnDetection | undefined): Column {
  const own = prefix !== '' && header.startsWith(prefix) ? header.slice(prefix.length) : header
  return { header, key: headerKey(own), words: headerWords(own), detection }
}

function wordedField(field: TargetField): WordedField {
  const synonyms = field.synonyms.map((synonym) => ({ key: headerKey(synonym), words: headerWords(synonym) }))
  return { field, nameKey: headerKey(field.name), synonyms }
}

/** All possible matches, surest first; equally sure ones in the order of the columns. */
function matchesOf(columns: readonly Column[], fields: readonly WordedField[]): Match[] {
  const matches = columns.flatMap((column) =>
    fields.flatMap((field) => {
      const match = likeness(column, field)
      if (match === null) return []
      const confidence = match.confidence * suitability(column.detection, field.field)
      return confidence < CONFIDENCE_MIN ? [] : [{ column, field: field.field, why: match.why, confidence }]
    }),
  )
  return matches.sort((a, b) => b.confidence - a.confidence)
}

function likeness(column: Column, field: WordedField): { confidence: number; why: Why } | null {
  if (column.key === field.nameKey) return { confidence: 1, why: 'same-name' }
  const rank = field.synonyms.findIndex(({ key }) => key === column.key)
  if (rank >= 0) return { confidence: Math.max(0.8, 0.97 - rank * 0.005), why: 'synonym' }
  if (speaksOfAnother(column)) return null
  const similar = Math.max(0, ...field.synonyms.map((synonym) => similarity(column, synonym)))
  if (similar >= CONFIDENCE_MIN) return { confidence: similar, why: 'similar' }
  const { form } = field.field
  return form !== undefined && column.detection?.kind === form ? { confidence: 0.55, why: 'values' } : null
}

/** "Last modified", 下次跟进时间, a fax number: near to a field in words, another thing in fact. */
function speaksOfAnother({ header, words }: Column): boolean {
  return /修改|更新|最后|最近|上次|下次|传真|创建人/.test(header) || words.some((word) => OTHER_WORDS.has(word))
}

const OTHER_WORDS: ReadonlySet<string> = new Set(
  'last modified updated update next previous prior old fax secondary second other alternative assistant days age count'.split(
    ' ',
  ),
)

/** Words that alone say too little: "Account ID" is no deal's id. */
const VAGUE_WORDS: ReadonlySet<string> = new Set(
  'id name date type number no code title value amount time status total day user group person email phone'.split(' '),
)

function similarity(column: Column, synonym: { readonly key: string; readonly words: readonly string[] }): number {
  const { key } = column
  if (/\p{Script=Han}/u.test(synonym.key)) {
    const extra = key.length - synonym.key.length
    return synonym.key.length >= 3 && extra > 0 && extra <= 2 && key.includes(synonym.key) ? 0.6 : 0
  }
  const typos = key.length >= 10 ? 2 : 1
  if (Math.min(key.length, synonym.key.length) >= 6 && editDistance(key, synonym.key, typos) <= typos) return 0.75
  const [only, ...others] = synonym.words
  if (only === undefined) return 0
  if (others.length === 0) {
    return column.words.length === 2 && column.words[1] === only && !VAGUE_WORDS.has(only) ? 0.6 : 0
  }
  const covered = synonym.words.every((word) => column.words.includes(word))
  return covered ? 0.45 + 0.35 * (synonym.words.length / column.words.length) : 0
}

const KINDS_READ: Readonly<Partial<Record<FieldKind, readonly ColumnKind[]>>> = {
  integer: ['integer', 'number', 'money'],
  rate: ['number', 'integer'],
  money: ['money', 'number', 'integer'],
  day: ['day', 'instant'],
  instant: ['instant', 'day'],
  flag: ['boolean', 'integer'],
}

/** The likeliest reading of a column for a field of this kind; null where the kind needs none or none fits. */
export function readingFor(detection: ColumnDetection, kind: FieldKind): Reading | null {
  const kinds = KINDS_READ[kind] ?? []
  return detection.readings.find((reading) => kinds.includes(reading.kind)) ?? null
}

/** 1 where the values suit the field; a name that fits keeps its column, but says that it is unsure. */
function suitability(detection: ColumnDetection | undefined, field: TargetField): number {
  if (detection === undefined || detection.values === 0) return 0.99
  if (field.form !== undefined) return detection.kind === field.form ? 1 : 0.9
  const kinds = KINDS_READ[field.kind]
  if (kinds === undefined) return 1
  const reading = readingFor(detection, field.kind)
  if (reading === null) return 0.6
  return reading.kind === kinds[0] || field.kind === 'money' ? 1 : 0.98
}

function guessOf(column: Column, match: Match | undefined): HeaderGuess {
  const { header, detection } = column
  const { currency, times } = unitIn(header)
  if (match === undefined) {
    return { header, field: null, confidence: 0, why: null, reading: null, asks: [], currency, times: times ?? 1n }
  }
  const { field, confidence, why } = match
  const reading = detection === undefined ? null : readingFor(detection, field.kind)
  const asks: Ask[] = []
  if (reading?.ambiguous !== undefined) asks.push('format')
  if (field.kind === 'money' && currency === null && detection?.currency === null && detection.currencies.length > 1) {
    asks.push('currency')
  }
  if (field.askUnit === true && times === null && (detection?.longest ?? 0) <= UNIT_ASKED_UP_TO_LENGTH)
    asks.push('unit')
  const named = currency ?? detection?.currency ?? null
  return { header, field: field.name, confidence, why, reading, asks, currency: named, times: times ?? 1n }
}

/** "11698.03" may be millions, "1,250,000,000" is not. */
const UNIT_ASKED_UP_TO_LENGTH = 9

const TIMES: readonly (readonly [RegExp, bigint])[] = [
  [/百万/, 1_000_000n],
  [/千万/, 10_000_000n],
  [/亿/, 100_000_000n],
  [/万/, 10_000n],
  [/千元/, 1_000n],
  [/\b(?:m|mn|mio|mm|million|millions)\b/i, 1_000_000n],
  [/\b(?:k|thousand|thousands|000s)\b/i, 1_000n],
  [/\b(?:bn|billion|billions)\b/i, 1_000_000_000n],
]

/** Currency and unit that a column's name tells: "Revenue (USD m)", 金额（万元）. */
export function unitIn(header: string): { readonly currency: string | null; readonly times: bigint | null } {
  const plain = header.normalize('NFKC')
  const bracketed = /[([]([^()[\]]*)[)\]]/.exec(plain)?.[1]
  const words = (bracketed ?? headerWords(plain).slice(1).join(' ')).trim()
  const [, times = null] = TIMES.find(([pattern]) => pattern.test(words)) ?? []
  const currencies = words.split(/[\s,/]+/).flatMap((word) => {
    const found = currenciesOf(word.replace(/^(?:百万|千万|[千万亿])/, ''))
    return found?.length === 1 ? found : []
  })
  return { currency: currencies[0] ?? null, times }
}

/** The export of one record type often begins every name with it: "Deal - Title", "Deal - Value". */
function sharedPrefix(headers: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const header of headers) {
    const prefix = /^[^-:.]{2,30}(?: - |: ?|\.)/.exec(header)?.[0]
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  }
  const [prefix, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
  return count >= 3 && count * 2 > headers.length ? prefix : ''
}

/** Lower-case words without marks, brackets and `__c`: "*Close Date（必填）", "close_date" and "CloseDate" → close, date. */
export function headerWords(header: string): string[] {
  return header
    .normalize('NFKC')
    .replace(/__c$/i, '')
    .replace(/(?<=.)\s*[([【][^)\]】]*[)\]】]/g, ' ')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** By what two names of a column are the same: words joined, a plural taken off. */
export function headerKey(header: string): string {
  return headerWords(header)
    .join('')
    .replace(/(?<=\p{L}{2}[^su\P{L}])s$/u, '')
}
