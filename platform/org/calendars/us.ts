import type { NationalCalendar, NationalDay } from './nationalCalendar.ts'

const FIRST_YEAR = 2017
const LAST_YEAR = 2030

/** Legal public holidays of 5 U.S.C. 6103(a): a fixed day "06-19", or the nth weekday (1 Monday) of a month, −1 the last. */
const holidays = [
  { nameEn: 'New Year’s Day', nameZh: '元旦', on: '01-01', since: 1870 },
  {
    nameEn: 'Birthday of Martin Luther King, Jr.',
    nameZh: '马丁·路德·金纪念日',
    month: 1,
    weekday: 1,
    nth: 3,
    since: 1986,
  },
  { nameEn: 'Washington’s Birthday', nameZh: '华盛顿诞辰日', month: 2, weekday: 1, nth: 3, since: 1971 },
  { nameEn: 'Memorial Day', nameZh: '阵亡将士纪念日', month: 5, weekday: 1, nth: -1, since: 1971 },
  { nameEn: 'Juneteenth National Independence Day', nameZh: '六月节', on: '06-19', since: 2021 },
  { nameEn: 'Independence Day', nameZh: '独立日', on: '07-04', since: 1870 },
  { nameEn: 'Labor Day', nameZh: '劳动节', month: 9, weekday: 1, nth: 1, since: 1894 },
  { nameEn: 'Columbus Day', nameZh: '哥伦布日', month: 10, weekday: 1, nth: 2, since: 1971 },
  { nameEn: 'Veterans Day', nameZh: '退伍军人节', on: '11-11', since: 1978 },
  { nameEn: 'Thanksgiving Day', nameZh: '感恩节', month: 11, weekday: 4, nth: 4, since: 1942 },
  { nameEn: 'Christmas Day', nameZh: '圣诞节', on: '12-25', since: 1870 },
] as const

type Holiday = (typeof holidays)[number]

/** Closures that a President orders for one day (such as 2018-12-05) are not in the statute and not here. */
export const unitedStates: NationalCalendar = {
  key: 'US',
  nameZh: '美国（联邦假日）',
  nameEn: 'United States (federal holidays)',
  weekend: [6, 7],
  from: `${FIRST_YEAR}-01-01`,
  to: `${LAST_YEAR}-12-31`,
  source: 'https://www.law.cornell.edu/uscode/text/5/6103',
  days: federalHolidays(),
}

function federalHolidays(): NationalDay[] {
  const days: NationalDay[] = []
  // 1 January of the year after may be observed on 31 December.
  for (let year = FIRST_YEAR; year <= LAST_YEAR + 1; year += 1) {
    for (const holiday of holidays) if (year >= holiday.since) days.push(...observed(holiday, year))
  }
  return days.filter(({ day }) => day <= `${LAST_YEAR}-12-31`).sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The legal day, and with it the workday that is off instead: 6103(b) and Executive Order 11582. */
function observed(holiday: Holiday, year: number): NationalDay[] {
  const { nameEn, nameZh } = holiday
  const legal = dayOf(holiday, year)
  const days: NationalDay[] = [{ day: legal.toString(), kind: 'holiday', nameEn, nameZh }]
  const shift = legal.dayOfWeek === 6 ? -1 : legal.dayOfWeek === 7 ? 1 : 0
  if (shift !== 0) {
    const instead = legal.add({ days: shift }).toString()
    days.push({ day: instead, kind: 'holiday', nameEn: `${nameEn} (observed)`, nameZh: `${nameZh}（补休）` })
  }
  return days
}

function dayOf(holiday: Holiday, year: number): Temporal.PlainDate {
  if ('on' in holiday) return Temporal.PlainDate.from(`${year}-${holiday.on}`)
  const { month, weekday, nth } = holiday
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  const earliest = nth === -1 ? first.add({ months: 1 }).subtract({ days: 7 }) : first.add({ weeks: nth - 1 })
  return earliest.add({ days: (weekday - earliest.dayOfWeek + 7) % 7 })
}
