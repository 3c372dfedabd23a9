import type { CsvRow } from '#platform/import/csvRows.ts'
import type { CsvSource } from '#platform/import/readCsv.ts'
import { type CurrencyColumn, currencyColumns } from '#platform/import/rules/rateTable.ts'
import { isAbsent } from '#platform/import/rules/values.ts'

/** The source of rates that came in such a table. */
export const CENTRAL_BANK = 'ECB'
const HEADERS = ['Date', 'From', 'To', 'Rate', 'Source'] as const

/**
 * The European Central Bank's table read as a list: a row a day and currency, a missing rate no row. Rows are numbered as
 * they come, for many are made of one line.
 */
export function rateList(source: CsvSource): CsvSource {
  const columns = currencyColumns(source.headers)
  if (columns === null) return source
  return { ...source, headers: HEADERS, rows: (onBytes) => listed(source.rows(onBytes), columns) }
}

async function* listed(rows: AsyncIterable<CsvRow>, columns: readonly CurrencyColumn[]): AsyncGenerator<CsvRow> {
  let line = 1
  for await (const { cells, problem } of rows) {
    const day = (cells[0] ?? '').trim()
    if (problem !== undefined) {
      line += 1
      yield { line, cells: [day, 'EUR', '', '', CENTRAL_BANK], problem }
      continue
    }
    for (const { index, currency } of columns) {
      const rate = (cells[index] ?? '').trim()
      if (isAbsent(rate)) continue
      line += 1
      yield { line, cells: [day, 'EUR', currency, rate, CENTRAL_BANK] }
    }
  }
}
