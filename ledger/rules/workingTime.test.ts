import { expect, test } from 'vitest'
import type { WorkCalendar } from './workCalendar.ts'
import { type WorkingHours, workingMinutes } from './workingTime.ts'

const time = (text: string) => Temporal.PlainTime.from(text)
const berlin = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Berlin]`).toInstant()

function hours(
  spans: readonly [string, string][],
  weekdays: readonly number[],
  days: WorkCalendar['days'] = [],
): WorkingHours {
  return {
    schedule: weekdays.flatMap((weekday) => spans.map(([from, to]) => ({ weekday, from: time(from), to: time(to) }))),
    zone: 'Europe/Berlin',
    calendars: [{ validFrom: Temporal.PlainDate.from('2020-01-01'), calendar: { weekend: [6, 7], days } }],
  }
}

const office: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '17:00'],
]
const mondayToFriday = [1, 2, 3, 4, 5]

test('Friday 16:30 to Monday 10:15 is 105 working minutes', () => {
  const office7 = hours(office, mondayToFriday)
  expect(workingMinutes(berlin('2026-05-08T16:30'), berlin('2026-05-11T10:15'), office7)).toBe(105)
})

test('the lunch break and the time before and after work do not count', () => {
  const office7 = hours(office, mondayToFriday)
  expect(workingMinutes(berlin('2026-05-06T00:00'), berlin('2026-05-07T00:00'), office7)).toBe(420)
  expect(workingMinutes(berlin('2026-05-06T12:10'), berlin('2026-05-06T12:50'), office7)).toBe(0)
  expect(workingMinutes(berlin('2026-05-06T12:00'), berlin('2026-05-06T09:00'), office7)).toBe(0)
})

test('a holiday has no hours, a half day keeps the first half of them', () => {
  const may = hours(office, mondayToFriday, [
    { day: '2026-05-06', kind: 'half' },
    { day: '2026-05-07', kind: 'holiday' },
  ])
  expect(workingMinutes(berlin('2026-05-06T00:00'), berlin('2026-05-08T00:00'), may)).toBe(210)
  expect(workingMinutes(berlin('2026-05-06T13:30'), berlin('2026-05-08T00:00'), may)).toBe(0)
})

test('a made-up Saturday borrows the hours of the week’s first day', () => {
  const made = hours(office, mondayToFriday, [{ day: '2026-05-09', kind: 'madeUp' }])
  expect(workingMinutes(berlin('2026-05-09T00:00'), berlin('2026-05-10T00:00'), made)).toBe(420)
})

test('a night shift has one hour more over the autumn change, one less in spring', () => {
  const nights = {
    ...hours([['22:00', '06:00']], [6]),
    calendars: [{ validFrom: Temporal.PlainDate.from('2020-01-01'), calendar: { weekend: [], days: [] } }],
  }
  expect(workingMinutes(berlin('2026-10-24T12:00'), berlin('2026-10-25T12:00'), nights)).toBe(540)
  expect(workingMinutes(berlin('2026-03-28T12:00'), berlin('2026-03-29T12:00'), nights)).toBe(420)
  expect(workingMinutes(berlin('2026-05-10T01:00'), berlin('2026-05-10T12:00'), nights)).toBe(300)
})
