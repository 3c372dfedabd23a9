import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Fault } from '#ledger/rules/fault.ts'
import { BREAK_IN_CELL } from '../csvRows.ts'
import { headOf } from '../encoding.ts'
import { csvLine } from '../writeCsv.ts'
import { openArchive } from './archive.ts'
import { type SheetRow, sheetRows } from './sheetRows.ts'
import { type Sheet, type Workbook, workbookIn } from './workbook.ts'

const ZIP = 'PK\u0003\u0004'
/** So many rows show how wide the table is. */
const ROWS_LOOKED_AT = 100
const CHUNK_LENGTH = 65_536

export async function isZip(path: string): Promise<boolean> {
  return (await headOf(path, 4)).toString('latin1') === ZIP
}

/**
 * Writes a sheet of a workbook as CSV, in constant memory but for its texts; line n is row n of the sheet. Throws Faults
 * of `openArchive` and `workbookIn`; `import.which_sheet` where several hold something and none is named, `import.sheet_unknown`,
 * `import.empty_file`.
 */
export async function sheetAsCsv(path: string, csv: string, sheet: string | null): Promise<void> {
  const book = await workbookIn(await openArchive(path))
  try {
    const chosen = await chosenSheet(book, sheet)
    await pipeline(Readable.from(csvOf(sheetRows(book, chosen))), createWriteStream(csv, { mode: 0o600 }))
  } finally {
    book.close()
  }
}

async function chosenSheet(book: Workbook, wanted: string | null): Promise<Sheet> {
  const names = book.sheets.map(({ name }) => name)
  if (wanted !== null) {
    const found = book.sheets.find(({ name }) => name === wanted)
    if (found === undefined) throw new Fault('import.sheet_unknown', { field: 'sheet', value: wanted, sheets: names })
    return found
  }
  const filled: Sheet[] = []
  for (const sheet of book.sheets) if (await holdsAnything(book, sheet)) filled.push(sheet)
  const [only, ...others] = filled
  if (only === undefined) throw new Fault('import.empty_file', { field: 'file' })
  if (others.length > 0)
    throw new Fault('import.which_sheet', { field: 'sheet', value: null, sheets: filled.map(({ name }) => name) })
  return only
}

async function holdsAnything(book: Workbook, sheet: Sheet): Promise<boolean> {
  for await (const _ of sheetRows(book, sheet)) return true
  return false
}

async function* csvOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<string> {
  const first: SheetRow[] = []
  let width = 0
  let line = 0
  let chunk = ''
  const add = ({ number, cells }: SheetRow) => {
    for (; line + 1 < number; line += 1) chunk += '\r\n'
    line += 1
    const padded = [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')]
    chunk += csvLine(padded.map((cell) => cell.replace(/\r\n|[\r\n]/g, BREAK_IN_CELL)))
  }
  for await (const row of rows) {
    if (first.length < ROWS_LOOKED_AT && line === 0) {
      first.push(row)
      width = Math.max(width, row.cells.length)
      if (first.length < ROWS_LOOKED_AT) continue
      for (const one of first) add(one)
    } else add(row)
    if (chunk.length < CHUNK_LENGTH) continue
    yield chunk
    chunk = ''
  }
  if (line === 0) for (const one of first) add(one)
  yield chunk
}
