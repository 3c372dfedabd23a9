import { headerKey } from './headers.ts'

/** A column of a table of rates: 1 euro is so many of its currency. */
export interface CurrencyColumn {
  readonly index: number
  readonly currency: string
}

const COLUMNS_LEAST = 3

/**
 * The currencies of the European Central Bank's reference rates (`eurofxref-hist.csv`, and `eurofxref.csv` with spaces):
 * days down, then a column for each currency against the euro, which has none itself. Null for any other file.
 */
export function currencyColumns(headers: readonly string[]): readonly CurrencyColumn[] | null {
  const [day = '', ...others] = headers
  if (headerKey(day) !== 'date') return null
  // rows end with a comma: a column without a name is called by its place
  const named = others.flatMap((header, i) =>
    /^(#\d+)?$/.test(header) ? [] : [{ index: i + 1, currency: header.trim() }],
  )
  const areCodes = named.every(({ currency }) => /^[A-Z]{3}$/.test(currency) && currency !== 'EUR')
  return areCodes && named.length >= COLUMNS_LEAST ? named : null
}
