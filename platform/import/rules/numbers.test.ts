import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type NumberFormat, numberFormats, numberIn, readInteger, readMoney, readNumber } from './numbers.ts'

describe('one number, many writings', () => {
  test.each<[string, NumberFormat, string]>([
    ['1,234.56', '1,234.56', '1234.56'],
    ['1.234,56', '1.234,56', '1234.56'],
    ['1 234,56', '1 234,56', '1234.56'],
    ['1\u202f234,56', '1 234,56', '1234.56'],
    ["1'234.56", "1'234.56", '1234.56'],
    ['1’234.56', "1'234.56", '1234.56'],
    ['12,34,567.80', '1,234.56', '1234567.8'],
    ['(123)', '1,234.56', '-123'],
    ['($1,234.50)', '1,234.56', '-1234.5'],
    ['123-', '1,234.56', '-123'],
    ['−123', '1,234.56', '-123'],
    ['-$123', '1,234.56', '-123'],
    ['+7', '1,234.56', '7'],
    ['.5', '1,234.56', '0.5'],
    ['１２３．５', '1,234.56', '123.5'],
    ['12.5万', '1,234.56', '125000'],
    ['3亿元', '1,234.56', '300000000'],
    ['1.2k', '1,234.56', '1200'],
    ['$3.5M', '1,234.56', '3500000'],
    ['60%', '1,234.56', '0.6'],
    ['7，5', '1.234,56', '7.5'],
    ['1.5E+3', '1,234.56', '1500'],
    ['-0.00', '1,234.56', '0'],
    ['USD 1,234.50', '1,234.56', '1234.5'],
    ['1 234,56 €', '1 234,56', '1234.56'],
  ])('%s as %s', (text, format, expected) => {
    expect(readNumber(text, format)).toBe(expected)
  })

  test.each<[string, NumberFormat]>([
    ['1,23', '1,234.56'],
    ['1.234.5', '1,234.56'],
    ['1(2)', '1,234.56'],
    ['(-5)', '1,234.56'],
    ['--5', '1,234.56'],
    ['2017-03-01', '1,234.56'],
    ['12:30', '1,234.56'],
    ['5 pcs', '1,234.56'],
    ['Q3', '1,234.56'],
    ['constructor 5', '1,234.56'],
    ['5 constructor', '1,234.56'],
    ['', '1,234.56'],
    ['-', '1,234.56'],
    [`${'9'.repeat(80)}`, '1,234.56'],
  ])('%s is no number as %s', (text, format) => {
    expect(() => readNumber(text, format)).toThrow(expect.objectContaining({ code: 'import.not_a_number' }))
  })

  test('whole numbers', () => {
    expect(readInteger('1,234', '1,234.56')).toBe(1234)
    expect(readInteger('1.0', '1,234.56')).toBe(1)
    expect(() => readInteger('1.5', '1,234.56')).toThrow(expect.objectContaining({ code: 'import.not_a_whole_number' }))
  })
})

describe('money', () => {
  const english: NumberFormat = '1,234.56'

  test('is minor units of its currency', () => {
    expect(readMoney('1,234.56', { format: english, currency: 'CNY' })).toEqual({ amount: 123456n, currency: 'CNY' })
    expect(readMoney('1234', { format: english, currency: 'JPY' })).toEqual({ amount: 1234n, currency: 'JPY' })
    expect(readMoney('123.456', { format: english, currency: 'KWD' })).toEqual({ amount: 123456n, currency: 'KWD' })
  })

  test('a currency in the cell wins over the column’s', () => {
    expect(readMoney('€5', { format: english, currency: 'USD' }).currency).toBe('EUR')
    expect(readMoney('US$5', { format: english, currency: 'CAD' }).currency).toBe('USD')
    expect(readMoney('CNY 5', { format: english }).currency).toBe('CNY')
    expect(readMoney('5 元', { format: english }).currency).toBe('CNY')
  })

  test('a sign that several currencies share is the column’s, or a question', () => {
    expect(readMoney('$5', { format: english, currency: 'CAD' }).currency).toBe('CAD')
    expect(readMoney('￥5', { format: english, currency: 'JPY' })).toEqual({ amount: 5n, currency: 'JPY' })
    expect(() => readMoney('¥5', { format: english })).toThrow(
      expect.objectContaining({ code: 'import.currency_unclear' }),
    )
    expect(() => readMoney('$5', { format: english, currency: 'CNY' })).toThrow(
      expect.objectContaining({ code: 'import.currency_unclear' }),
    )
    expect(() => readMoney('5', { format: english })).toThrow(
      expect.objectContaining({ code: 'import.currency_missing' }),
    )
  })

  test('more places than the currency has are refused, noughts are no loss', () => {
    expect(readMoney('1000.00', { format: english, currency: 'JPY' }).amount).toBe(1000n)
    expect(() => readMoney('1.005', { format: english, currency: 'USD' })).toThrow(
      expect.objectContaining({ code: 'money.too_many_digits' }),
    )
  })

  test('a column in millions, exactly', () => {
    expect(readMoney('1100.04', { format: english, currency: 'USD', times: 1_000_000n }).amount).toBe(110_004_000_000n)
    expect(readMoney('-0.1', { format: english, currency: 'USD', times: 10_000n }).amount).toBe(-100_000n)
  })
})

test('a number written in a format is read as the same number', () => {
  const marks: Readonly<Record<NumberFormat, readonly [group: string, decimal: string]>> = {
    '1,234.56': [',', '.'],
    '1.234,56': ['.', ','],
    '1 234,56': [' ', ','],
    '1 234.56': [' ', '.'],
    "1'234.56": ["'", '.'],
  }
  fc.assert(
    fc.property(
      fc.constantFrom(...numberFormats),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.integer({ min: 0, max: 9999 }),
      fc.boolean(),
      fc.boolean(),
      (format, whole, part, negative, grouped) => {
        const [group, decimal] = marks[format]
        const digits = grouped ? whole.toString().replace(/\B(?=(?:\d{3})+$)/g, group) : whole.toString()
        const places = part.toString().padStart(4, '0')
        const plain = `${whole}.${places}`.replace(/\.?0+$/, (zeros) => (zeros.includes('.') ? '' : ''))
        const exact = places === '0000' ? whole.toString() : plain
        const isNought = whole === 0n && part === 0
        const text = `${negative ? '-' : ''}${digits}${decimal}${places}`
        expect(numberIn(text, format)).toBe(`${negative && !isNought ? '-' : ''}${exact}`)
      },
    ),
  )
})
