import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CalendarDayKind,
  calendarDayKinds,
  calendarOn,
  dayWeight,
  inHalves,
  presentDaysOf,
  type WorkCalendar,
  type WorkingMember,
  workingDays,
  workingDaysOf,
} from './workCalendar.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const plain: WorkCalendar = { weekend: [6, 7], days: [] }
const since = day('2020-01-01')

const offsets = fc.integer({ min: -400, max: 400 })
const calendars = fc.record({
  weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
  days: fc.array(
    fc.record({
      day: offsets.map((days) => since.add({ days }).toString()),
      kind: fc.constantFrom<CalendarDayKind>(...calendarDayKinds),
    }),
  ),
})

function summed(from: Temporal.PlainDate, to: Temporal.PlainDate, weight: (day: Temporal.PlainDate) => number): number {
  let sum = 0
  for (let each = from; Temporal.PlainDate.compare(each, to) <= 0; each = each.add({ days: 1 })) sum += weight(each)
  return sum
}

describe('a day’s weight', () => {
  test('holiday before made-up day before half day before weekend', () => {
    const days = [
      { day: '2026-05-09', kind: 'half' },
      { day: '2026-05-09', kind: 'madeUp' },
      { day: '2026-05-10', kind: 'madeUp' },
      { day: '2026-05-10', kind: 'holiday' },
      { day: '2026-05-16', kind: 'half' },
      { day: '2026-05-14', kind: 'holiday' },
    ] as const
    const calendar = { weekend: [6, 7], days }
    expect(dayWeight(day('2026-05-09'), calendar)).toBe(1)
    expect(dayWeight(day('2026-05-10'), calendar)).toBe(0)
    expect(dayWeight(day('2026-05-14'), calendar)).toBe(0)
    expect(dayWeight(day('2026-05-15'), calendar)).toBe(1)
    expect(dayWeight(day('2026-05-16'), calendar)).toBe(0.5)
    expect(dayWeight(day('2026-05-17'), calendar)).toBe(0)
  })

  test('a weekend can be Friday and Saturday', () => {
    expect(dayWeight(day('2026-05-08'), { weekend: [5, 6], days: [] })).toBe(0)
    expect(dayWeight(day('2026-05-10'), { weekend: [5, 6], days: [] })).toBe(1)
  })
})

describe('working days', () => {
  test('4 to 10 May 2026 with leave on Wednesday afternoon, Friday and Sunday: W is 5, Wm 3.5', () => {
    const maya: WorkingMember = {
      calendars: [{ validFrom: since, calendar: plain }],
      leave: [
        { day: day('2026-05-06'), days: 0.5 },
        { day: day('2026-05-08'), days: 1 },
        { day: day('2026-05-10'), days: 1 },
      ],
    }
    expect(workingDaysOf(maya, day('2026-05-04'), day('2026-05-10'))).toBe(5)
    expect(presentDaysOf(maya, day('2026-05-04'), day('2026-05-10'))).toBe(3.5)
    expect(inHalves(3.5)).toBe(7n)
  })

  test('Q2 2026 has 65 working days, 33 of them by 15 May', () => {
    expect(workingDays(day('2026-04-01'), day('2026-06-30'), plain)).toBe(65)
    expect(workingDays(day('2026-04-01'), day('2026-05-15'), plain)).toBe(33)
  })

  test('none from a day to one before it', () => {
    expect(workingDays(day('2026-05-05'), day('2026-05-04'), plain)).toBe(0)
  })

  test('however long the range, it is the sum of its days', () => {
    fc.assert(
      fc.property(calendars, offsets, fc.integer({ min: 0, max: 300 }), (calendar, offset, length) => {
        const from = since.add({ days: offset })
        const to = from.add({ days: length })
        expect(workingDays(from, to, calendar)).toBe(summed(from, to, (each) => dayWeight(each, calendar)))
      }),
      { numRuns: 50 },
    )
  })
})

describe('a member’s calendars', () => {
  const sixDays: WorkCalendar = { weekend: [7], days: [] }

  test('who moves to a site with six days on 1 June works by the new calendar from then', () => {
    const moved: WorkingMember = {
      calendars: [
        { validFrom: day('2026-06-01'), calendar: sixDays },
        { validFrom: day('2025-01-01'), calendar: plain },
      ],
      leave: [],
    }
    expect(workingDaysOf(moved, day('2026-05-25'), day('2026-06-07'))).toBe(11)
    expect(workingDaysOf(moved, day('2024-12-02'), day('2024-12-08'))).toBe(5)
    expect(calendarOn(moved.calendars, day('2026-05-31'))).toBe(plain)
    expect(calendarOn(moved.calendars, day('2026-06-01'))).toBe(sixDays)
  })

  test('days present are never negative, never more than the working days, and add up over time', () => {
    const members = fc.record({
      calendars: fc.array(fc.record({ validFrom: offsets.map((days) => since.add({ days })), calendar: calendars }), {
        minLength: 1,
        maxLength: 3,
      }),
      leave: fc.array(
        fc.record({ day: offsets.map((days) => since.add({ days })), days: fc.constantFrom<1 | 0.5>(1, 0.5) }),
      ),
    })
    fc.assert(
      fc.property(members, offsets, fc.integer({ min: 1, max: 200 }), (member, offset, length) => {
        const from = since.add({ days: offset })
        const to = from.add({ days: length })
        const present = presentDaysOf(member, from, to)
        expect(present).toBeGreaterThanOrEqual(0)
        expect(present).toBeLessThanOrEqual(workingDaysOf(member, from, to))
        expect(present).toBe(summed(from, to, (each) => presentDaysOf(member, each, each)))
      }),
      { numRuns: 30 },
    )
  })
})
