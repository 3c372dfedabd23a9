import { type Clue, clues, type Evidence, evidenceIn } from './evidence.ts'
import { type Reading, readingsOf } from './readings.ts'
import { isAbsent } from './values.ts'

/** What all cells of a column say together; the likeliest reading is spread into it. */
export interface ColumnDetection extends Reading {
  /** All readings, likeliest first; the last resort is text. */
  readonly readings: readonly Reading[]
  /** The currency that every sign in the column allows; null where none is named or several may be meant. */
  readonly currency: string | null
  /** All that may be meant, likeliest first: "¥" leaves CNY and JPY. */
  readonly currencies: readonly string[]
  readonly percent: boolean
  /** The first distinct values as they stand. */
  readonly samples: readonly string[]
  /** The first cells that don't fit the likeliest reading. */
  readonly misfitSamples: readonly string[]
  /** Cells that hold something. */
  readonly values: number
  /** Cells that are empty or hold a word for it; `absent` counts the words. */
  readonly empty: number
  readonly absent: readonly Counted[]
  /** From `DISTINCT_MAX` on it means "at least". */
  readonly distinct: number
  /** Where few values repeat: each with its count, most frequent first. */
  readonly choices: readonly Counted[]
  /** Characters of the longest cell. */
  readonly longest: number
}

export interface Counted {
  readonly value: string
  readonly count: number
}

export const DISTINCT_MAX = 1_000
const SAMPLES = 5
const SAMPLE_LENGTH_MAX = 200
const CHOICES_MAX = 50
const CHOICE_LENGTH_MAX = 60

export interface ColumnDetector {
  /** Takes the next cell. */
  see(cell: string): void
  found(): ColumnDetection
}

/** Told every cell of a column one by one; what it keeps does not grow with the file. */
export function columnDetector(): ColumnDetector {
  const tally = emptyTally()
  return { see: (cell) => count(tally, cell), found: () => detectionOf(tally) }
}

/** The same for values at hand. */
export function detectColumn(cells: Iterable<string>): ColumnDetection {
  const detector = columnDetector()
  for (const cell of cells) detector.see(cell)
  return detector.found()
}

interface Tally {
  empty: number
  longest: number
  readonly absent: Map<string, number>
  /** Values repeat, so the evidence of the first ones is kept and only their count goes up. */
  readonly distinct: Map<string, Known>
  /** All other values, counted by what they give evidence of. */
  readonly others: { values: number; readonly fits: Map<Clue, number> }
  readonly samples: string[]
  /** By clue the first cells without it, and the clues that want more of them. */
  readonly misfits: ReadonlyMap<Clue, string[]>
  readonly wanting: Set<Clue>
  /** Keyed by the codes, so there are no more than there are signs. */
  readonly signs: Map<string, readonly string[]>
}

interface Known {
  count: number
  readonly evidence: Evidence
}

/** Words for nothing are few, but what is in a file is not. */
const ABSENT_WORDS_MAX = 100

function emptyTally(): Tally {
  return {
    empty: 0,
    longest: 0,
    absent: new Map(),
    distinct: new Map(),
    others: { values: 0, fits: new Map() },
    samples: [],
    misfits: new Map(clues.map((clue) => [clue, []])),
    wanting: new Set(clues),
    signs: new Map(),
  }
}

function count(tally: Tally, cell: string): void {
  const value = cell.trim()
  if (value === '') {
    tally.empty += 1
    return
  }
  const key = value.length > SAMPLE_LENGTH_MAX ? `${value.length} ${shortened(value)}` : value
  const known = tally.distinct.get(key)
  if (known !== undefined) known.count += 1
  else if (isAbsent(value)) countAbsent(tally, value)
  else countNew(tally, value, key)
}

function countAbsent(tally: Tally, word: string): void {
  tally.empty += 1
  const times = tally.absent.get(word)
  if (times !== undefined || tally.absent.size < ABSENT_WORDS_MAX) tally.absent.set(word, (times ?? 0) + 1)
}

function countNew(tally: Tally, value: string, key: string): void {
  const evidence = evidenceIn(value)
  const { distinct, others } = tally
  if (distinct.size < DISTINCT_MAX) distinct.set(key, { count: 1, evidence })
  else {
    others.values += 1
    for (const clue of evidence.clues) others.fits.set(clue, (others.fits.get(clue) ?? 0) + 1)
  }
  tally.longest = Math.max(tally.longest, value.length)
  if (evidence.currencies !== null) tally.signs.set(evidence.currencies.join(), evidence.currencies)
  if (tally.samples.length < SAMPLES) tally.samples.push(shortened(value))
  for (const clue of tally.wanting) {
    const kept = tally.misfits.get(clue) ?? []
    if (evidence.clues.includes(clue) || kept.includes(value)) continue
    kept.push(shortened(value))
    if (kept.length === SAMPLES) tally.wanting.delete(clue)
  }
}

/** Copied by characters: a slice would keep the whole cell in memory. */
function shortened(value: string): string {
  return value.length > SAMPLE_LENGTH_MAX ? Array.from(value.slice(0, SAMPLE_LENGTH_MAX)).join('') : value
}

function detectionOf(tally: Tally): ColumnDetection {
  const { values, fits } = totals(tally)
  const choices = choicesOf(tally, values)
  const readings = readingsOf({ values, of: (clue) => fits.get(clue) ?? 0, isChoice: choices.length > 0 })
  const likeliest = readings[0] ?? { kind: 'text', format: null, misfits: 0, clue: null }
  const currencies = currenciesIn([...tally.signs.values()])
  return {
    ...likeliest,
    readings,
    currency: currencies.length === 1 ? (currencies[0] ?? null) : null,
    currencies,
    percent: fits.has('percent'),
    samples: [...tally.samples],
    misfitSamples: likeliest.clue === null ? [] : [...(tally.misfits.get(likeliest.clue) ?? [])],
    values,
    empty: tally.empty,
    absent: byCount(tally.absent),
    distinct: tally.distinct.size,
    choices,
    longest: tally.longest,
  }
}

function totals({ distinct, others }: Tally): { values: number; fits: ReadonlyMap<Clue, number> } {
  let { values } = others
  const fits = new Map(others.fits)
  for (const { count, evidence } of distinct.values()) {
    values += count
    for (const clue of evidence.clues) fits.set(clue, (fits.get(clue) ?? 0) + count)
  }
  return { values, fits }
}

/** What every sign allows ("$" beside "US$" is the US dollar), or all where they contradict. */
function currenciesIn(signs: readonly (readonly string[])[]): readonly string[] {
  const all = [...new Set(signs.flat())]
  const shared = all.filter((currency) => signs.every((sign) => sign.includes(currency)))
  return shared.length > 0 ? shared : all
}

/** Few short values that on average come twice or more. */
function choicesOf({ distinct, longest }: Tally, values: number): readonly Counted[] {
  const { size } = distinct
  if (size === 0 || size > CHOICES_MAX || longest > CHOICE_LENGTH_MAX || values < size * 2) return []
  return byCount(new Map([...distinct].map(([value, { count }]) => [value, count])))
}

function byCount(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}
