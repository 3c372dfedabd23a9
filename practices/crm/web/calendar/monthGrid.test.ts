import { expect, test } from 'vitest'
import { monthBy, monthGrid } from './monthGrid.ts'

test('a month is shown in whole weeks, which begin on the organisation’s own day', () => {
  const mondays = monthGrid('2026-11', 1)
  expect([mondays.length, mondays[0]?.[0], mondays.at(-1)?.[6]]).toEqual([6, '2026-10-26', '2026-12-06'])
  const sundays = monthGrid('2026-11', 7)
  expect([sundays.length, sundays[0]?.[0], sundays.at(-1)?.[6]]).toEqual([5, '2026-11-01', '2026-12-05'])
  for (const week of [...mondays, ...sundays]) expect(week).toHaveLength(7)
})

test('a year’s end is no end for the months', () => {
  expect([monthBy('2026-12', 1), monthBy('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
})
