import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaleFor } from './trendScale.ts'

test('the lines of a picture are round numbers from 0', () => {
  expect(scaleFor([873_112, 20_000]).ticks).toEqual([0, 500_000, 1_000_000])
  expect(scaleFor([0.31, 0.83]).ticks).toEqual([0, 0.5, 1])
  expect(scaleFor([7]).ticks).toEqual([0, 5, 10])
  expect(scaleFor([0, 0]).ticks).toEqual([0])
  expect(scaleFor([-120, 300]).ticks).toEqual([-250, 0, 250, 500])
})

test('whatever the values, all of them fit and few lines are drawn', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.constantFrom(1, 100, 1_000_000), (whole, digits) => {
      const values = whole.map((one) => one / digits)
      const { low, high, ticks } = scaleFor(values)
      for (const one of values) {
        expect(one).toBeGreaterThanOrEqual(low)
        expect(one).toBeLessThanOrEqual(high)
      }
      expect(ticks.length).toBeLessThanOrEqual(5)
    }),
  )
})
