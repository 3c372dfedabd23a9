import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fault } from '#ledger/rules/fault.ts'
import { rational } from '#ledger/rules/rounding.ts'
import { figureUnits, type Measure, requireOwnCurrency, unitsJson, unitsOf, unitsText, wholeUnits } from './amount.ts'
import { requireTiers } from './tiers.ts'

const yen: Measure = { unit: 'money', currency: 'JPY' }
const yuan: Measure = { unit: 'money', currency: 'CNY' }
const ratio: Measure = { unit: 'ratio', currency: 'CNY' }
const count: Measure = { unit: 'count', currency: 'CNY' }
const codeOf = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Fault ? error.code : error
  }
}

test('money has the digits of its currency, everything else at most six', () => {
  expect([unitsOf('1200', yen), unitsOf('12.5', yuan), unitsOf('12.5', count)]).toEqual([1200n, 1250n, 12_500_000n])
  expect([unitsText(1250n, yuan), unitsText(350_000n, ratio)]).toEqual(['12.50', '0.35'])
  expect(unitsJson(1250n, yuan)).toEqual({ amount: '12.50', currency: 'CNY' })
  expect(codeOf(() => unitsOf('1.5', yen))).toBe('money.too_many_digits')
  expect(codeOf(() => unitsOf('0.1234567', ratio))).toBe('target.too_many_digits')
  expect(codeOf(() => unitsOf('1e3', count))).toBe('target.amount_invalid')
})

test('what is kept reads back as the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.constantFrom(yen, yuan, ratio, count), (units, measure) => {
      expect(unitsOf(unitsText(units, measure), measure)).toBe(units)
    }),
  )
})

test('figures come in minor units, in millionths or plain, and are compared in the target’s own unit', () => {
  expect(wholeUnits(rational(5n, 2n), yuan)).toBe(3n)
  expect(figureUnits(rational(3_000_000n), count)).toEqual(rational(3_000_000n))
  expect(figureUnits(rational(2n, 3n), ratio)).toEqual(rational(2_000_000n, 3n))
})

test('money of another currency is no target here; a count has none', () => {
  expect(codeOf(() => requireOwnCurrency('USD', yuan))).toBe('target.other_currency')
  expect(codeOf(() => requireOwnCurrency('???', yuan))).toBe('money.currency_unknown')
  expect([codeOf(() => requireOwnCurrency('CNY', yuan)), codeOf(() => requireOwnCurrency('USD', count))]).toEqual([
    null,
    null,
  ])
})

test('stretch and challenge lie behind the target, on the side that is better', () => {
  const refused = (better: 'higher' | 'lower', amount: bigint, stretch: bigint | null, challenge: bigint | null) =>
    codeOf(() => requireTiers({ amount, stretch, challenge }, better)) !== null
  expect([refused('higher', 1n, 1n, 2n), refused('higher', 1n, null, 1n), refused('lower', 3n, 2n, 1n)]).toEqual([
    false,
    false,
    false,
  ])
  expect([refused('higher', 2n, 1n, null), refused('higher', 1n, 3n, 2n), refused('lower', 1n, null, 2n)]).toEqual([
    true,
    true,
    true,
  ])
})
