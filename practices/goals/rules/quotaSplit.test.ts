import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rational } from '#ledger/rules/rounding.ts'
import { grownQuota, splitQuota } from './quotaSplit.ts'

const money = { unit: 'money' } as const
const count = { unit: 'count' } as const
const months = (weights: readonly bigint[]) => weights.map((weight, i) => ({ id: `2026-${10 + i}`, weight }))

test('1,000,000.00 by 3:2:2 is 428,571.43, 285,714.29 and 285,714.28', () => {
  expect(splitQuota(100_000_000n, months([3n, 2n, 2n]), money)).toEqual([42_857_143n, 28_571_429n, 28_571_428n])
})

test('months without weights share alike, and the first take what is left over', () => {
  expect(splitQuota(100n, months([0n, 0n, 0n]), money)).toEqual([34n, 33n, 33n])
})

test('100 deals are split into whole deals; 2.5 deals are not', () => {
  expect(splitQuota(100_000_000n, months([1n, 1n, 1n]), count)).toEqual([34_000_000n, 33_000_000n, 33_000_000n])
  expect(splitQuota(2_500_000n, months([1n, 1n]), count)).toEqual([1_250_000n, 1_250_000n])
})

test('whatever is split sums to the total, and who weighs nothing gets nothing', () => {
  const weights = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 15n), 10n ** 15n),
      weights,
      fc.constantFrom(money, count),
      (total, given, measure) => {
        const parts = splitQuota(total, months(given), measure)
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total)
        if (given.some((weight) => weight > 0n))
          for (const [i, part] of parts.entries()) if (given[i] === 0n) expect(part).toBe(0n)
      },
    ),
  )
})

test('20 % more of 100.03 is 120.04; of 12 deals 14, and a cut is the mirror of a rise of what is below 0', () => {
  expect(grownQuota(10_003n, rational(1n, 5n), money)).toBe(12_004n)
  expect(grownQuota(12_000_000n, rational(1n, 5n), count)).toBe(14_000_000n)
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: -100, max: 300 }), (units, percent) => {
      const by = rational(BigInt(percent), 100n)
      expect(grownQuota(-units, by, money)).toBe(-grownQuota(units, by, money))
    }),
  )
})
