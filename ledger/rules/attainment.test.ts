import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attainment, attainmentText } from './attainment.ts'
import { rational } from './rounding.ts'

function of(actual: bigint, quota: bigint | null, better: 'higher' | 'lower' = 'higher'): string | null {
  return attainmentText(attainment(rational(actual), quota === null ? null : rational(quota), better))
}

test('12,000 of 10,000 is 120 %, and net refunds of 1,200 are −12 %', () => {
  expect(of(12_000n, 10_000n)).toBe('1.2')
  expect(of(-1200n, 10_000n)).toBe('-0.12')
})

test('answering in 3 hours where 4 are allowed is 125 %, in 8 hours 0 %', () => {
  expect(of(3n, 4n, 'lower')).toBe('1.25')
  expect(of(8n, 4n, 'lower')).toBe('0')
})

test('a loss of 50.00 where 100.00 was planned is 150 %', () => {
  expect(of(-5000n, -10_000n)).toBe('1.5')
})

test('a quota of 0: “—” where higher is better, else all or nothing; no quota: “—”', () => {
  expect(of(5n, 0n)).toBeNull()
  expect(of(0n, 0n, 'lower')).toBe('1')
  expect(of(1n, 0n, 'lower')).toBe('0')
  expect(of(5n, null)).toBeNull()
})

test('for a quota above 0 it is exactly actual ÷ quota, and 2 less that where lower is better', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(1n, 10n ** 15n), (actual, quota) => {
      expect(attainment(rational(actual), rational(quota), 'higher')).toEqual(rational(actual, quota))
      expect(attainment(rational(actual), rational(quota), 'lower')).toEqual(rational(2n * quota - actual, quota))
    }),
  )
})
