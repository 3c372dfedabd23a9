import { currencyDigits, isCurrency } from '#ledger/rules/currency.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { parseRate } from '#ledger/rules/rounding.ts'
import { type ImportRow, textAt } from '#platform/import/rules/importRow.ts'
import type { Warning } from '#platform/import/rules/tally.ts'
import { targetFields } from '#platform/import/rules/targets.ts'
import { plainKind, type Values } from '#platform/import/server/plainKind.ts'
import { FxRate } from '../types.ts'
import { CENTRAL_BANK, rateList } from './rateTable.ts'

/** The source of rates whose file names none. */
const SOURCE = 'import'

export const fxRateImport = plainKind({
  kind: 'fx-rates',
  type: FxRate,
  fields: targetFields('fx-rates'),
  laidOut: rateList,
  apart: true,
  into: { from: 'fromCurrency', to: 'toCurrency' },
  derived: { source: { from: ['rate'], value: () => SOURCE } },
  canonical: { from: (code) => code.toUpperCase(), to: (code) => code.toUpperCase() },
  keys: [['validOn', 'from', 'to', 'source']],
  relations: () => [],
  skips: ofNoCurrency,
  values: ratesIn,
})

/** The bank's history begins with currencies that became the euro since; elsewhere an unknown code is a slip. */
function ofNoCurrency(row: ImportRow): Warning | null {
  if (textAt(row, 'source') !== CENTRAL_BANK || isCurrency(textAt(row, 'to') ?? '')) return null
  return { code: 'import.rate_of_no_currency', details: {} }
}

function ratesIn(row: ImportRow): Values {
  const [from, to] = [codeAt(row, 'from'), codeAt(row, 'to')]
  if (from === to) throw new Fault('import.same_currency', { field: 'to', value: to })
  const rate = textAt(row, 'rate') ?? ''
  parseRate(rate)
  return { fromCurrency: from, toCurrency: to, rate }
}

function codeAt(row: ImportRow, field: string): string {
  const code = textAt(row, field) ?? ''
  currencyDigits(code)
  return code
}
