import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { periodContaining, periodOf } from '#ledger/rules/period.ts'
import { inFreeOrder, renamedPeriod } from './renamedPeriod.ts'

const year = (fiscalStartMonth: number, more: Partial<FiscalCalendar> = {}): FiscalCalendar => ({
  fiscalStartMonth,
  fiscalNaming: 'ends',
  weekStart: 1,
  pattern: 'months',
  yearAnchor: 'nearest',
  ...more,
})
const renamed = (key: string, before: FiscalCalendar, after: FiscalCalendar) =>
  renamedPeriod(periodOf(key, before), after)

test('a quarter that is one in the new year too gets its new name; a year that is none becomes a range', () => {
  expect(renamed('2026-Q4', year(1), year(4))).toBe('FY2027-Q3')
  expect(renamed('2026-11', year(1), year(4))).toBe('2026-11')
  expect(renamed('2026', year(1), year(4))).toBe('2026')
  expect(renamed('FY2027', year(4), year(7))).toBe('2026-04-01..2027-03-31')
  expect(renamed('FY2027', year(4), year(4, { fiscalNaming: 'starts' }))).toBe('FY2026')
  expect(renamed('FY2026-P01', year(1, { pattern: '4-4-5' }), year(1))).toBe('2025-12-29..2026-01-25')
})

const calendars = fc.record({
  fiscalStartMonth: fc.integer({ min: 1, max: 12 }),
  fiscalNaming: fc.constantFrom('ends' as const, 'starts' as const),
  weekStart: fc.integer({ min: 1, max: 7 }),
  pattern: fc.constantFrom('months' as const, '4-4-5' as const, '5-4-4' as const),
  yearAnchor: fc.constantFrom('nearest' as const, 'last' as const),
})
const kinds = fc.constantFrom('year' as const, 'quarter' as const, 'month' as const, 'week' as const, 'day' as const)
test('whatever the new year is, a target keeps exactly the days that were agreed', () => {
  const days = fc.integer({ min: 0, max: 4000 }).map((n) => Temporal.PlainDate.from('2020-01-01').add({ days: n }))
  fc.assert(
    fc.property(days, kinds, calendars, calendars, (day, kind, before, after) => {
      const period = periodContaining(day, kind, before)
      const { from, to } = periodOf(renamedPeriod(period, after), after)
      expect([from.toString(), to.toString()]).toEqual([period.from.toString(), period.to.toString()])
    }),
  )
})

test('names that move up by one are given from the free end', () => {
  const moves = [
    { before: 'FY2027-Q1', after: 'FY2027-Q2' },
    { before: 'FY2027-Q2', after: 'FY2027-Q3' },
  ]
  expect(inFreeOrder(moves).map((one) => one.before)).toEqual(['FY2027-Q2', 'FY2027-Q1'])
})
