import { expect, test } from 'vitest'
import { currencyColumns } from './rateTable.ts'

const codes = (headers: string[]) => currencyColumns(headers)?.map(({ currency }) => currency) ?? null

test('a day and a column a currency is a table of rates, whatever ends the line', () => {
  expect(codes(['Date', 'USD', 'JPY', 'BGN', '#5'])).toEqual(['USD', 'JPY', 'BGN'])
})

test('a list of rates is none, nor is a table against another currency than the euro', () => {
  expect(codes(['date', 'from', 'to', 'rate'])).toBeNull()
  expect(codes(['Date', 'EUR', 'USD', 'GBP'])).toBeNull()
  expect(codes(['Date', 'USD', 'GBP'])).toBeNull()
})
