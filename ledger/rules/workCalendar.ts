import { dayNumber } from './day.ts'
import { isBefore } from './fiscalYear.ts'

export const calendarDayKinds = ['holiday', 'madeUp', 'half'] as const
export type CalendarDayKind = (typeof calendarDayKinds)[number]

/**
 * The working-day calendar 工作日历 of a country or site. `weekend` holds weekdays, 1 Monday to 7 Sunday; `days` the
 * exceptions, each `day` as "2026-05-01". Never changed once made: it is indexed on first use.
 * Source: docs/definitions.md, working-day calendar.
 */
export interface WorkCalendar {
  readonly weekend: readonly number[]
  readonly days: readonly CalendarDay[]
}

export interface CalendarDay {
  readonly day: string
  readonly kind: CalendarDayKind
  readonly name?: string
}

/** A member's calendar from a day on, until the next one; the earliest also holds before its day. */
export interface DatedCalendar {
  readonly validFrom: Temporal.PlainDate
  readonly calendar: WorkCalendar
}

export interface WorkingMember {
  readonly calendars: readonly DatedCalendar[]
  /** Approved leave 请假, 1 or 0.5 a day. */
  readonly leave: readonly { readonly day: Temporal.PlainDate; readonly days: 1 | 0.5 }[]
}

/** A day's weight, 0, 0.5 or 1: holiday 0; else made-up day 1; else half day 0.5; else weekend 0; else 1. */
export function dayWeight(day: Temporal.PlainDate, calendar: WorkCalendar): number {
  const number = dayNumber(day)
  const kind = indexOf(calendar).kinds.get(number)
  return kind === undefined ? ordinaryWeight(number, calendar) : WEIGHTS[kind]
}

/** What the calendar says of a day beyond its weekday, if anything. */
export function dayKind(day: Temporal.PlainDate, calendar: WorkCalendar): CalendarDayKind | undefined {
  return indexOf(calendar).kinds.get(dayNumber(day))
}

/** The sum of weights from one day to another, both included: a whole number of half days, so exact as a number. */
export function workingDays(from: Temporal.PlainDate, to: Temporal.PlainDate, calendar: WorkCalendar): number {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  if (last < first) return 0
  const weeks = Math.floor((last - first + 1) / 7)
  let days = weeks * (7 - new Set(calendar.weekend).size)
  for (let day = first + weeks * 7; day <= last; day += 1) days += ordinaryWeight(day, calendar)
  const { exceptions, corrections } = indexOf(calendar)
  const correction = (before: number) => corrections[countBelow(exceptions, before)] ?? 0
  return days + correction(last + 1) - correction(first)
}

/** W: the member's working days by the calendars in force, leave not taken off. Quotas use this. */
export function workingDaysOf(member: WorkingMember, from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  const dated = member.calendars.toSorted((a, b) => Temporal.PlainDate.compare(a.validFrom, b.validFrom))
  let days = 0
  for (const [i, { validFrom, calendar }] of dated.entries()) {
    const next = dated[i + 1]?.validFrom
    const start = i === 0 || isBefore(validFrom, from) ? from : validFrom
    const end = next === undefined || isBefore(to, next) ? to : next.subtract({ days: 1 })
    days += workingDays(start, end, calendar)
  }
  return days
}

/** Wm: working days less approved leave, no day below 0. Pacing uses this. */
export function presentDaysOf(member: WorkingMember, from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  const leave = new Map<string, { day: Temporal.PlainDate; days: number }>()
  for (const { day, days } of member.leave) {
    if (isBefore(day, from) || isBefore(to, day)) continue
    leave.set(day.toString(), { day, days: days + (leave.get(day.toString())?.days ?? 0) })
  }
  const away = [...leave.values()].reduce(
    (sum, { day, days }) => sum + Math.min(days, workingDaysOf(member, day, day)),
    0,
  )
  return workingDaysOf(member, from, to) - away
}

/** Working days as a whole number of halves, for exact fractions: 3.5 → 7. */
export function inHalves(days: number): bigint {
  return BigInt(days * 2)
}

/** The calendar in force on a day. Throws a RangeError where there is none at all. */
export function calendarOn(calendars: readonly DatedCalendar[], day: Temporal.PlainDate): WorkCalendar {
  const dated = calendars.toSorted((a, b) => Temporal.PlainDate.compare(a.validFrom, b.validFrom))
  const inForce = dated.findLast(({ validFrom }) => !isBefore(day, validFrom)) ?? dated[0]
  if (inForce === undefined) throw new RangeError('A member has at least one calendar')
  return inForce.calendar
}

const WEIGHTS: Readonly<Record<CalendarDayKind, number>> = { holiday: 0, madeUp: 1, half: 0.5 }

interface CalendarIndex {
  readonly kinds: ReadonlyMap<number, CalendarDayKind>
  /** Day numbers of the exceptions, ascending … */
  readonly exceptions: readonly number[]
  /** … and what the first n of them add to the ordinary weights together. */
  readonly corrections: readonly number[]
}

const indexes = new WeakMap<WorkCalendar, CalendarIndex>()

function indexOf(calendar: WorkCalendar): CalendarIndex {
  const known = indexes.get(calendar)
  if (known !== undefined) return known
  const kinds = new Map<number, CalendarDayKind>()
  for (const { day, kind } of calendar.days) {
    const number = dayNumber(Temporal.PlainDate.from(day))
    const other = kinds.get(number) ?? kind
    kinds.set(number, calendarDayKinds.find((each) => each === kind || each === other) ?? kind)
  }
  const sorted = [...kinds].sort(([a], [b]) => a - b)
  const corrections = [0]
  for (const [number, kind] of sorted) {
    corrections.push((corrections.at(-1) ?? 0) + WEIGHTS[kind] - ordinaryWeight(number, calendar))
  }
  const made = { kinds, exceptions: sorted.map(([number]) => number), corrections }
  indexes.set(calendar, made)
  return made
}

/** 1970-01-01, number 0, was a Thursday. */
function ordinaryWeight(number: number, { weekend }: WorkCalendar): number {
  const weekday = ((((number + 3) % 7) + 7) % 7) + 1
  return weekend.includes(weekday) ? 0 : 1
}

function countBelow(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? limit) < limit) low = middle + 1
    else high = middle
  }
  return low
}
