import { unzip } from 'fflate'
import { delimiters, headRows } from '#platform/import/rules/dialect.ts'
import { undefused } from '#platform/import/rules/formula.ts'
import { textOfFile } from '#platform/import/web/headOfFile.ts'
import { isWorkbook } from '#platform/import/web/sheetsOfFile.ts'
import { sheetRows } from '#platform/import/xlsx/sheetRows.ts'
import { workbookIn } from '#platform/import/xlsx/workbook.ts'
import { type Archive, broken, tooLarge } from '#platform/import/xlsx/workbookArchive.ts'
import type { Shown } from './doings.ts'
import { type FileRow, type Imported, type ImportRefusal, importOf } from './sheetImport.ts'

/** What no year of people's months comes near to. */
const fileBytesMost = 10_000_000
const unpackedBytesMost = 100_000_000
const rowsMost = 20_000

/** Reads a file in the grid's own layout: CSV in any of the usual forms, or a workbook. Throws Faults of the import. */
export async function readSheetFile(shown: Shown, file: Blob): Promise<Imported | ImportRefusal> {
  if (file.size > fileBytesMost) throw tooLarge(file.size, fileBytesMost)
  if (await isWorkbook(file)) return readWorkbook(shown, file)
  const text = await textOfFile(file)
  let refused: ImportRefusal = { refused: 'noHead' }
  for (const delimiter of delimiters) {
    const rows = headRows(text, delimiter, rowsMost)
    const read = importOf(
      shown,
      rows.map(({ line, cells }) => ({ line, cells: cells.map(undefused) })),
    )
    if (!('refused' in read)) return read
    if (read.refused === 'otherYear') refused = read
  }
  return refused
}

async function readWorkbook(shown: Shown, file: Blob): Promise<Imported | ImportRefusal> {
  const book = await workbookIn(await unpacked(file))
  let refused: ImportRefusal = { refused: 'noHead' }
  for (const sheet of book.sheets) {
    const rows: FileRow[] = []
    for await (const { number, cells } of sheetRows(book, sheet)) {
      if (rows.length < rowsMost) rows.push({ line: number, cells })
    }
    const read = importOf(shown, rows)
    if (!('refused' in read)) return read
    if (read.refused === 'otherYear') refused = read
  }
  return refused
}

async function unpacked(file: Blob): Promise<Archive> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let total = 0
  const parts = await new Promise<Readonly<Record<string, Uint8Array>>>((resolve, reject) => {
    const filter = ({ originalSize }: { readonly originalSize: number }) => {
      total += originalSize
      return total <= unpackedBytesMost
    }
    unzip(bytes, { filter }, (error, found) => (error ? reject(broken()) : resolve(found)))
  })
  if (total > unpackedBytesMost) throw tooLarge(total, unpackedBytesMost)
  return {
    has: (name) => Object.hasOwn(parts, name),
    async *read(name) {
      const part = parts[name]
      if (part === undefined) throw broken()
      yield part
    },
    close: () => {},
  }
}
