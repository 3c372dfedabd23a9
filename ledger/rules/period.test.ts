import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FiscalCalendar, fiscalMonthOf } from './fiscalYear.ts'
import {
  monthsOf,
  type Period,
  periodContaining,
  periodOf,
  previousPeriod,
  rangeOf,
  samePlaceLastYear,
} from './period.ts'

const calendarYear: FiscalCalendar = {
  fiscalStartMonth: 1,
  fiscalNaming: 'ends',
  weekStart: 1,
  pattern: 'months',
  yearAnchor: 'nearest',
}
const april: FiscalCalendar = { ...calendarYear, fiscalStartMonth: 4 }
const retail: FiscalCalendar = { ...calendarYear, pattern: '4-4-5' }
const day = (text: string) => Temporal.PlainDate.from(text)
const days = ({ from, to }: Period) => `${from} to ${to}`
const keys = (periods: readonly Period[]) => periods.map((period) => period.key)

const calendars = fc.record<FiscalCalendar>({
  fiscalStartMonth: fc.integer({ min: 1, max: 12 }),
  fiscalNaming: fc.constantFrom('ends', 'starts'),
  weekStart: fc.integer({ min: 1, max: 7 }),
  pattern: fc.constantFrom('months', '4-4-5', '4-5-4', '5-4-4'),
  yearAnchor: fc.constantFrom('nearest', 'last'),
})
const kinds = fc.constantFrom('year', 'quarter', 'month', 'week', 'day')
const someDay = fc.integer({ min: 0, max: 12_000 }).map((days) => day('2005-01-01').add({ days }))

describe('a fiscal year from April', () => {
  test('1 April 2026 is FY2027 Q1 month 1, 31 March 2027 is Q4 month 12', () => {
    expect(periodContaining(day('2026-04-01'), 'quarter', april).key).toBe('FY2027-Q1')
    expect(periodContaining(day('2027-03-31'), 'quarter', april).key).toBe('FY2027-Q4')
    expect(fiscalMonthOf(day('2026-04-01'), april)).toEqual({ year: 2027, month: 1 })
    expect(fiscalMonthOf(day('2027-03-31'), april)).toEqual({ year: 2027, month: 12 })
    expect(days(periodOf('FY2027', april))).toBe('2026-04-01 to 2027-03-31')
  })

  test('named after the year in which it starts, it is FY2026', () => {
    expect(periodContaining(day('2026-04-01'), 'year', { ...april, fiscalNaming: 'starts' }).key).toBe('FY2026')
  })

  test('both names of the same days are read and become one key', () => {
    expect(periodOf('FY2027-M04', april)).toEqual(periodOf('2026-07', april))
    expect(periodOf('2026-Q2', april).key).toBe('FY2027-Q1')
    expect(periodOf('2026', april)).toMatchObject({ key: '2026', from: day('2026-01-01'), to: day('2026-12-31') })
    expect(periodOf('FY2026-Q2', calendarYear)).toEqual(periodOf('2026-Q2', calendarYear))
  })
})

describe('4-4-5', () => {
  test('FY2026 begins on 29 December 2025 and has 53 weeks, the last in period 12', () => {
    expect(days(periodOf('FY2026', retail))).toBe('2025-12-29 to 2027-01-03')
    expect(periodContaining(day('2027-01-03'), 'week', retail).key).toBe('FY2026-W53')
    expect(days(periodOf('FY2026-P12', retail))).toBe('2026-11-23 to 2027-01-03')
  })

  test('30 March 2026 is week 14, period 4, Q2', () => {
    const first = day('2026-03-30')
    expect(periodContaining(first, 'week', retail).key).toBe('FY2026-W14')
    expect(periodContaining(first, 'month', retail).key).toBe('FY2026-P04')
    expect(periodContaining(first, 'quarter', retail).key).toBe('FY2026-Q2')
    expect(keys(monthsOf(periodOf('FY2026-Q2', retail), retail))).toEqual(['FY2026-P04', 'FY2026-P05', 'FY2026-P06'])
  })

  test('the calendar’s own months and quarters can still be asked for', () => {
    expect(days(periodOf('2026-Q2', retail))).toBe('2026-04-01 to 2026-06-30')
    expect(keys(monthsOf(periodOf('2026-Q2', retail), retail))).toEqual(['2026-04', '2026-05', '2026-06'])
    expect(previousPeriod(periodOf('2026-Q2', retail), retail).key).toBe('2026-Q1')
  })

  test('a year can also begin on the last week start before its month', () => {
    const last: FiscalCalendar = { ...retail, yearAnchor: 'last', fiscalStartMonth: 2 }
    expect(periodOf('FY2027', last).from.toString()).toBe('2026-01-26')
    expect(periodOf('FY2027', { ...last, yearAnchor: 'nearest' }).from.toString()).toBe('2026-02-02')
  })

  test('4-5-4 and 5-4-4 place the long period elsewhere', () => {
    expect(days(periodOf('FY2026-P02', { ...retail, pattern: '4-5-4' }))).toBe('2026-01-26 to 2026-03-01')
    expect(days(periodOf('FY2026-P01', { ...retail, pattern: '5-4-4' }))).toBe('2025-12-29 to 2026-02-01')
  })
})

describe('weeks', () => {
  test('weeks from Monday are the ISO weeks', () => {
    expect(days(periodOf('2026-W23', calendarYear))).toBe('2026-06-01 to 2026-06-07')
    fc.assert(
      fc.property(someDay, (each) => {
        const iso = `${each.yearOfWeek}-W${String(each.weekOfYear).padStart(2, '0')}`
        expect(periodContaining(each, 'week', calendarYear).key).toBe(iso)
      }),
    )
  })

  test('a week can start on Sunday', () => {
    expect(days(periodContaining(day('2026-06-03'), 'week', { ...calendarYear, weekStart: 7 }))).toBe(
      '2026-05-31 to 2026-06-06',
    )
  })
})

describe('comparing', () => {
  test('the period before, and the same place a year ago', () => {
    const previous = (key: string, calendar: FiscalCalendar) => previousPeriod(periodOf(key, calendar), calendar).key
    const yearAgo = (key: string, calendar: FiscalCalendar) => samePlaceLastYear(periodOf(key, calendar), calendar).key
    expect(previous('FY2027-Q1', april)).toBe('FY2026-Q4')
    expect(previous('2026-01', calendarYear)).toBe('2025-12')
    expect(previous('2026-03-01', april)).toBe('2026-02-28')
    expect(previous('2026-06-11..2026-06-20', april)).toBe('2026-06-01..2026-06-10')
    expect(yearAgo('FY2027-Q1', april)).toBe('FY2026-Q1')
    expect(yearAgo('FY2026-P04', retail)).toBe('FY2025-P04')
    expect(yearAgo('2024-02-29', april)).toBe('2023-02-28')
    expect(yearAgo('2026-06-11..2026-06-20', april)).toBe('2025-06-11..2025-06-20')
  })

  test('week 53 is compared with the last week of a year that has 52', () => {
    expect(samePlaceLastYear(periodOf('FY2026-W53', retail), retail).key).toBe('FY2025-W52')
  })
})

describe('any calendar', () => {
  test('a day is in its period, the period is found by its key, and the one before ends the day before', () => {
    fc.assert(
      fc.property(someDay, kinds, calendars, (each, kind, calendar) => {
        const period = periodContaining(each, kind, calendar)
        expect(Temporal.PlainDate.compare(period.from, each)).toBeLessThanOrEqual(0)
        expect(Temporal.PlainDate.compare(period.to, each)).toBeGreaterThanOrEqual(0)
        expect(periodOf(period.key, calendar)).toEqual(period)
        expect(previousPeriod(period, calendar).to.add({ days: 1 }).equals(period.from)).toBe(true)
        expect(samePlaceLastYear(period, calendar).kind).toBe(kind)
      }),
    )
  })

  test('a year is twelve months without gap or overlap, a quarter three', () => {
    fc.assert(
      fc.property(someDay, calendars, (each, calendar) => {
        for (const [kind, count] of [['year', 12] as const, ['quarter', 3] as const]) {
          const period = periodContaining(each, kind, calendar)
          const months = monthsOf(period, calendar)
          expect(months).toHaveLength(count)
          expect(months[0]?.from.equals(period.from)).toBe(true)
          expect(months.at(-1)?.to.equals(period.to)).toBe(true)
        }
      }),
      { numRuns: 50 },
    )
  })
})

test('what is no period is refused', () => {
  const wrong = [
    'FY26',
    '2026-Q5',
    '2026-13',
    '2026-00',
    '2025-W53',
    '2026-W00',
    'FY2026-04',
    '2026-M04',
    '2026-02-30',
    '',
  ]
  for (const key of wrong) expect(() => periodOf(key, calendarYear), key).toThrow('period.key_invalid')
  expect(() => rangeOf(day('2026-06-02'), day('2026-06-01'))).toThrow('period.ends_before_start')
  expect(() => periodOf('2026-06-02..2026-06-01', april)).toThrow('period.ends_before_start')
})
