import { type DayFormat, dayFormats, momentIn } from './days.ts'
import { decimalOf, decimalShape, type NumberFormat, numberFormats } from './numbers.ts'
import { booleanIn, domainIn, emailIn } from './values.ts'

/** What one cell can be taken for. Formats are evidence under their own name. */
export const clues = [
  ...numberFormats,
  ...dayFormats,
  'any-number',
  'fraction-by-dot',
  'fraction-by-comma',
  /** "1,234" and "1.234": thousands to some, broken numbers to others. */
  'one-mark-three-digits',
  'leading-nought',
  'currency',
  'percent',
  'nought-or-one',
  /** D/M/YYYY or M/D/YYYY, whichever. */
  'slashed-day',
  /** One of the three forms with a year of two digits. */
  'short-day',
  'time-of-day',
  'email',
  'url',
  'phone',
  'yes-or-no',
] as const
export type Clue = (typeof clues)[number]

export interface Evidence {
  readonly clues: readonly Clue[]
  /** Likeliest first; null where no currency is named. */
  readonly currencies: readonly string[] | null
}

export const dotFormats = ['1,234.56', '1 234.56', "1'234.56"] as const satisfies readonly NumberFormat[]
export const commaFormats = ['1.234,56', '1 234,56'] as const satisfies readonly NumberFormat[]
export const slashedFormats = ['D/M/YYYY', 'M/D/YYYY'] as const satisfies readonly DayFormat[]
export const shortFormats = ['D/M/YY', 'M/D/YY', 'YY/M/D'] as const satisfies readonly DayFormat[]

/** Nothing that has a format is longer. */
const FORMATTED_LENGTH_MAX = 60

export function evidenceIn(value: string): Evidence {
  const found: Clue[] = []
  let currencies: readonly string[] | null = null
  if (value.length <= FORMATTED_LENGTH_MAX && /\p{Nd}/u.test(value)) {
    currencies = lookForNumber(value, found)
    lookForDay(value, found)
    if (looksLikePhone(value)) found.push('phone')
  }
  if (value.includes('@')) {
    if (emailIn(value) !== null) found.push('email')
  } else if (value.includes('.') && !/\s/.test(value) && !found.includes('any-number') && domainIn(value) !== null) {
    found.push('url')
  }
  if (value.length <= 5 && booleanIn(value) !== null) found.push(/^[01]$/.test(value) ? 'nought-or-one' : 'yes-or-no')
  return { clues: found, currencies }
}

function lookForNumber(value: string, found: Clue[]): readonly string[] | null {
  const shape = decimalShape(value)
  if (shape === null) return null
  const formats = numberFormats.filter((format) => decimalOf(shape, format) !== null)
  if (formats.length === 0) return null
  found.push(...formats, 'any-number')
  const hasFraction = (of: readonly NumberFormat[]) =>
    of.some((format) => formats.includes(format) && decimalOf(shape, format)?.includes('.'))
  if (hasFraction(dotFormats)) found.push('fraction-by-dot')
  if (hasFraction(commaFormats)) found.push('fraction-by-comma')
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(shape.body)) found.push('one-mark-three-digits')
  if (/^0\d/.test(shape.body)) found.push('leading-nought')
  if (shape.currencies !== null) found.push('currency')
  if (shape.percent) found.push('percent')
  return shape.currencies
}

/** Readers that are told a format are lenient; a guess needs likelier days than 1900-01-05 for a 5. */
const LIKELY_SERIALS = { from: 20_000, to: 80_000 }

function lookForDay(value: string, found: Clue[]): void {
  let timeOfDay = false
  for (const format of likelyDayFormats(value)) {
    const moment = momentIn(value, format)
    if (moment === null) continue
    found.push(format)
    const { hour, minute, second, millisecond } = moment
    timeOfDay ||= !isCounted(format) && hour + minute + second + millisecond > 0
  }
  if (timeOfDay) found.push('time-of-day')
  if (slashedFormats.some((format) => found.includes(format))) found.push('slashed-day')
  if (shortFormats.some((format) => found.includes(format))) found.push('short-day')
}

const countedFormats = ['excel-serial', 'epoch-seconds', 'epoch-milliseconds'] as const satisfies readonly DayFormat[]
const markedFormats = dayFormats.filter(
  (format) => !isCounted(format) && format !== 'YYYYMMDD' && format !== 'D-MMM-YYYY',
)

function isCounted(format: DayFormat): boolean {
  const counted: readonly DayFormat[] = countedFormats
  return counted.includes(format)
}

/** Most values are no days: a look at how they begin saves asking every format. */
function likelyDayFormats(value: string): readonly DayFormat[] {
  if (/^\p{Nd}+(?:\.\p{Nd}+)?$/u.test(value)) {
    const number = Number(value)
    if (number >= LIKELY_SERIALS.from && number <= LIKELY_SERIALS.to) return ['excel-serial']
    return value.length === 8 ? ['YYYYMMDD'] : number > 1e8 ? ['epoch-seconds', 'epoch-milliseconds'] : []
  }
  if (/^\p{Nd}{1,4} ?[-/.年‐‑–－／．]/u.test(value)) return [...markedFormats, 'D-MMM-YYYY']
  return /[a-z]{3}/i.test(value) ? ['D-MMM-YYYY'] : /^\p{Nd}{8}/u.test(value) ? ['YYYYMMDD'] : []
}

/** Stricter than reading one: many things have digits. */
function looksLikePhone(value: string): boolean {
  const plain = value.normalize('NFKC').trim()
  if (!/^\+?[\d\s().-]+$/.test(plain) || /^\d{5}-\d{4}$/.test(plain)) return false
  const digits = plain.replace(/\D/g, '')
  if (digits.length > 15) return false
  if (plain.startsWith('+')) return digits.length >= 8
  if (/^1[3-9]\d{9}$/.test(plain)) return true
  return digits.length >= 9 && /\d[()\s.-]+\d/.test(plain) && decimalShape(plain) === null
}
