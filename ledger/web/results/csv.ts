import { defused } from '#platform/import/rules/formula.ts'

export type Cells = readonly (readonly string[])[]

/** RFC 4180, with a byte order mark for Excel; cells that a spreadsheet would run are defused. */
export function csvText(rows: Cells): string {
  return `\ufeff${rows.map((cells) => `${cells.map((cell) => quoted(defused(cell))).join(',')}\r\n`).join('')}`
}

/** For pasting into a spreadsheet, which takes tabs for columns. */
export function tabText(rows: Cells): string {
  return rows.map((cells) => cells.map((cell) => defused(cell.replaceAll(/[\t\r\n]+/g, ' '))).join('\t')).join('\n')
}

const quoted = (cell: string) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
