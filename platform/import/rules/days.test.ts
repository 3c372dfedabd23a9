import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DayFormat, readDay, readInstant } from './days.ts'

describe('a day in every usual writing', () => {
  test.each<[string, DayFormat]>([
    ['2017-04-03', 'YYYY-M-D'],
    ['2017/4/3', 'YYYY-M-D'],
    ['2017.04.03', 'YYYY-M-D'],
    ['2017-04-03T00:00:00', 'YYYY-M-D'],
    ['2017-04-03 00:00:00.000', 'YYYY-M-D'],
    ['2017年4月3日', 'YYYY年M月D日'],
    ['２０１７年４月３日', 'YYYY年M月D日'],
    ['20170403', 'YYYYMMDD'],
    ['3.4.2017', 'D.M.YYYY'],
    ['03/04/2017', 'D/M/YYYY'],
    ['3-4-2017', 'D/M/YYYY'],
    ['04/03/2017', 'M/D/YYYY'],
    ['4/3/2017 2:05 PM', 'M/D/YYYY'],
    ['3.4.17', 'D/M/YY'],
    ['4/3/17', 'M/D/YY'],
    ['17/4/3', 'YY/M/D'],
    ['3-Apr-2017', 'D-MMM-YYYY'],
    ['03-APR-17', 'D-MMM-YYYY'],
    ['3 April 2017', 'D-MMM-YYYY'],
    ['Apr 3, 2017', 'D-MMM-YYYY'],
    ['Mon, 3rd April 2017', 'D-MMM-YYYY'],
    ['42828', 'excel-serial'],
    ['42828.75', 'excel-serial'],
    ['1491177600', 'epoch-seconds'],
    ['1491177600000', 'epoch-milliseconds'],
  ])('%s as %s', (text, format) => {
    expect(readDay(text, format).toString()).toBe('2017-04-03')
  })

  test.each<[string, DayFormat, string]>([
    ['2017-02-29', 'YYYY-M-D', 'import.no_such_day'],
    ['31/04/2017', 'D/M/YYYY', 'import.no_such_day'],
    ['2017-04-03 25:00', 'YYYY-M-D', 'import.no_such_day'],
    ['13/13/2017', 'M/D/YYYY', 'import.not_a_day'],
    ['2017-04/03', 'YYYY-M-D', 'import.not_a_day'],
    ['3-Mon-2017', 'D-MMM-YYYY', 'import.not_a_day'],
    ['60', 'excel-serial', 'import.not_a_day'],
    ['tomorrow', 'YYYY-M-D', 'import.not_a_day'],
    ['1234', 'YYYYMMDD', 'import.not_a_day'],
  ])('%s as %s is refused', (text, format, code) => {
    expect(() => readDay(text, format)).toThrow(expect.objectContaining({ code }))
  })

  test('Excel counts a 29 February 1900 that never was', () => {
    expect(readDay('1', 'excel-serial').toString()).toBe('1900-01-01')
    expect(readDay('59', 'excel-serial').toString()).toBe('1900-02-28')
    expect(readDay('61', 'excel-serial').toString()).toBe('1900-03-01')
  })
})

describe('days and zones', () => {
  test('a moment is the day it was in the reporting zone; a written day stays itself', () => {
    expect(readDay('2026-07-01T03:59:59Z', 'YYYY-M-D', 'America/New_York').toString()).toBe('2026-06-30')
    expect(readDay('2026-07-01T03:59:59Z', 'YYYY-M-D').toString()).toBe('2026-07-01')
    expect(readDay('2026-07-01 03:59', 'YYYY-M-D', 'America/New_York').toString()).toBe('2026-07-01')
  })

  test.each<[string, DayFormat, string]>([
    ['2026-07-01T03:59:59Z', 'YYYY-M-D', '2026-07-01T03:59:59Z'],
    ['2026-07-01T11:59:59+08:00', 'YYYY-M-D', '2026-07-01T03:59:59Z'],
    ['2026-07-01 11:59:59.250 +0800', 'YYYY-M-D', '2026-07-01T03:59:59.25Z'],
    ['2026-07-01 09:00', 'YYYY-M-D', '2026-07-01T01:00:00Z'],
    ['2026年7月1日 下午2:30', 'YYYY年M月D日', '2026-07-01T06:30:00Z'],
    ['7/1/2026 12:15 AM', 'M/D/YYYY', '2026-06-30T16:15:00Z'],
    ['2026-07-01', 'YYYY-M-D', '2026-06-30T16:00:00Z'],
    ['1782878399', 'epoch-seconds', '2026-07-01T03:59:59Z'],
  ])('%s in Shanghai', (text, format, expected) => {
    expect(readInstant(text, format, 'Asia/Shanghai').toString()).toBe(expected)
  })
})

test('every day comes back from every writing', () => {
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
  const writings: Readonly<Partial<Record<DayFormat, (day: Temporal.PlainDate) => string>>> = {
    'YYYY-M-D': ({ year, month, day }) => `${year}-${month}-${day}`,
    YYYY年M月D日: ({ year, month, day }) => `${year}年${month}月${day}日`,
    YYYYMMDD: (day) => day.toString().replaceAll('-', ''),
    'D.M.YYYY': ({ year, month, day }) => `${day}.${month}.${year}`,
    'D/M/YYYY': ({ year, month, day }) => `${day}/${month}/${year}`,
    'M/D/YYYY': ({ year, month, day }) => `${month}/${day}/${year}`,
    'D-MMM-YYYY': ({ year, month, day }) => `${day}-${months[month - 1]}-${year}`,
    'excel-serial': (day) => Temporal.PlainDate.from('1899-12-30').until(day).days.toString(),
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (offset) => {
      const day = Temporal.PlainDate.from('1910-01-01').add({ days: offset })
      for (const [format, write] of entries(writings)) expect(readDay(write(day), format).equals(day)).toBe(true)
    }),
  )
  function entries<K extends string, V>(record: Readonly<Partial<Record<K, V>>>): [K, V][]
  function entries(record: Readonly<Record<string, unknown>>): [string, unknown][] {
    return Object.entries(record)
  }
})
