import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overlap, wilsonInterval } from './interval.ts'

function percents(hits: number, n: number): string {
  const { low, high } = wilsonInterval(hits, n) ?? { low: Number.NaN, high: Number.NaN }
  return `${Math.round(low * 100)}–${Math.round(high * 100)} %`
}

test('the intervals of the definitions', () => {
  expect(percents(6, 10)).toBe('31–83 %')
  expect(percents(4, 7)).toBe('25–84 %')
  expect(percents(0, 10)).toBe('0–28 %')
  expect(percents(8, 10)).toBe('49–94 %')
})

test('of no cases there is no interval', () => {
  expect(wilsonInterval(0, 0)).toBeUndefined()
})

test('it holds the rate, stays between 0 and 1, and narrows with more cases', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      const few = wilsonInterval(p * n, n)
      const many = wilsonInterval(p * n * 10, n * 10)
      if (few === undefined || many === undefined) throw new Error('n is above 0')
      expect(few.low).toBeGreaterThanOrEqual(0)
      expect(few.high).toBeLessThanOrEqual(1)
      expect(few.low).toBeLessThanOrEqual(p + 1e-9)
      expect(few.high).toBeGreaterThanOrEqual(p - 1e-9)
      expect(many.high - many.low).toBeLessThan(few.high - few.low)
    }),
  )
})

test('8 of 10 and 6 of 10 are not told apart, 80 and 40 of 100 are', () => {
  expect(apart(8, 6, 10)).toBe(false)
  expect(apart(80, 40, 100)).toBe(true)
})

function apart(a: number, b: number, n: number): boolean {
  const [first, second] = [wilsonInterval(a, n), wilsonInterval(b, n)]
  return first !== undefined && second !== undefined && !overlap(first, second)
}
