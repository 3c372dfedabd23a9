import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Fault } from '#ledger/rules/fault.ts'
import { CELL_LENGTH_MAX, type CsvReading, type CsvRow, cellTooLong, rowsOf } from './csvRows.ts'
import { type Encoding, encodingOf, type FoundEncoding, headOf } from './encoding.ts'
import { type Delimiter, dialectOf, distinctHeaders, type LineEnd } from './rules/dialect.ts'
import { undefused } from './rules/formula.ts'

/** What a file is found to be, and its rows, as often as wanted. */
export interface CsvSource {
  readonly encoding: Encoding
  /** See `FoundEncoding`; `asked` where the caller said so. */
  readonly encodingFrom: FoundEncoding['from'] | 'asked'
  readonly delimiter: Delimiter
  readonly lineEnd: LineEnd
  /** 1 is the first line of the file. */
  readonly headerLine: number
  /** Trimmed and distinct; an empty one is named by its place (`#5`). */
  readonly headers: readonly string[]
  readonly bytes: number
  /** From the beginning at each call, in constant memory. `onBytes` tells how far the reading of the file is. */
  rows(onBytes?: (read: number) => void): AsyncGenerator<CsvRow>
  /** Removes what was kept of a stream; nothing to do for a path. */
  close(): Promise<void>
}

/** What a person has said wins over what is found. */
export interface CsvOptions {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly headerLine?: number
  /** Where a stream is kept while it is read; the system's folder for temporary files. */
  readonly folder?: string
}

export const CSV_BYTES_MAX = 2 * 1024 ** 3
export const CSV_COLUMNS_MAX = 500
const HEAD_BYTES = 262_144

/**
 * Finds encoding, delimiter, line ends and header of a CSV file. A stream is kept in a file first, because its encoding
 * may show only at its end; `close()` removes it. Throws Fault `import.too_large`, `import.empty_file`,
 * `import.not_text`, `import.no_header`, `import.too_many_columns`, `import.cell_too_long`.
 */
export async function openCsv(input: string | Readable, options: CsvOptions = {}): Promise<CsvSource> {
  if (typeof input === 'string') return await sourceOf(input, options, async () => {})
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'import-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'upload.csv')
    await pipeline(input, sizeGuard(), createWriteStream(path, { mode: 0o600 }))
    return await sourceOf(path, options, remove)
  } catch (error) {
    await remove()
    throw error
  }
}

function sizeGuard(): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      if (bytes > CSV_BYTES_MAX) done(tooLarge(bytes))
      else done(null, chunk)
    },
  })
}

function tooLarge(bytes: number): Fault {
  return new Fault('import.too_large', { field: 'file', value: bytes, max: CSV_BYTES_MAX })
}

async function sourceOf(path: string, options: CsvOptions, close: () => Promise<void>): Promise<CsvSource> {
  const { size } = await stat(path)
  if (size > CSV_BYTES_MAX) throw tooLarge(size)
  const start = await headOf(path, HEAD_BYTES)
  requireNoDocument(start)
  const found = await encodingOf(path)
  const encoding = options.encoding ?? found.encoding
  const markBytes = encoding === found.encoding ? found.markBytes : 0
  const head = headText(start, { encoding, markBytes, whole: size <= HEAD_BYTES })
  requireText(head)
  const dialect = dialectOf(head, options)
  if (dialect === null) throw new Fault('import.no_header', { field: 'file', line: options.headerLine ?? 1 })
  const headers = distinctHeaders(dialect.headers.map(undefused))
  requireColumns(headers, dialect.headerLine)
  const reading: CsvReading = {
    path,
    encoding,
    markBytes,
    damaged: found.damaged && encoding === 'utf-8',
    delimiter: dialect.delimiter,
    headerLine: dialect.headerLine,
    headers,
  }
  return {
    encoding,
    encodingFrom: options.encoding === undefined ? found.from : 'asked',
    delimiter: dialect.delimiter,
    lineEnd: dialect.lineEnd,
    headerLine: dialect.headerLine,
    headers,
    bytes: size,
    rows: (onBytes) => rowsOf(reading, onBytes),
    close,
  }
}

interface Head {
  readonly encoding: Encoding
  readonly markBytes: number
  readonly whole: boolean
}

/** Whole lines only, unless the file is but one. */
function headText(bytes: Buffer, { encoding, markBytes, whole }: Head): string {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(markBytes), { stream: !whole })
  const lastLine = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return whole || lastLine < 0 ? text : text.slice(0, lastLine + 1)
}

/** Beginnings of workbooks and archives, old Office files, PDF, gzip, RTF. */
const DOCUMENTS = ['PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0', '%PDF-', '\u001f\u008b', '{\\rtf']

function requireNoDocument(start: Buffer): void {
  const beginning = start.toString('latin1', 0, 8)
  if (DOCUMENTS.some((mark) => beginning.startsWith(mark))) throw new Fault('import.not_text', { field: 'file' })
}

function requireText(head: string): void {
  if (head.trim() === '') throw new Fault('import.empty_file', { field: 'file' })
  const noughts = head.split('\0').length - 1
  if (noughts * 20 > head.length) throw new Fault('import.not_text', { field: 'file' })
}

function requireColumns(headers: readonly string[], line: number): void {
  if (headers.length > CSV_COLUMNS_MAX) {
    throw new Fault('import.too_many_columns', { field: 'file', value: headers.length, max: CSV_COLUMNS_MAX })
  }
  const long = headers.findIndex((header) => header.length > CELL_LENGTH_MAX)
  if (long >= 0) throw cellTooLong({ line, column: `#${long + 1}`, length: headers[long]?.length ?? 0 })
}
