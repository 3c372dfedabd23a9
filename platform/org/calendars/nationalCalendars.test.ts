import { describe, expect, test } from 'vitest'
import { dayWeight, workingDays } from '#ledger/rules/workCalendar.ts'
import { china } from './cn.ts'
import { nationalCalendars } from './nationalCalendars.ts'
import { unitedStates } from './us.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const namesIn = (calendar: typeof china, text: string) =>
  calendar.days.filter((each) => each.day.startsWith(text)).map((each) => `${each.day} ${each.nameEn}`)

describe('China', () => {
  test('Spring Festival 2024 is off from 10 to 17 February, and 4 and 18 February are worked', () => {
    expect(workingDays(day('2024-02-10'), day('2024-02-17'), china)).toBe(0)
    expect(dayWeight(day('2024-02-09'), china)).toBe(1)
    expect(dayWeight(day('2024-02-04'), china)).toBe(1)
    expect(dayWeight(day('2024-02-18'), china)).toBe(1)
    expect(dayWeight(day('2024-02-11'), china)).toBe(0)
  })

  test('Labour Day 2026 ends on 5 May, and Saturday the 9th is worked: 4 to 10 May has four working days', () => {
    expect(workingDays(day('2026-05-04'), day('2026-05-10'), china)).toBe(4)
  })

  test('the changed notices: Labour Day 2019 has four days, Spring Festival 2020 ends on 2 February', () => {
    expect(workingDays(day('2019-05-01'), day('2019-05-05'), china)).toBe(1)
    expect(workingDays(day('2020-01-24'), day('2020-02-02'), china)).toBe(0)
    expect(dayWeight(day('2020-02-03'), china)).toBe(1)
  })

  test('holidays move weekends but make no days: a year has its weekdays less 11 legal holidays, 13 from 2025', () => {
    for (let number = 2017; number <= 2026; number += 1) {
      const [from, to] = [day(`${number}-01-01`), day(`${number}-12-31`)]
      const weekdays = workingDays(from, to, { weekend: [6, 7], days: [] })
      // In January 2020 the festival was lengthened by two working days that were not made up.
      const legal = number === 2020 ? 13 : number < 2025 ? 11 : 13
      expect(workingDays(from, to, china), `${number}`).toBe(weekdays - legal)
    }
    expect(workingDays(day('2017-01-01'), day('2017-12-31'), china)).toBe(249)
  })

  test('a made-up day is a weekend day, and a day is off or worked, never both', () => {
    for (const each of china.days.filter(({ kind }) => kind === 'madeUp')) {
      expect(china.weekend, each.day).toContain(day(each.day).dayOfWeek)
    }
    expect(new Set(china.days.map((each) => each.day)).size).toBe(china.days.length)
  })
})

describe('United States', () => {
  test('2026: Independence Day is a Saturday and observed on Friday the 3rd', () => {
    expect(namesIn(unitedStates, '2026')).toEqual([
      '2026-01-01 New Year’s Day',
      '2026-01-19 Birthday of Martin Luther King, Jr.',
      '2026-02-16 Washington’s Birthday',
      '2026-05-25 Memorial Day',
      '2026-06-19 Juneteenth National Independence Day',
      '2026-07-03 Independence Day (observed)',
      '2026-07-04 Independence Day',
      '2026-09-07 Labor Day',
      '2026-10-12 Columbus Day',
      '2026-11-11 Veterans Day',
      '2026-11-26 Thanksgiving Day',
      '2026-12-25 Christmas Day',
    ])
  })

  test('Juneteenth is a holiday from 2021', () => {
    expect(namesIn(unitedStates, '2020-06')).toEqual([])
    expect(namesIn(unitedStates, '2021-06')).toEqual([
      '2021-06-18 Juneteenth National Independence Day (observed)',
      '2021-06-19 Juneteenth National Independence Day',
    ])
  })

  test('New Year’s Day 2022 and 2028 are observed in the year before, that of 2017 on Monday the 2nd', () => {
    expect(namesIn(unitedStates, '2021-12-31')).toEqual(['2021-12-31 New Year’s Day (observed)'])
    expect(namesIn(unitedStates, '2027-12-31')).toEqual(['2027-12-31 New Year’s Day (observed)'])
    expect(namesIn(unitedStates, '2017-01-02')).toEqual(['2017-01-02 New Year’s Day (observed)'])
  })
})

test('every calendar says which days it covers and where they come from, and names them in both languages', () => {
  expect(nationalCalendars.map(({ key }) => key)).toEqual(['CN', 'US'])
  for (const { from, to, source, days } of nationalCalendars) {
    expect(source).toMatch(/^https:/)
    for (const each of days) {
      expect(each.day >= from && each.day <= to, each.day).toBe(true)
      expect(each.nameEn).not.toBe('')
      expect(each.nameZh).not.toBe('')
    }
    expect(days.map((each) => each.day)).toEqual(days.map((each) => each.day).toSorted())
  }
})
