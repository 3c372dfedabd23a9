import type { Rational } from '#ledger/rules/rounding.ts'
import type { WeightedPart } from '#ledger/rules/split.ts'
import { grownQuota, splitQuota } from '../../rules/quotaSplit.ts'
import type { Change } from './draft.ts'
import { columnsIn, type Figures, type Range } from './figures.ts'
import { type Amount, readAmount } from './readAmount.ts'
import { type Column, monthAt, monthsAt, type Sheet } from './sheet.ts'

/** How much a month of a row weighs in a split. */
export type Weigh = (row: number, month: number) => bigint

/** What is shown: places in the sheet from top to bottom, and what stands in them. */
export interface Shown {
  readonly sheet: Sheet
  readonly figures: Figures
  readonly rows: readonly number[]
  readonly weigh: Weigh
}

/** An amount in a cell: a month takes it, a quarter or the year splits it over its months. */
export function setCell({ sheet, weigh }: Shown, row: number, column: Column, to: Amount): Change[] {
  const months = monthsAt(column)
  const [first] = months
  if (months.length === 1 && first !== undefined) return [{ row, month: first, to }]
  if ('why' in to) return []
  const { units } = to
  if (units === null) return months.map((month) => ({ row, month, to }))
  const parts = splitQuota(
    units,
    months.map((month): WeightedPart => ({ id: sheet.months[month]?.key ?? '', weight: weigh(row, month) })),
    sheet.measure,
  )
  return months.map((month, i) => ({ row, month, to: { units: parts[i] ?? 0n } }))
}

/** A total that comes with some of its months says nothing new. */
const counting = (columns: readonly Column[]) =>
  columns.some((column) => monthAt(column) !== null) ? columns.filter((column) => monthAt(column) !== null) : columns

/** A copied block from the range's first cell on; a block that fits into the range several times fills it. */
export function pasteBlock(shown: Shown, range: Range, block: readonly (readonly string[])[]): Change[] {
  const [height, width] = [block.length, Math.max(0, ...block.map((line) => line.length))]
  if (height === 0 || width === 0) return []
  const fits = (size: number, by: number) => (size % by === 0 ? size : by)
  const tall = fits(range.bottom - range.top + 1, height)
  const wide = fits(range.right - range.left + 1, width)
  const last = Math.min(16, range.left + wide - 1)
  const columns = counting(columnsIn({ left: range.left, right: last }))
  return Array.from({ length: tall }, (_, dy) => shown.rows[range.top + dy]).flatMap((row, dy) =>
    row === undefined
      ? []
      : columns.flatMap((column) => {
          const text = block[dy % height]?.[(column - range.left) % width]
          return text === undefined ? [] : setCell(shown, row, column, readAmount(text, shown.sheet.measure))
        }),
  )
}

/** The first row of a range into the others, or its first column: Ctrl-D and Ctrl-R. */
export function fill(shown: Shown, range: Range, way: 'down' | 'right'): Change[] {
  const source = way === 'down' ? { ...range, bottom: range.top } : { ...range, right: range.left }
  return fillFrom(shown, source, range)
}

/** Repeats the cells of one range over a larger one, as the handle does. */
export function fillFrom({ figures, rows, ...rest }: Shown, source: Range, over: Range): Change[] {
  const [height, width] = [source.bottom - source.top + 1, source.right - source.left + 1]
  const turn = (n: number, by: number) => ((n % by) + by) % by
  const changes: Change[] = []
  // towards the side, months take from months; the totals between them follow by themselves
  const columns = width === over.right - over.left + 1 ? counting(columnsIn(over)) : monthsOnly(columnsIn(over))
  const from = width === over.right - over.left + 1 ? null : monthsOnly(columnsIn(source))
  for (let y = over.top; y <= over.bottom; y += 1) {
    const row = rows[y]
    const given = rows[source.top + turn(y - source.top, height)]
    if (row === undefined || given === undefined) continue
    for (const [i, column] of columns.entries()) {
      const at = from === null ? column : (from[turn(i - columns.indexOf(from[0] ?? 0), from.length)] ?? column)
      if (row === given && column === at) continue
      changes.push(...setCell({ figures, rows, ...rest }, row, column, { units: figures.own(given, at) }))
    }
  }
  return changes
}
const monthsOnly = (columns: readonly Column[]) => columns.filter((column) => monthAt(column) !== null)

export function clear(shown: Shown, range: Range): Change[] {
  return cellsIn(shown, range).flatMap(({ row, column }) => setCell(shown, row, column, { units: null }))
}

/** Every month that is selected, or lies in a selected total, by a share more or less; rounded once each. */
export function grow(shown: Shown, range: Range, by: Rational): Change[] {
  const { figures, sheet } = shown
  const months = new Map<string, Change>()
  for (const { row, column } of cellsIn(shown, range)) {
    for (const month of monthsAt(column)) {
      const units = figures.own(row, Math.floor(month / 3) * 4 + (month % 3))
      if (units === null) continue
      months.set(`${row} ${month}`, { row, month, to: { units: grownQuota(units, by, sheet.measure) } })
    }
  }
  return [...months.values()]
}

function cellsIn({ rows }: Shown, range: Range): { row: number; column: Column }[] {
  const columns = counting(columnsIn(range))
  return Array.from({ length: range.bottom - range.top + 1 }, (_, dy) => rows[range.top + dy]).flatMap((row) =>
    row === undefined ? [] : columns.map((column) => ({ row, column })),
  )
}

/** A team's own months over its people by weight: they sum to what the team has. */
export function splitOverPeople(
  { sheet, figures }: Pick<Shown, 'sheet' | 'figures'>,
  team: number,
  months: readonly number[],
  weigh: Weigh,
): Change[] {
  const people = (sheet.rows[team]?.people ?? []).filter((row) => sheet.rows[row]?.editable)
  return months.flatMap((month): Change[] => {
    const total = figures.own(team, Math.floor(month / 3) * 4 + (month % 3))
    if (total === null || people.length === 0) return []
    const weights = people.map((row): WeightedPart => ({ id: sheet.rows[row]?.id ?? '', weight: weigh(row, month) }))
    const parts = splitQuota(total, weights, sheet.measure)
    return people.map((row, i) => ({ row, month, to: { units: parts[i] ?? 0n } }))
  })
}
