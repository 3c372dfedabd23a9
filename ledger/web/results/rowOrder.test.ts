import { expect, test } from 'vitest'
import type { RowJson } from '#ledger/contract.ts'
import { blurs, type NamedRow, shownRows } from './rowOrder.ts'

const row = (key: string, value: RowJson['value'], entries = 1): RowJson => ({
  key,
  name: key,
  value,
  entries,
  unit: 'money',
  asOfSeq: '1',
  explain: '',
})
const money = (amount: string) => ({ amount, currency: 'USD' })
const named = (name: string, of: RowJson): NamedRow => ({ row: of, name })
const rows = [
  named('Zhou Hang', row('z', money('512000.00'))),
  named('Chen Mo', row('c', money('561000.00'))),
  named('Tomás Rey', row('t', money('0.00'), 0)),
  named('Vacant seat', row('v', null, 0)),
]
const asked = { sort: '-value', search: '', nonzero: false, locale: 'en' } as const
const names = (found: readonly NamedRow[]) => found.map(({ name }) => name)

test('rows are ranked by value or by name, and what is absent comes last either way', () => {
  expect(names(shownRows(rows, asked))).toEqual(['Chen Mo', 'Zhou Hang', 'Tomás Rey', 'Vacant seat'])
  expect(names(shownRows(rows, { ...asked, sort: 'value' }))).toEqual([
    'Tomás Rey',
    'Zhou Hang',
    'Chen Mo',
    'Vacant seat',
  ])
  expect(names(shownRows(rows, { ...asked, sort: '-name' }))[0]).toBe('Zhou Hang')
})

test('without zeros only those remain who have something to show', () => {
  expect(names(shownRows(rows, { ...asked, nonzero: true }))).toEqual(['Chen Mo', 'Zhou Hang'])
})

test('a name is found by a part of it, in any case', () => {
  expect(names(shownRows(rows, { ...asked, search: 'HANG' }))).toEqual(['Zhou Hang'])
})

test('months stand in the order of the year, whatever they are called', () => {
  const months = [named('October 2026', row('2026-10', '1')), named('April 2026', row('2026-04', '2'))]
  expect(names(shownRows(months, { ...asked, sort: 'name' }))).toEqual(['April 2026', 'October 2026'])
})

test('two rates whose intervals overlap are not told apart', () => {
  const rate = (low: string, high: string) => ({ ...row('x', '0.5'), cases: { cases: '7', low, high } })
  expect(blurs(rate('0.25', '0.84'), rate('0.6', '0.9'))).toBe(true)
  expect(blurs(rate('0.1', '0.2'), rate('0.6', '0.9'))).toBe(false)
  expect(blurs(rate('0.1', '0.2'), undefined)).toBe(false)
})

test('who has too few cases to be told is not ranked among those who have enough', () => {
  const rate = (value: string, cases: string) => ({ ...row('x', value), cases: { cases, low: '0.1', high: '0.9' } })
  const rates = [
    named('Two of two', rate('1', '2')),
    named('Six of ten', rate('0.6', '10')),
    named('None', row('n', null)),
  ]
  expect(names(shownRows(rates, asked))).toEqual(['Six of ten', 'Two of two', 'None'])
  expect(names(shownRows(rates, { ...asked, sort: 'value' }))).toEqual(['Six of ten', 'Two of two', 'None'])
})
