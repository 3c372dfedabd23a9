import { expect, test } from 'vitest'
import { workedIn, yearDays } from './yearDays.ts'

const shanghai = { calendar: 'CN', weekend: [6, 7] }
const at = (day: string, own: Parameters<typeof yearDays>[2] = []) =>
  yearDays(2026, shanghai, own, 'zh-CN')
    .flat()
    .find((one) => one.day === day)

test('National Day is off and its made-up Saturday is worked', () => {
  expect(at('2026-10-01')).toMatchObject({ kind: 'holiday', name: '国庆节' })
  expect(at('2026-10-10')).toMatchObject({ kind: 'madeUp', weekday: 6 })
})

test('the site’s own day stands in place of the nation’s', () => {
  const open = { id: '1', on: '2026-10-01', kind: 'half', name: '值班' } as const
  expect(at('2026-10-01', [open])).toMatchObject({ kind: 'half', name: '值班', own: open })
})

test('without a national calendar a year is its weekdays', () => {
  expect(workedIn(yearDays(2026, { calendar: null, weekend: [6, 7] }, [], 'en'))).toBe(261)
})
