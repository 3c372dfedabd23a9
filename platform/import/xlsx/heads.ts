import { csvLine } from '../writeCsv.ts'
import { openArchive } from './archive.ts'
import { sheetRows } from './sheetRows.ts'
import { workbookIn } from './workbook.ts'

/** A sheet that holds something: its name, and its first rows as CSV, from which one sees what it lists. */
export interface SheetHead {
  readonly name: string
  readonly head: string
}

const ROWS = 50

/** Throws Faults of `openArchive` and `workbookIn`. */
export async function sheetHeads(path: string): Promise<readonly SheetHead[]> {
  const book = await workbookIn(await openArchive(path))
  try {
    const heads: SheetHead[] = []
    for (const sheet of book.sheets) {
      const rows: (readonly string[])[] = []
      for await (const { cells } of sheetRows(book, sheet)) {
        rows.push(cells)
        if (rows.length === ROWS) break
      }
      const width = Math.max(0, ...rows.map(({ length }) => length))
      const padded = rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => '')])
      if (rows.length > 0) heads.push({ name: sheet.name, head: padded.map((cells) => csvLine(cells)).join('') })
    }
    return heads
  } finally {
    book.close()
  }
}
