import { csvText } from '#ledger/web/results/csv.ts'
import { unitsText } from '../../rules/amount.ts'
import type { Shown } from './doings.ts'
import { columnsIn, type Range } from './figures.ts'
import { columnCount } from './sheet.ts'
import { teamOf } from './sheetImport.ts'

/** What is selected, for pasting into a spreadsheet: plain decimals, tabs and newlines. */
export function copiedText(shown: Shown, range: Range): string {
  const lines = Array.from({ length: range.bottom - range.top + 1 }, (_, dy) =>
    columnsIn(range)
      .map((column) => amountAt(shown, shown.rows[range.top + dy] ?? -1, column))
      .join('\t'),
  )
  return lines.join('\n')
}

/** The rows as the grid shows them, draft included: name, e-mail, team, months, quarters and the year. */
export function sheetCells(shown: Shown, heads: readonly string[]): string[][] {
  const { sheet, rows } = shown
  const lines = rows.flatMap((place) => {
    const row = sheet.rows[place]
    if (row === undefined) return []
    const amounts = Array.from({ length: columnCount }, (_, column) => amountAt(shown, place, column))
    return [[row.name, row.email ?? '', teamOf(sheet, place), ...amounts]]
  })
  return [[...heads], ...lines]
}

export const sheetCsv = (shown: Shown, heads: readonly string[]): string => csvText(sheetCells(shown, heads))

function amountAt({ sheet, figures }: Shown, row: number, column: number): string {
  const units = figures.own(row, column)
  return units === null ? '' : unitsText(units, sheet.measure)
}
