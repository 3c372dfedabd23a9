import type { DayFormat } from './days.ts'
import { type Clue, commaFormats, dotFormats, shortFormats, slashedFormats } from './evidence.ts'
import type { NumberFormat } from './numbers.ts'

export type ColumnKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'money'
  | 'day'
  | 'instant'
  | 'email'
  | 'phone'
  | 'url'
  | 'boolean'
  | 'choice'

export type ColumnFormat = DayFormat | NumberFormat

/** One way in which the column can be read. */
export interface Reading {
  readonly kind: ColumnKind
  /** Null where the kind knows no formats. Where `ambiguous` is given this is only its first: ask. */
  readonly format: ColumnFormat | null
  /** Formats that read the same cells differently, where no cell proves which is meant, or cells contradict. */
  readonly ambiguous?: readonly ColumnFormat[]
  /** Cells that can't be read so. */
  readonly misfits: number
  /** The clue that these cells lack. */
  readonly clue: Clue | null
}

/** How many cells gave which clue. */
export interface Clues {
  readonly values: number
  readonly isChoice: boolean
  of(clue: Clue): number
}

/** A column is of a kind when nine in ten of its values are; the rest come back as refused rows. */
const SHARE_OF_KIND = 0.9

/** Every way in which the column can be read, likeliest first. */
export function readingsOf(found: Clues): Reading[] {
  if (found.values === 0) return []
  const text: Reading = { kind: found.isChoice ? 'choice' : 'text', format: null, misfits: 0, clue: null }
  const numbers = numberReadings(found)
  // "0171" is a postal code or a number of something: its nought would be lost.
  const isName = found.of('leading-nought') > 0
  return [
    ...plainReading(found, 'email', 'email'),
    ...plainReading(found, 'phone', 'phone'),
    ...plainReading(found, 'url', 'url'),
    ...writtenDayReadings(found),
    ...(isName ? [] : numbers),
    ...booleanReadings(found),
    text,
    ...(isName ? numbers : []),
    ...countedDayReadings(found),
  ]
}

function isOften(found: Clues, count: number): boolean {
  return count > 0 && count >= found.values * SHARE_OF_KIND
}

function plainReading(found: Clues, kind: ColumnKind, clue: Clue): Reading[] {
  const fits = found.of(clue)
  return isOften(found, fits) ? [{ kind, format: null, misfits: found.values - fits, clue }] : []
}

/** Single letters and noughts are too little to go by unless every cell is one. */
function booleanReadings(found: Clues): Reading[] {
  const words = found.of('yes-or-no')
  const either = words + found.of('nought-or-one')
  return either === found.values ? [{ kind: 'boolean', format: null, misfits: 0, clue: null }] : []
}

const CERTAIN_DAYS = ['YYYY-M-D', 'YYYY年M月D日', 'YYYYMMDD', 'D.M.YYYY', 'D-MMM-YYYY'] as const

function writtenDayReadings(found: Clues): Reading[] {
  const kind: ColumnKind = found.of('time-of-day') > 0 ? 'instant' : 'day'
  const certain = CERTAIN_DAYS.filter((format) => isOften(found, found.of(format))).map(
    (format): Reading => ({ kind, format, misfits: found.values - found.of(format), clue: format }),
  )
  const families = [
    familyReading(found, kind, slashedFormats, 'slashed-day'),
    familyReading(found, kind, shortFormats, 'short-day'),
  ]
  return [...certain, ...families.flat()].sort((a, b) => a.misfits - b.misfits)
}

/**
 * Formats that read the same text differently. One is certain only where it alone reads every cell that any of them
 * reads: a 13 as the first number proves D/M, unless elsewhere a 13 comes second.
 */
function familyReading(found: Clues, kind: ColumnKind, formats: readonly DayFormat[], any: Clue): Reading[] {
  const readable = found.of(any)
  if (!isOften(found, readable)) return []
  const misfits = found.values - readable
  const complete = formats.filter((format) => found.of(format) === readable)
  const possible = complete.length > 0 ? complete : formats.filter((format) => found.of(format) > 0)
  const [format, ...others] = possible
  if (format === undefined) return []
  const reading: Reading = { kind, format, misfits, clue: others.length === 0 ? format : any }
  return [others.length === 0 ? reading : { ...reading, ambiguous: possible }]
}

/** Serial numbers and epochs are numbers until a column's name says that they are days. */
function countedDayReadings(found: Clues): Reading[] {
  const formats = ['excel-serial', 'epoch-seconds', 'epoch-milliseconds'] as const
  return formats
    .filter((format) => isOften(found, found.of(format)))
    .map((format) => ({
      kind: format === 'excel-serial' ? 'day' : 'instant',
      format,
      misfits: found.values - found.of(format),
      clue: format,
    }))
}

function numberReadings(found: Clues): Reading[] {
  if (!isOften(found, found.of('any-number'))) return []
  const dot = mostly(found, dotFormats)
  const comma = mostly(found, commaFormats)
  const best = found.of(comma) > found.of(dot) ? comma : dot
  const misfits = found.values - found.of(best)
  const kind = numberKind(found, best)
  const reading: Reading = { kind, format: best, misfits, clue: best }
  return [isUnclear(found, dot, comma) ? { ...reading, format: dot, ambiguous: [dot, comma] } : reading]
}

/**
 * A cell such as "1,234" is proven by another that only one of the two can read ("0,5", "1.234.567"). Cells that prove
 * both are a question too.
 */
function isUnclear(found: Clues, dot: NumberFormat, comma: NumberFormat): boolean {
  const byDot = found.of(dot)
  const byComma = found.of(comma)
  if (byDot === byComma && found.of('one-mark-three-digits') > 0) return true
  const contradict = Math.max(byDot, byComma) < found.of('any-number')
  return contradict && found.of('fraction-by-dot') > 0 && found.of('fraction-by-comma') > 0
}

function numberKind(found: Clues, format: NumberFormat): ColumnKind {
  if (found.of('currency') * 2 >= found.values) return 'money'
  const byComma: readonly NumberFormat[] = commaFormats
  const fractions = found.of(byComma.includes(format) ? 'fraction-by-comma' : 'fraction-by-dot')
  return fractions > 0 || found.of('percent') > 0 ? 'number' : 'integer'
}

function mostly(found: Clues, formats: readonly [NumberFormat, ...NumberFormat[]]): NumberFormat {
  return formats.reduce((best, format) => (found.of(format) > found.of(best) ? format : best), formats[0])
}
