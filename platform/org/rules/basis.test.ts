import { expect, test } from 'vitest'
import { type Basis, movedPeriods } from './basis.ts'

const january: Basis = {
  timeZone: 'Asia/Shanghai',
  fiscalStartMonth: 1,
  fiscalNaming: 'ends',
  weekStart: 1,
  pattern: 'months',
  yearAnchor: 'nearest',
}
const today = Temporal.PlainDate.from('2026-11-24')
const moved = (after: Partial<Basis>, on = today) =>
  movedPeriods({ basis: january, today }, { basis: { ...january, ...after }, today: on }).map(
    (one) => `${one.which} ${one.kind} ${one.before.key} → ${one.after.key}`,
  )

test('a year from April on moves years, and quarters by name; months and weeks stay', () => {
  expect(moved({ fiscalStartMonth: 4 })).toEqual([
    'current year 2026 → FY2027',
    'last year 2025 → FY2026',
    'current quarter 2026-Q4 → FY2027-Q3',
    'last quarter 2026-Q3 → FY2027-Q2',
  ])
})

test('weeks from Sunday on move weeks alone, and the same basis moves nothing', () => {
  expect(moved({ weekStart: 7 }).every((one) => one.includes(' week '))).toBe(true)
  expect(moved({ weekStart: 7 })).toHaveLength(2)
  expect(moved({})).toEqual([])
})

test('where it is already another day, another week may be the current one', () => {
  expect(moved({ timeZone: 'Pacific/Auckland' }, Temporal.PlainDate.from('2026-11-30'))).toEqual([
    'current week 2026-W48 → 2026-W49',
    'last week 2026-W47 → 2026-W48',
  ])
})
