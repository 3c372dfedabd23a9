import { detectColumn } from '../rules/detect.ts'
import { type Dialect, dialectOf, headRows } from '../rules/dialect.ts'
import { guessMapping } from '../rules/headers.ts'
import { currencyColumns } from '../rules/rateTable.ts'
import type { ImportKind } from '../rules/synonyms.ts'
import { targetFields } from '../rules/targets.ts'

export interface KindGuess {
  readonly kind: ImportKind
  /** 0 to 1: how much of the file this kind would take in, less where it lacks what every record needs. */
  readonly score: number
}
export interface FileGuess {
  readonly headers: readonly string[]
  /** The likeliest first. */
  readonly kinds: readonly KindGuess[]
  /** Null where it has to be asked. */
  readonly sure: ImportKind | null
}

const sureFrom = 0.55
const aheadBy = 0.12

/** What the beginning of a file is most likely a list of. */
export function kindOfHeaders(head: string, kinds: readonly ImportKind[]): FileGuess {
  const dialect = dialectOf(head)
  if (dialect === null) return { headers: [], kinds: [], sure: null }
  const columns = columnsOf(head, dialect)
  const guesses = kinds
    .map((kind): KindGuess => ({ kind, score: scoreOf(kind, dialect.headers, columns) }))
    .sort((a, b) => b.score - a.score)
  const [best, second] = guesses
  const isSure = best !== undefined && best.score >= sureFrom && best.score - (second?.score ?? 0) >= aheadBy
  return { headers: dialect.headers, kinds: guesses, sure: isSure ? best.kind : null }
}

function columnsOf(head: string, { delimiter, headerLine, headers }: Dialect) {
  // the last row may be cut off in the middle
  const rows = headRows(head, delimiter)
    .filter(({ line }) => line > headerLine)
    .slice(0, -1)
  return headers.map((_, at) => detectColumn(rows.map(({ cells }) => cells[at] ?? '')))
}

function scoreOf(kind: ImportKind, headers: readonly string[], columns: ReturnType<typeof columnsOf>): number {
  // a day and a column for each currency: the table of a central bank
  if (currencyColumns(headers) !== null) return kind === 'fx-rates' ? 1 : 0
  const fields = targetFields(kind)
  const guesses = guessMapping({ headers, columns, fields })
  const taken = guesses.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, headers.length)
  const given = new Set(guesses.map(({ field }) => field))
  const lacking = fields.filter(
    ({ name, required }) => required && !given.has(name) && !(instead[name] ?? []).some((other) => given.has(other)),
  )
  return taken * 0.6 ** lacking.length
}

/** What may stand for a field that every record needs. */
const instead: Readonly<Record<string, readonly string[]>> = { stage: ['status'], name: ['firstName', 'lastName'] }
