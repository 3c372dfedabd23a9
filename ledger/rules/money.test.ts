import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activeCurrencies, currencyDigits } from './currency.ts'
import { addMoney, amountText, formatMoney, moneyFromJson, moneyToJson, negate, parseMoney, sumMoney } from './money.ts'

const cny = (amount: bigint) => ({ amount, currency: 'CNY' })
const amounts = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n })
const currencies = fc.constantFrom(...activeCurrencies)

describe('currencies', () => {
  test('123456 minor units are JPY 123456, CNY 1234.56 and KWD 123.456', () => {
    expect(amountText({ amount: 123_456n, currency: 'JPY' })).toBe('123456')
    expect(amountText({ amount: 123_456n, currency: 'CNY' })).toBe('1234.56')
    expect(amountText({ amount: 123_456n, currency: 'KWD' })).toBe('123.456')
    expect(currencyDigits('CLF')).toBe(4)
  })

  test('a mistyped code is refused', () => {
    for (const code of ['RMB', 'usd', 'US', '', 'XXX', 'XAU', 'constructor']) {
      expect(() => currencyDigits(code), code).toThrow('money.currency_unknown')
    }
  })

  test('every active code but the fund units is one that the display has a name for', () => {
    const named = new Set(Intl.supportedValuesOf('currency'))
    const unnamed = activeCurrencies.filter((code) => !named.has(code))
    expect(unnamed).toEqual(['BOV', 'CHE', 'CHW', 'CLF', 'COU', 'MXV', 'USN', 'UYI', 'UYW', 'VED'])
    expect(new Set(activeCurrencies).size).toBe(activeCurrencies.length)
  })

  test('history in a currency withdrawn since 2017 can be read, but not chosen for new money', () => {
    expect(currencyDigits('HRK')).toBe(2)
    expect(activeCurrencies).not.toContain('HRK')
  })
})

describe('reading and writing', () => {
  test('an amount is written with exactly its currency’s digits', () => {
    expect(moneyToJson(cny(123_450n))).toEqual({ amount: '1234.50', currency: 'CNY' })
    expect(moneyToJson(cny(-5n))).toEqual({ amount: '-0.05', currency: 'CNY' })
    expect(moneyToJson({ amount: 7n, currency: 'JPY' })).toEqual({ amount: '7', currency: 'JPY' })
  })

  test('what is written is read back', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        expect(moneyFromJson(moneyToJson({ amount, currency }))).toEqual({ amount, currency })
      }),
    )
  })

  test('fewer places than the currency has are zeros, more are refused', () => {
    expect(parseMoney('1234', 'CNY')).toEqual(cny(123_400n))
    expect(parseMoney(' −0.5 ', 'CNY')).toEqual(cny(-50n))
    expect(parseMoney('-0.00', 'CNY')).toEqual(cny(0n))
    expect(() => parseMoney('1.234', 'CNY')).toThrow('money.too_many_digits')
    expect(() => parseMoney('1.0', 'JPY')).toThrow('money.too_many_digits')
  })

  test('what is not a plain amount is refused', () => {
    for (const text of ['abc', '', '1,234.50', '1.', '.5', '1e3', '¥5', '--1', '0x10', 'NaN']) {
      expect(() => parseMoney(text, 'CNY'), text).toThrow('money.invalid')
    }
    expect(() => moneyFromJson({ amount: 1234.5, currency: 'CNY' })).toThrow('money.invalid')
    expect(() => moneyFromJson(null)).toThrow('money.invalid')
    expect(() => moneyFromJson({ amount: '1', currency: 5 })).toThrow('money.currency_unknown')
  })

  test('an amount that the ledger could not keep is refused', () => {
    expect(parseMoney('92233720368547758.07', 'CNY').amount).toBe(2n ** 63n - 1n)
    expect(() => parseMoney('92233720368547758.08', 'CNY')).toThrow('money.out_of_range')
    expect(() => addMoney(cny(2n ** 63n - 1n), cny(1n))).toThrow('money.out_of_range')
  })
})

describe('adding', () => {
  test('different currencies are never added', () => {
    expect(() => addMoney(cny(1n), { amount: 1n, currency: 'USD' })).toThrow('money.mixed_currencies')
    expect(() => sumMoney([cny(1n)], 'USD')).toThrow('money.mixed_currencies')
    expect(sumMoney([], 'USD')).toEqual({ amount: 0n, currency: 'USD' })
  })

  test('an amount and its reversal are nothing', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(addMoney(cny(amount), negate(cny(amount)))).toEqual(cny(0n))
      }),
    )
  })
})

describe('showing', () => {
  test('a negative amount has a real minus sign and no brackets', () => {
    expect(formatMoney({ amount: -123_450n, currency: 'USD' }, 'en')).toBe('−$1,234.50')
    expect(formatMoney(cny(-123_450n), 'zh-CN')).toBe('−¥1,234.50')
  })

  test('zero is shown as zero, yen without decimals, dinar with three', () => {
    expect(formatMoney(cny(0n), 'zh-CN')).toBe('¥0.00')
    expect(formatMoney({ amount: 1589n, currency: 'JPY' }, 'en')).toBe('¥1,589')
    expect(formatMoney({ amount: 37_961n, currency: 'KWD' }, 'en')).toBe('KWD\u00a037.961')
  })

  test('cents that are none can be left out, others never', () => {
    expect(formatMoney(cny(123_400n), 'zh-CN', { trim: true })).toBe('¥1,234')
    expect(formatMoney(cny(123_450n), 'zh-CN', { trim: true })).toBe('¥1,234.50')
  })

  test('no cent is lost above what a number can hold', () => {
    expect(formatMoney(cny(2n ** 63n - 1n), 'zh-CN')).toBe('¥92,233,720,368,547,758.07')
  })

  test('the short form is 万 and 亿 in Chinese, K and M in English, and full where that is not shorter', () => {
    expect(formatMoney(cny(1_234_550n), 'zh-CN', { short: true })).toBe('¥1.2万')
    expect(formatMoney(cny(-12_345_678_950n), 'zh-CN', { short: true })).toBe('−¥1.2亿')
    expect(formatMoney({ amount: 123_456_750n, currency: 'USD' }, 'en', { short: true })).toBe('$1.2M')
    expect(formatMoney({ amount: 125_000n, currency: 'USD' }, 'en', { short: true })).toBe('$1.3K')
    expect(formatMoney({ amount: 99_950n, currency: 'USD' }, 'en', { short: true })).toBe('$999.50')
    expect(formatMoney(cny(999_950n), 'zh-CN', { short: true })).toBe('¥9,999.50')
  })
})
