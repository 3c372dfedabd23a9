import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, percentile } from './statistics.ts'

test('the median of an even number is the mean of the middle two', () => {
  expect(median([10, 1, 3, 2])).toBe(2.5)
  expect(median([10, 1, 3])).toBe(3)
  expect(median([])).toBeUndefined()
})

test('percentiles are Excel’s PERCENTILE.INC', () => {
  expect(percentile([1, 2, 3, 4], 0.25)).toBe(1.75)
  expect(percentile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8, 12)
  expect(percentile([7], 0.9)).toBe(7)
  expect(() => percentile([1], 95)).toThrow(RangeError)
})

test('a percentile lies between the smallest and the largest, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
      const value = percentile(values, p)
      expect(value).toBeGreaterThanOrEqual(Math.min(...values))
      expect(value).toBeLessThanOrEqual(Math.max(...values))
      expect(percentile(values.toReversed(), p)).toBe(value)
    }),
  )
})
