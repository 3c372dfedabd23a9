import { type Draft, placeIn } from './draft.ts'
import { type Column, columnOfMonth, monthAt, type Sheet, yearColumn } from './sheet.ts'

/** What each cell shows, draft included: own amounts by row and column, and for teams the sums of their people. */
export interface Figures {
  /** Null where no month of it has a target. */
  own(row: number, column: Column): bigint | null
  people(row: number, column: Column): bigint | null
}

export function figuresOf(sheet: Sheet, draft: Draft): Figures {
  const own = sheet.rows.map(({ cells }) => cells.map((cell) => cell?.units ?? null))
  for (const [key, { units }] of draft) {
    const place = placeIn(sheet, key)
    const cells = place === undefined ? undefined : own[place.row]
    if (place !== undefined && cells !== undefined) cells[place.month] = units
  }
  const sums: (bigint | null)[][] = sheet.rows.map(() => [])
  for (const [i, row] of sheet.rows.entries()) {
    if (row.kind !== 'member') continue
    for (const [month, units] of (own[i] ?? []).entries()) {
      if (units === null) continue
      for (const team of row.above) {
        const sum = sums[team]
        if (sum !== undefined) sum[month] = (sum[month] ?? 0n) + units
      }
    }
  }
  const ownColumns = own.map(inColumns)
  const sumColumns = sums.map(inColumns)
  return {
    own: (row, column) => ownColumns[row]?.[column] ?? null,
    people: (row, column) => sumColumns[row]?.[column] ?? null,
  }
}

function inColumns(months: readonly (bigint | null)[]): (bigint | null)[] {
  const columns: (bigint | null)[] = Array.from({ length: yearColumn + 1 }, () => null)
  const add = (column: Column, units: bigint) => {
    columns[column] = (columns[column] ?? 0n) + units
  }
  for (let month = 0; month < 12; month += 1) {
    const units = months[month] ?? null
    if (units === null) continue
    add(columnOfMonth(month), units)
    add(Math.floor(month / 3) * 4 + 3, units)
    add(yearColumn, units)
  }
  return columns
}

export interface Range {
  readonly top: number
  readonly left: Column
  readonly bottom: number
  readonly right: Column
}
export interface RangeFigures {
  readonly sum: bigint
  readonly count: number
  readonly cells: number
}

/** Sum and count of what is selected. A total is not added to the months that it sums. */
export function rangeFigures(figures: Figures, rows: readonly number[], range: Range): RangeFigures {
  const columns = columnsIn(range)
  const months = columns.filter((column) => monthAt(column) !== null)
  const counted = months.length > 0 ? months : columns
  let [sum, count] = [0n, 0]
  for (let y = range.top; y <= range.bottom; y += 1) {
    for (const column of counted) {
      const units = figures.own(rows[y] ?? -1, column)
      if (units === null) continue
      sum += units
      count += 1
    }
  }
  return { sum, count, cells: (range.bottom - range.top + 1) * columns.length }
}

export const columnsIn = ({ left, right }: Pick<Range, 'left' | 'right'>): Column[] =>
  Array.from({ length: right - left + 1 }, (_, i) => left + i)
