import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trendPoints } from './trendPoints.ts'

test('a trend asks about a dozen days of a quarter, with today and the last one among them', () => {
  const days = trendPoints({ from: '2026-10-01', to: '2026-12-31', on: '2026-11-24' })
  expect(days).toHaveLength(13)
  expect(days.at(-1)).toBe('2026-12-31')
  expect(days).toContain('2026-11-24')
})

test('whatever the period, its days are in it, in order, and none comes twice', () => {
  const first = Temporal.PlainDate.from('2026-01-01')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: -30, max: 430 }), (length, at) => {
      const [from, to] = [first.toString(), first.add({ days: length }).toString()]
      const days = trendPoints({ from, to, on: first.add({ days: at }).toString() })
      expect(days).toEqual([...new Set(days)].toSorted())
      expect(days.every((day) => from <= day && day <= to)).toBe(true)
      expect(days.length).toBeLessThanOrEqual(13)
    }),
  )
})
