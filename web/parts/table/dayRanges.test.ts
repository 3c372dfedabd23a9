import { expect, test } from 'vitest'
import { dayRanges } from './dayRanges.ts'

test('the spans round a day include both their ends', () => {
  expect(dayRanges('2026-11-24', 1, 1)).toEqual([
    { key: 'thisWeek', from: '2026-11-23', to: '2026-11-29' },
    { key: 'thisMonth', from: '2026-11-01', to: '2026-11-30' },
    { key: 'thisQuarter', from: '2026-10-01', to: '2026-12-31' },
    { key: 'nextMonth', from: '2026-12-01', to: '2026-12-31' },
  ])
})

test('the quarter follows the fiscal year, the week its own first day', () => {
  const [week, , quarter] = dayRanges('2027-01-10', 7, 2)
  expect(week).toEqual({ key: 'thisWeek', from: '2027-01-10', to: '2027-01-16' })
  expect(quarter).toEqual({ key: 'thisQuarter', from: '2026-11-01', to: '2027-01-31' })
})
