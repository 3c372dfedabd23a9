import { Readable } from 'node:stream'
import { type XlsxOutput, xlsxBytes } from './xlsxBytes.ts'

/** A workbook with a table as a stream, written as its rows are read. */
export function writeXlsx(output: XlsxOutput, rowsMax?: number): Readable {
  return Readable.from(xlsxBytes(output, rowsMax), { objectMode: false })
}
