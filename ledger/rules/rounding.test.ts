import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, parseDecimal, parseRate, rational, ratioText, roundDiv } from './rounding.ts'

const divisors = fc.bigInt({ min: 1n, max: 10n ** 12n })

test('half is rounded away from zero, on both sides', () => {
  expect(roundDiv(5n, 10n)).toBe(1n)
  expect(roundDiv(-25n, 10n)).toBe(-3n)
  expect(roundDiv(24n, 10n)).toBe(2n)
  expect(roundDiv(25n, -10n)).toBe(-3n)
})

test('a reversal rounds to the mirror of its original, and nothing moves by more than half', () => {
  fc.assert(
    fc.property(fc.bigInt(), divisors, (n, d) => {
      const rounded = roundDiv(n, d)
      expect(roundDiv(-n, d)).toBe(-rounded)
      const distance = 2n * (rounded * d - n)
      expect(distance <= d && distance >= -d).toBe(true)
    }),
  )
})

test('a card of 83.445 shows as 83.4, rounded once from the exact value', () => {
  expect(decimalText(83_445n, 1000n, 1)).toBe('83.4')
  expect(decimalText(83_450n, 1000n, 1)).toBe('83.5')
  expect(decimalText(-1n, 1000n, 2)).toBe('0.00')
  expect(decimalText(7n, 2n, 0)).toBe('4')
})

test('ratios and quantities have no trailing zeros', () => {
  expect(ratioText(6n, 5n)).toBe('1.2')
  expect(ratioText(4238n, 1n)).toBe('4238')
  expect(ratioText(4n, 7n)).toBe('0.571428571429')
  expect(ratioText(0n, 7n)).toBe('0')
  expect(ratioText(-12n, 100n)).toBe('-0.12')
  expect(ratioText(100n, 1n, 0)).toBe('100')
  expect(ratioText(-1n, 10n ** 15n)).toBe('0')
})

test('what is written as a decimal is read back exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 9 }), (n, digits) => {
      const d = 10n ** BigInt(digits)
      expect(parseDecimal(decimalText(n, d, digits))).toEqual(rational(n, d))
    }),
  )
})

test('a rate is an exact fraction above 0', () => {
  expect(parseRate('7.2')).toEqual({ n: 36n, d: 5n })
  for (const text of ['0', '-7.2', '7,2', '1e3', '.5', '7.', '', ' 7', '1'.repeat(61)]) {
    expect(() => parseRate(text), text).toThrow('fx.rate_invalid')
  }
})
