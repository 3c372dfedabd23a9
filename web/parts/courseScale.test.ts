import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Course, placesOf } from './courseScale.ts'

const course = (given: Partial<Course>): Course => ({
  actual: null,
  target: null,
  expected: null,
  landing: null,
  better: 'higher',
  ...given,
})

test('a line ends at its target', () => {
  const places = placesOf(course({ actual: 500, target: 1000, expected: 625, landing: 875 }))
  expect(places).toMatchObject({ zero: 0, actual: 50, expected: 62.5, landing: 87.5, target: null })
})

test('what goes beyond the target makes the line longer, and the target a mark on it', () => {
  expect(placesOf(course({ actual: 900, target: 1000, landing: 1250 }))).toMatchObject({ target: 80, landing: 100 })
  const many = placesOf(course({ actual: 9000, target: 1000, landing: 9500 }))
  expect(many).toMatchObject({ target: 50, actual: 100, actualBeyond: true, landingBeyond: true })
})

test('where lower is better the target is a limit with room behind it', () => {
  expect(placesOf(course({ actual: 2, target: 4, expected: 4, better: 'lower' }))).toMatchObject({
    actual: 40,
    target: 80,
  })
})

test('without a target, with a target of 0 and below 0 there is a line all the same', () => {
  expect(placesOf(course({ actual: 7 }))).toMatchObject({ actual: 100, target: null, actualBeyond: false })
  expect(placesOf(course({ actual: 3, target: 0, expected: 0, better: 'lower' }))).toMatchObject({
    actual: 100,
    target: 0,
  })
  expect(placesOf(course({ actual: 0, target: 0 }))).toMatchObject({ zero: 0, actual: 0, target: 0 })
  expect(placesOf(course({ actual: -100, target: 100 }))).toMatchObject({ zero: 50, actual: 0, target: null })
})

test('whatever is to be shown lies on the line, in its order', () => {
  const value = fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }))
  const better = fc.constantFrom('higher' as const, 'lower' as const)
  const any = fc.record({ actual: value, target: value, expected: value, landing: value, stretch: value, better })
  fc.assert(
    fc.property(any, (given) => {
      const { actual, expected, landing, stretch, zero } = placesOf(given)
      for (const at of [actual, expected, landing, stretch, zero]) {
        if (at !== null) expect(at >= 0 && at <= 100).toBe(true)
      }
      if (actual !== null && landing !== null && given.actual !== null && given.landing !== null)
        expect(Math.sign(landing - actual) * Math.sign(given.landing - given.actual)).toBeGreaterThanOrEqual(0)
    }),
  )
})
