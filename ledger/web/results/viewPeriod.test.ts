import { expect, test } from 'vitest'
import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { periodOf, previousPeriod } from '#ledger/rules/period.ts'
import { monthKeys, nextPeriod, periodInView, periodOfView, presetPeriod, trendDays } from './viewPeriod.ts'

const calendar: FiscalCalendar = {
  fiscalStartMonth: 1,
  fiscalNaming: 'ends',
  weekStart: 1,
  pattern: 'months',
  yearAnchor: 'nearest',
}
const april: FiscalCalendar = { ...calendar, fiscalStartMonth: 4 }
const weeks: FiscalCalendar = { ...calendar, pattern: '4-4-5' }
const today = Temporal.PlainDate.from('2026-11-24')
const days = ({ from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }) => `${from}..${to}`

test('a page that names no period, or none that there is, shows this quarter', () => {
  expect(periodOfView({}, calendar, today).key).toBe('2026-Q4')
  expect(periodOfView({ period: '2026-Q7' }, calendar, today).key).toBe('2026-Q4')
  expect(periodOfView({ from: '2026-03-09', to: '2026-03-01' }, calendar, today).key).toBe('2026-Q4')
  expect(days(periodOfView({ from: '2026-03-01', to: '2026-03-09' }, calendar, today))).toBe('2026-03-01..2026-03-09')
})

test('next leads where previous came from, in every kind of year', () => {
  for (const [key, own] of [
    ['2026-Q4', calendar],
    ['2026-12', calendar],
    ['2026', calendar],
    ['2026-W53', calendar],
    ['2026-11-24', calendar],
    ['2026-11-01..2026-11-09', calendar],
    ['FY2027-Q4', april],
    ['2026-12', april],
    ['FY2026-P12', weeks],
    ['2026-12', weeks],
  ] as const) {
    const period = periodOf(key, own)
    expect(previousPeriod(nextPeriod(period, own), own)).toEqual(period)
  }
})

test('a period stands in the address by its key, a free range by its days', () => {
  expect(periodInView(periodOf('2026-Q4', calendar))).toMatchObject({ period: '2026-Q4' })
  expect(periodInView(periodOf('2026-11-01..2026-11-09', calendar))).toMatchObject({
    from: '2026-11-01',
    to: '2026-11-09',
  })
})

test('last quarter is the fiscal one where the year is', () => {
  expect(presetPeriod('lastQuarter', calendar, today).key).toBe('2026-Q3')
  expect(presetPeriod('lastQuarter', april, today).key).toBe('FY2027-Q2')
})

test('the trend leads up to the period with twelve months, and leaves out those that have not begun', () => {
  expect(days(trendDays(periodOf('2026-Q3', calendar), today))).toBe('2025-10-01..2026-09-30')
  expect(days(trendDays(periodOf('2026-Q4', calendar), today))).toBe('2025-12-01..2026-11-30')
  expect(days(trendDays(periodOf('2027-Q1', calendar), today))).toBe('2026-04-01..2027-03-31')
  expect(days(trendDays(periodOf('2024-06-10..2026-03-05', calendar), today))).toBe('2024-06-01..2026-03-05')
  expect(days(trendDays(periodOf('2020-01-01..2026-03-05', calendar), today))).toBe('2023-04-01..2026-03-05')
})

test('the months that a trend shows are all there, whether anything happened in them or not', () => {
  const days = { from: Temporal.PlainDate.from('2025-12-15'), to: Temporal.PlainDate.from('2026-02-03') }
  expect(monthKeys(days)).toEqual(['2025-12', '2026-01', '2026-02'])
})
