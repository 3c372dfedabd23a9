import type { QuotaGridJson, QuotaRowJson } from '../../contract/quotas.ts'
import { type Measure, unitsOf } from '../../rules/amount.ts'

/** What the server holds for a month of a row; amounts in the metric's smallest unit. */
export interface Standing {
  readonly id: string
  readonly version: number
  readonly units: bigint
  readonly waiting: bigint | null
  readonly several: boolean
  readonly settled: boolean
  readonly accepted: boolean
  readonly declinedFor: string | null
}
export interface SheetRow extends Omit<QuotaRowJson, 'cells' | 'others'> {
  /** Its name in a draft. */
  readonly key: string
  readonly cells: readonly (Standing | null)[]
  /** Targets set for a quarter or the year as such, by column. */
  readonly others: ReadonlyMap<Column, bigint>
  /** The people below a team, by their places in the sheet. */
  readonly people: readonly number[]
  /** Whom it adds to. */
  readonly above: readonly number[]
}
export interface Sheet {
  readonly metric: string
  readonly measure: Measure
  readonly year: string
  readonly months: QuotaGridJson['months']
  readonly quarters: readonly string[]
  readonly rows: readonly SheetRow[]
  readonly placeOf: ReadonlyMap<string, number>
}

/** The columns from left to right: each quarter behind its months, the year last. */
export type Column = number
export const yearColumn: Column = 16
export const columnCount = 17
/** The month 0 … 11 of a column; null for a total. */
export function monthAt(column: Column): number | null {
  if (column >= yearColumn || column % 4 === 3) return null
  return Math.floor(column / 4) * 3 + (column % 4)
}
export const columnOfMonth = (month: number): Column => Math.floor(month / 3) * 4 + (month % 3)
/** The months that a column is or sums. */
export function monthsAt(column: Column): readonly number[] {
  const month = monthAt(column)
  if (month !== null) return [month]
  if (column === yearColumn) return Array.from({ length: 12 }, (_, i) => i)
  const first = Math.floor(column / 4) * 3
  return [first, first + 1, first + 2]
}

export function sheetOf(json: QuotaGridJson): Sheet {
  const { unit, currency, metric, year, months, quarters } = json
  const measure: Measure = { unit, currency }
  const above: number[] = []
  const people = new Map<number, number[]>()
  const bare = json.rows.map((row, i) => {
    above.length = Math.min(above.length, row.depth)
    const mine = [...above]
    if (row.kind === 'member') for (const team of mine) people.set(team, [...(people.get(team) ?? []), i])
    else above[row.depth] = i
    return { row, above: mine }
  })
  const columnOfPeriod = new Map(quarters.map((key, q): [string, Column] => [key, q * 4 + 3]))
  columnOfPeriod.set(year, yearColumn)
  const rows = bare.map(({ row: { cells, others, ...row }, above: mine }, i): SheetRow => {
    const found = others.flatMap(({ period, amount }): [Column, bigint][] => {
      const column = columnOfPeriod.get(period)
      return column === undefined ? [] : [[column, unitsOf(amount, measure)]]
    })
    return {
      ...row,
      key: `${row.kind} ${row.id}`,
      cells: cells.map((cell) =>
        cell === null
          ? null
          : {
              ...cell,
              units: unitsOf(cell.amount, measure),
              waiting: cell.waiting === null ? null : unitsOf(cell.waiting, measure),
            },
      ),
      others: new Map(found),
      people: people.get(i) ?? [],
      above: mine,
    }
  })
  return { metric, measure, year, months, quarters, rows, placeOf: new Map(rows.map(({ key }, i) => [key, i])) }
}
