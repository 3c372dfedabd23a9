import type { FigureJson, RowJson } from '#ledger/contract.ts'
import { type Interval, overlap, RATE_CASES_MIN } from '#ledger/rules/interval.ts'
import type { Grouping, Order } from './resultsView.ts'

/** A row with the name that the reader sees. */
export interface NamedRow {
  readonly row: RowJson
  readonly name: string
}

/** A figure as a number to draw and to sort by; null is absent. */
export function sizeOf(value: FigureJson['value']): number | null {
  if (value === null) return null
  return Number(typeof value === 'string' ? value : value.amount)
}

export function isZero({ row }: NamedRow): boolean {
  return row.entries === 0 && (sizeOf(row.value) ?? 0) === 0
}

/** Months in the order of the year, everything else from the largest down. */
export const usualOrder = (by: Grouping): Order => (by === 'month' ? 'name' : '-value')

interface Asked {
  readonly sort: Order
  readonly search: string
  readonly nonzero: boolean
  readonly locale: string
}

/**
 * The rows that are asked for, in the order that is asked for. Rates with too few cases to be told come after those that
 * are, and what is absent comes last, either way.
 */
export function shownRows(rows: readonly NamedRow[], { sort, search, nonzero, locale }: Asked): readonly NamedRow[] {
  const wanted = folded(search.trim())
  const kept = rows.filter((one) => folded(one.name).includes(wanted) && !(nonzero && isZero(one)))
  const turn = sort.startsWith('-') ? -1 : 1
  if (sort.endsWith('name')) return kept.toSorted((a, b) => turn * byName(a, b, locale))
  return kept.toSorted((a, b) => {
    const [x, y] = [sizeOf(a.row.value), sizeOf(b.row.value)]
    return untold(a) - untold(b) || turn * ((x ?? 0) - (y ?? 0)) || byName(a, b, locale)
  })
}

const untold = ({ row }: NamedRow) => (row.value === null ? 2 : isSmall(row) ? 1 : 0)

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** Months in the order of the year, whatever they are called; everything else as the reader's alphabet has it. */
function byName(a: NamedRow, b: NamedRow, locale: string): number {
  const month = /^\d{4}-\d\d$/
  if (month.test(a.row.key ?? '') && month.test(b.row.key ?? '')) return (a.row.key ?? '') < (b.row.key ?? '') ? -1 : 1
  return a.name.localeCompare(b.name, locale)
}

/** A rate with few cases 小样本 is told by its interval alone. */
export function isSmall({ cases }: Pick<FigureJson, 'cases'>): boolean {
  return cases !== undefined && Number(cases.cases) < RATE_CASES_MIN
}

export function intervalOf({ cases }: Pick<FigureJson, 'cases'>): Interval | undefined {
  return cases && { low: Number(cases.low), high: Number(cases.high) }
}

/** Whether a rate can't be told apart 无显著差异 from the one above it: their intervals overlap. */
export function blurs(row: RowJson, above: RowJson | undefined): boolean {
  const [own, other] = [intervalOf(row), above && intervalOf(above)]
  return own !== undefined && other !== undefined && overlap(own, other)
}
