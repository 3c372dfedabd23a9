import { cellText, columnAt } from '../rules/sheetCell.ts'
import { readXml } from './elements.ts'
import { type Sheet, unescaped, type Workbook } from './workbook.ts'

export interface SheetRow {
  /** As the sheet numbers it, from 1. */
  readonly number: number
  readonly cells: readonly string[]
}

/** No sheet is wider. */
const COLUMNS_MAX = 16_384

/** The rows of a sheet that hold anything, as they are read. Throws Faults `import.workbook_broken`, `…too_large`. */
export async function* sheetRows(book: Workbook, { part }: Sheet): AsyncGenerator<SheetRow> {
  let found: SheetRow[] = []
  let row = 0
  let cells: string[] = []
  let place = -1
  let cell = { type: 'n', style: 0, value: '' }
  const reading = readXml(book.archive.read(part), {
    onOpen: ({ name, attributes }) => {
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1)
        cells = []
        place = -1
      } else if (name === 'c') {
        place = columnAt(attributes['r'] ?? '') ?? place + 1
        cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' }
      }
    },
    onClose: (name, text) => {
      if (name === 'v') cell.value = text
      else if (name === 't' && cell.type === 'inlineStr') cell.value += text
      else if (name === 'c' && place < COLUMNS_MAX) {
        while (cells.length < place) cells.push('')
        cells[place] = textOf(book, cell)
      } else if (name === 'row' && cells.some((one) => one !== '')) found.push({ number: row, cells })
    },
  })
  for await (const _ of reading) {
    const rows = found
    found = []
    yield* rows
  }
}

function textOf({ strings, shown, is1904 }: Workbook, cell: { type: string; style: number; value: string }): string {
  if (cell.type === 's') return strings[Number(cell.value)] ?? ''
  if (cell.type === 'inlineStr' || cell.type === 'str') return unescaped(cell.value)
  return cellText({ type: cell.type, value: cell.value, shown: shown[cell.style] ?? 'number' }, is1904)
}
