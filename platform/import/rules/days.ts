import { Fault } from '#ledger/rules/fault.ts'
import { shown } from './numbers.ts'

/**
 * How a column writes days; a time of day may follow any of them. D/M and M/D read "-" and "/" alike, the forms with a
 * year of two digits "." too (70 to 99 are 19xx). D-MMM-YYYY also reads "Apr 3, 2017".
 */
export const dayFormats = [
  'YYYY-M-D',
  'YYYY年M月D日',
  'YYYYMMDD',
  'D.M.YYYY',
  'D/M/YYYY',
  'M/D/YYYY',
  'D/M/YY',
  'M/D/YY',
  'YY/M/D',
  'D-MMM-YYYY',
  'excel-serial',
  'epoch-seconds',
  'epoch-milliseconds',
] as const
export type DayFormat = (typeof dayFormats)[number]

/**
 * A day of a column. Where `zone` is given, a text that names its own offset, and an epoch, become the day that it was
 * in `zone`; without, the day is the one that is written. Throws Fault `import.not_a_day`, `import.no_such_day`.
 */
export function readDay(text: string, format: DayFormat, zone?: string): Temporal.PlainDate {
  const moment = requireMoment(text, format)
  const day = Temporal.PlainDate.from(moment)
  if (zone === undefined || moment.offsetMinutes === null) return day
  return instantOf(moment, zone).toZonedDateTimeISO(zone).toPlainDate()
}

/** A moment of a column; one without an offset of its own is read in `zone`. Throws as `readDay`. */
export function readInstant(text: string, format: DayFormat, zone: string): Temporal.Instant {
  return instantOf(requireMoment(text, format), zone)
}

function instantOf(moment: Moment, zone: string): Temporal.Instant {
  const local = Temporal.PlainDateTime.from(moment)
  if (moment.offsetMinutes === null) return local.toZonedDateTime(zone).toInstant()
  return local.subtract({ minutes: moment.offsetMinutes }).toZonedDateTime('UTC').toInstant()
}

function requireMoment(text: string, format: DayFormat): Moment {
  const moment = momentIn(text, format)
  if (moment !== null) return moment
  const details = { value: shown(text), format }
  const isWritten = writtenDay(tidied(text), format) !== null
  throw isWritten ? new Fault('import.no_such_day', details) : new Fault('import.not_a_day', details)
}

/** What a text says of day and time, checked against the calendar. */
export interface Moment extends YearMonthDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  /** East of UTC; null where the text names no offset. */
  readonly offsetMinutes: number | null
}

interface YearMonthDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function momentIn(text: string, format: DayFormat): Moment | null {
  const tidy = tidied(text)
  if (format === 'excel-serial' || format === 'epoch-seconds' || format === 'epoch-milliseconds') {
    return countedMoment(tidy, format)
  }
  const day = writtenDay(tidy, format)
  if (day === null || day.day > daysInMonth(day.year, day.month)) return null
  const time = timeIn(day.rest)
  return time === null ? null : { year: day.year, month: day.month, day: day.day, ...time }
}

type WrittenFormat = Exclude<DayFormat, 'excel-serial' | 'epoch-seconds' | 'epoch-milliseconds'>

const WRITTEN: Readonly<Record<WrittenFormat, RegExp>> = {
  'YYYY-M-D': /^(?<y>[12]\d{3})(?<sep>[-/.])(?<m>\d{1,2})\k<sep>(?<d>\d{1,2})(?![\d])/,
  YYYY年M月D日: /^(?<y>[12]\d{3}) ?年 ?(?<m>\d{1,2}) ?月 ?(?<d>\d{1,2}) ?[日号]/,
  YYYYMMDD: /^(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})(?!\d)/,
  'D.M.YYYY': /^(?<d>\d{1,2})\. ?(?<m>\d{1,2})\. ?(?<y>[12]\d{3})(?!\d)/,
  'D/M/YYYY': /^(?<d>\d{1,2})(?<sep>[-/])(?<m>\d{1,2})\k<sep>(?<y>[12]\d{3})(?!\d)/,
  'M/D/YYYY': /^(?<m>\d{1,2})(?<sep>[-/])(?<d>\d{1,2})\k<sep>(?<y>[12]\d{3})(?!\d)/,
  'D/M/YY': /^(?<d>\d{1,2})(?<sep>[-/.])(?<m>\d{1,2})\k<sep>(?<y>\d{2})(?!\d)/,
  'M/D/YY': /^(?<m>\d{1,2})(?<sep>[-/.])(?<d>\d{1,2})\k<sep>(?<y>\d{2})(?!\d)/,
  'YY/M/D': /^(?<y>\d{2})(?<sep>[-/.])(?<m>\d{1,2})\k<sep>(?<d>\d{1,2})(?!\d)/,
  'D-MMM-YYYY':
    /^(?:[a-z]{3,9},? )?(?:(?<d>\d{1,2})(?:st|nd|rd|th)?[-/. ]{1,2}(?<name>[a-z]{3,9})|(?<name2>[a-z]{3,9})\.? (?<d2>\d{1,2})(?:st|nd|rd|th)?)[-/., ]{1,2}(?<y>[12]\d{3}|\d{2})(?!\d)/i,
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** The numbers that stand in the text in this order, month and day in range; the calendar is not asked yet. */
function writtenDay(text: string, format: DayFormat): (YearMonthDay & { readonly rest: string }) | null {
  if (format === 'excel-serial' || format === 'epoch-seconds' || format === 'epoch-milliseconds') return null
  const match = WRITTEN[format].exec(text)
  const groups = match?.groups
  if (match === null || groups === undefined) return null
  const year = fourDigitYear(groups.y ?? '')
  const month = groups.m === undefined ? monthNamed(groups.name ?? groups.name2 ?? '') : Number(groups.m)
  const day = Number(groups.d ?? groups.d2)
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  return { year, month, day, rest: text.slice(match[0].length) }
}

function fourDigitYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

/** 1 to 12 for "Apr", "Sept", "april"; 0 for any other word. */
function monthNamed(name: string): number {
  const lower = name.toLowerCase()
  const known = lower === 'sept' ? 'sep' : lower
  return known.length < 3 ? 0 : MONTHS.findIndex((month) => month === known || month.slice(0, 3) === known) + 1
}

const TIME =
  /^(?:t| ?,? ?(?<early>上午|下午)? ?)(?<h>\d{1,2}):(?<min>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)? ?(?<half>[ap]\.?m\.?)? ?(?<zone>z|utc|gmt)? ?(?<offset>[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i

type TimeOfDay = Omit<Moment, keyof YearMonthDay>

const MIDNIGHT: TimeOfDay = { hour: 0, minute: 0, second: 0, millisecond: 0, offsetMinutes: null }

function timeIn(rest: string): TimeOfDay | null {
  if (rest === '') return MIDNIGHT
  const groups = TIME.exec(rest)?.groups
  if (groups === undefined) return null
  const hour = hourOf(Number(groups.h), groups.half ?? groups.early ?? '')
  const minute = Number(groups.min)
  const second = Number(groups.s ?? 0)
  if (hour === null || minute > 59 || second > 59) return null
  const millisecond = Number((groups.f ?? '').slice(0, 3).padEnd(3, '0'))
  const offsetMinutes = offsetOf(groups.offset, groups.zone)
  return { hour, minute, second, millisecond, offsetMinutes }
}

function hourOf(hour: number, half: string): number | null {
  if (half === '') return hour < 24 ? hour : null
  // Chinese also writes 下午14:30.
  if (hour > 12) return half === '下午' && hour < 24 ? hour : null
  const afternoon = half === '下午' || /^p/i.test(half)
  return (hour % 12) + (afternoon ? 12 : 0)
}

function offsetOf(offset: string | undefined, zone: string | undefined): number | null {
  if (offset === undefined) return zone === undefined ? null : 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0)
  return offset.startsWith('-') ? -minutes : minutes
}

const DAY_MS = 86_400_000

/**
 * Excel's days since the end of 1899 (its 60 is a 1900-02-29 that never was, so counting goes on from 1899-12-30 after
 * it); seconds or milliseconds since 1970 in UTC, from 1990 to 2100.
 */
function countedMoment(text: string, format: DayFormat): Moment | null {
  if (!/^\d{1,13}(?:\.\d{1,12})?$/.test(text)) return null
  const count = Number(text)
  if (format === 'excel-serial') {
    if (count < 1 || count >= 2_958_466 || (count >= 60 && count < 61)) return null
    const epoch = count < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
    // Whole seconds: a time of day as a fraction is never exact.
    return momentOfEpoch(epoch + Math.round((count * DAY_MS) / 1000) * 1000, null)
  }
  const ms = format === 'epoch-seconds' ? count * 1000 : count
  return ms < Date.UTC(1990, 0) || ms >= Date.UTC(2101, 0) ? null : momentOfEpoch(ms, 0)
}

function momentOfEpoch(ms: number, offsetMinutes: number | null): Moment {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.round(ms)).toZonedDateTimeISO('UTC')
  const { year, month, day, hour, minute, second, millisecond } = at
  return { year, month, day, hour, minute, second, millisecond, offsetMinutes }
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function tidied(text: string): string {
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC').replace(/[‐‑–]/g, '-')
  return plain.replace(/\s+/g, ' ').trim()
}
