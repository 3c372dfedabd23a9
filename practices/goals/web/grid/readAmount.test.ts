import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pastedBlock, readAmount } from './readAmount.ts'

const cny = { unit: 'money', currency: 'CNY' } as const
const deals = { unit: 'count', currency: 'CNY' } as const
const why = (text: string, measure: typeof cny | typeof deals = cny) => {
  const read = readAmount(text, measure)
  return 'why' in read ? read.why : read.units
}

test.each([
  ['1,234.50', 123_450n],
  ['1234.5', 123_450n],
  ['¥1.2万', 1_200_000n],
  ['CNY 12', 1200n],
  ['(120)', -12_000n],
  ['１，２００', 120_000n],
  ['1.234,50', 123_450n],
  ['3k', 300_000n],
  ['', null],
  [' — ', null],
])('%s is read', (text, units) => {
  expect(why(text)).toBe(units)
})

test.each([
  ['1,5', 'unclear'],
  ['12,34,5', 'unclear'],
  ['about 3', 'notNumber'],
  ['$ 12', 'otherCurrency'],
  ['1.005', 'tooManyDigits'],
  ['12 %', 'percent'],
])('%s is left to the person', (text, reason) => {
  expect(why(text)).toBe(reason)
})

test('a count is no money', () => {
  expect(why('2.5', deals)).toBe(2_500_000n)
  expect(why('¥ 2', deals)).toBe('notNumber')
})

test('what a spreadsheet copies comes in as its cells', () => {
  expect(pastedBlock('1\t2\r\n3\t4\r\n')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ])
  expect(pastedBlock('"a\tb"\t"say ""no"""\n\t')).toEqual([
    ['a\tb', 'say "no"'],
    ['', ''],
  ])
  const cell = fc.string({ maxLength: 6 }).map((text) => text.replace(/[\r\n\t"]/g, '.'))
  const line = fc.array(cell, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (block) => {
      expect(pastedBlock(`${block.map((cells) => cells.join('\t')).join('\r\n')}\r\n`)).toEqual(block)
    }),
  )
})
