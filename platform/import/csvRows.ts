import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { type Parser, parse } from 'csv-parse'
import { Fault } from '#ledger/rules/fault.ts'
import type { Encoding } from './encoding.ts'
import { type Delimiter, isBlank, lineBreaksIn } from './rules/dialect.ts'
import { undefused } from './rules/formula.ts'

/** `cells` as they stand in the file; as many as there are headers unless `problem` says otherwise. */
export interface CsvRow {
  /** The line of the file on which the row begins. */
  readonly line: number
  readonly cells: readonly string[]
  /** Why this row can't be imported; it goes back to the person with this reason, the rest goes on. */
  readonly problem?: Fault
}

/** Unicode's line separator: a line break within a cell that leaves lines of the file rows of the sheet it came from. */
export const BREAK_IN_CELL = '\u2028'
/** As long as a cell can be in a spreadsheet. */
export const CELL_LENGTH_MAX = 32_767
/** 500 columns of the longest cells; what is longer is no row but an open quote. */
const ROW_BYTES_MAX = 500 * CELL_LENGTH_MAX

export interface CsvReading {
  readonly path: string
  readonly encoding: Encoding
  readonly markBytes: number
  readonly damaged: boolean
  readonly delimiter: Delimiter
  readonly headerLine: number
  readonly headers: readonly string[]
}

/** The rows below the header but for blank ones. Throws Fault `import.quote_not_closed`, `import.line_too_long`. */
export async function* rowsOf(reading: CsvReading, onBytes?: (read: number) => void): AsyncGenerator<CsvRow> {
  const end: { at: ReadEnd | null } = { at: null }
  const parser = parserOf(reading.delimiter, (found) => {
    end.at ??= found
  })
  // What goes wrong in either stream comes out of the parser.
  pipeline(bytesOf(reading, { isOver: () => end.at !== null, onBytes }), parser, () => {})
  let line = 1
  let records = 0
  for await (const { record, raw } of recordsOf(parser)) {
    // What comes after the row that broke off is not to be trusted.
    if (records === end.at?.records) break
    records += 1
    if (line > reading.headerLine && !isBlank(record)) yield rowOf({ line, record, raw }, reading)
    line += Math.max(1, lineBreaksIn(raw))
  }
  if (end.at === null) return
  throw end.at.isOneLine
    ? new Fault('import.line_too_long', { line, max: ROW_BYTES_MAX })
    : new Fault('import.quote_not_closed', { line })
}

/** After how many records no more can be read; only an open quote makes a row of several lines. */
interface ReadEnd {
  readonly records: number
  readonly isOneLine: boolean
}

/**
 * Stray quotes are let through and judged in `rowOf`. The parser is told to skip errors, because one that it throws would
 * take with it the rows that wait in the stream.
 */
function parserOf(delimiter: Delimiter, onEnd: (end: ReadEnd) => void): Parser {
  const parser: Parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    raw: true,
    max_record_size: ROW_BYTES_MAX,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      const isOneLine = error?.code === 'CSV_MAX_RECORD_SIZE' && lineBreaksIn(raw ?? '') === 0
      onEnd({ records: parser.info.records, isOneLine })
      return undefined
    },
  })
  return parser
}

async function* bytesOf(
  { path, encoding, markBytes }: CsvReading,
  { isOver, onBytes }: { isOver: () => boolean; onBytes: ((read: number) => void) | undefined },
): AsyncGenerator<Buffer | string> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding, { ignoreBOM: true })
  let read = markBytes
  for await (const chunk of createReadStream(path, { start: markBytes, highWaterMark: 1 << 18 })) {
    if (isOver()) return
    const bytes: Buffer = chunk
    read += bytes.length
    onBytes?.(read)
    yield decoder === null ? bytes : decoder.decode(bytes, { stream: true })
  }
  if (decoder !== null) yield decoder.decode()
}

interface Parsed {
  readonly record: readonly string[]
  /** The text of the record with the first character of its line end. */
  readonly raw: string
}

async function* recordsOf(parser: Parser): AsyncGenerator<Parsed> {
  for await (const parsed of parser) yield parsed
}

function rowOf({ line, record, raw }: Parsed & { readonly line: number }, reading: CsvReading): CsvRow {
  const repaired = record.map((cell) => (cell.startsWith('"') ? quotedCell(cell, raw) : cell))
  const swallowed = repaired.includes(null)
  const cells = withoutBlankEnd(
    repaired.map((cell, index) => undefused(cell ?? record[index] ?? '').replaceAll(BREAK_IN_CELL, '\n')),
    reading.headers.length,
  )
  const problem = swallowed ? new Fault('import.stray_quote', { line }) : problemOf({ line, cells, raw }, reading)
  return problem === null ? { line, cells } : { line, cells, problem }
}

/**
 * A cell that begins with a quote after parsing either holds one (it was doubled in the file) or was badly quoted: then
 * only spaces after the closing quote, or a text such as `"Big" Co` on one line, leave no doubt. Null where rows may
 * have been swallowed.
 */
function quotedCell(cell: string, raw: string): string | null {
  if (raw.includes(`"${cell.replaceAll('"', '""')}"`)) return cell
  const padded = /^"((?:[^"]|"")*)"\s+$/.exec(cell)?.[1]
  if (padded !== undefined) return padded.replaceAll('""', '"')
  return lineBreaksIn(cell) > 0 ? null : cell
}

/** Some exporters end every row with delimiters. */
function withoutBlankEnd(cells: readonly string[], width: number): readonly string[] {
  return cells.length > width && isBlank(cells.slice(width)) ? cells.slice(0, width) : cells
}

interface Cells {
  readonly line: number
  readonly cells: readonly string[]
  readonly raw: string
}

function problemOf({ line, cells, raw }: Cells, { headers, damaged }: CsvReading): Fault | null {
  const counts = { line, expected: headers.length, found: cells.length }
  if (cells.length < headers.length) return new Fault('import.too_few_cells', counts)
  if (cells.length > headers.length) return new Fault('import.too_many_cells', counts)
  if (raw.length > CELL_LENGTH_MAX) {
    const long = cells.findIndex((cell) => cell.length > CELL_LENGTH_MAX)
    if (long >= 0) return cellTooLong({ line, column: headers[long] ?? '', length: cells[long]?.length ?? 0 })
  }
  const unprintable = raw.includes('\0') ? '\0' : damaged && raw.includes('\ufffd') ? '\ufffd' : null
  if (unprintable === null) return null
  const column = headers[cells.findIndex((cell) => cell.includes(unprintable))] ?? ''
  return unprintable === '\0'
    ? new Fault('import.nul_character', { line, column })
    : new Fault('import.broken_character', { line, column })
}

export function cellTooLong(where: { line: number; column: string; length: number }): Fault {
  return new Fault('import.cell_too_long', { ...where, max: CELL_LENGTH_MAX })
}
