import { Readable } from 'node:stream'
import type { Delimiter } from './rules/dialect.ts'
import { defused } from './rules/formula.ts'

export interface CsvOutput {
  readonly headers: readonly string[]
  readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>
  readonly delimiter?: Delimiter
  /** Excel takes a file without one for the machine's old encoding. */
  readonly byteOrderMark?: boolean
}

const CHUNK_LENGTH = 65_536

/**
 * RFC 4180 in UTF-8: CRLF, quotes where needed. Cells that a spreadsheet would run are defused; `openCsv` takes that back
 * exactly. Rows are drawn as fast as they are read, none is kept.
 */
export function writeCsv({ headers, rows, delimiter = ',', byteOrderMark = false }: CsvOutput): Readable {
  return Readable.from(chunks(headers, rows, { delimiter, byteOrderMark }), { objectMode: false })
}

async function* chunks(
  headers: readonly string[],
  rows: CsvOutput['rows'],
  { delimiter, byteOrderMark }: { delimiter: Delimiter; byteOrderMark: boolean },
): AsyncGenerator<string> {
  let chunk = (byteOrderMark ? '\ufeff' : '') + csvLine(headers, delimiter)
  for await (const row of rows) {
    chunk += csvLine(row, delimiter)
    if (chunk.length < CHUNK_LENGTH) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

export interface RefusedRow {
  readonly line: number
  readonly cells: readonly string[]
  /** Whole sentences in the reader's language. */
  readonly reason: string
}

/**
 * Refused rows as a file to mend and import again: line and reason first, where a row with too many cells can't push
 * them aside, then the columns as they came.
 */
export function writeRefusedRows(output: {
  readonly headers: readonly string[]
  readonly lineHeader: string
  readonly reasonHeader: string
  readonly rows: Iterable<RefusedRow> | AsyncIterable<RefusedRow>
  readonly delimiter?: Delimiter
}): Readable {
  const { headers, lineHeader, reasonHeader, rows, delimiter = ',' } = output
  const withReasons = async function* () {
    for await (const { line, reason, cells } of rows) yield [line.toString(), reason, ...cells]
  }
  return writeCsv({
    headers: [lineHeader, reasonHeader, ...headers],
    rows: withReasons(),
    delimiter,
    byteOrderMark: true,
  })
}

/** One row with its line end. */
export function csvLine(cells: readonly string[], delimiter: Delimiter = ','): string {
  const line = cells.map((cell) => csvCell(defused(cell), delimiter)).join(delimiter)
  // An empty line would be taken for none.
  return `${line === '' ? '""' : line}\r\n`
}

function csvCell(cell: string, delimiter: Delimiter): string {
  const isPlain = !cell.includes(delimiter) && !/["\r\n]|^[\s\ufeff]|\s$/.test(cell)
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`
}
