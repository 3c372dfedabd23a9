import fc from 'fast-check'
import { expect, test } from 'vitest'
import { businessDay, dayNumber } from './day.ts'

const at = (text: string) => Temporal.Instant.from(text)

test('a win a second before midnight in New York is in Q2, a second later in Q3', () => {
  expect(businessDay(at('2026-07-01T03:59:59Z'), 'America/New_York').toString()).toBe('2026-06-30')
  expect(businessDay(at('2026-07-01T04:00:00Z'), 'America/New_York').toString()).toBe('2026-07-01')
})

test('a day of 25 hours is one day', () => {
  expect(businessDay(at('2026-10-24T22:00:00Z'), 'Europe/Berlin').toString()).toBe('2026-10-25')
  expect(businessDay(at('2026-10-25T22:59:59Z'), 'Europe/Berlin').toString()).toBe('2026-10-25')
  expect(businessDay(at('2026-10-25T23:00:00Z'), 'Europe/Berlin').toString()).toBe('2026-10-26')
})

test('an unknown zone is refused', () => {
  expect(() => businessDay(at('2026-07-01T04:00:00Z'), 'Mars/Olympus')).toThrow('time.zone_unknown')
})

test('days are numbered without a gap from 1970', () => {
  const epoch = Temporal.PlainDate.from('1970-01-01')
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
      expect(dayNumber(epoch.add({ days }))).toBe(days)
    }),
  )
})
