import { expect, test } from 'vitest'
import {
  expectedFor,
  landingFor,
  type Pacer,
  quotaFor,
  type Telling,
  workingDaysLeft,
  workingDayTotals,
} from './progress.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const weekdays = { validFrom: day('0001-01-01'), calendar: { weekend: [6, 7], days: [] } }
const pacer: Pacer = {
  working: { calendars: [weekdays], leave: [] },
  employed: { from: null, to: null },
  isVacant: false,
  ramp: [],
}
const may = (on: string, more: Partial<Telling> = {}): Telling => ({
  period: { from: day('2026-05-01'), to: day('2026-05-31') },
  day: day(on),
  expectedTo: day(on),
  cumulative: true,
  ramped: true,
  step: 1n,
  ...more,
})
const holds = (amount: bigint) => [{ from: null, amount }]

test('a level is asked in full of a newcomer, and weighed within the days employed when it changed', () => {
  const newcomer = { ...pacer, employed: { from: day('2026-05-25'), to: null } }
  const level = may('2026-05-26', { cumulative: false })
  expect(quotaFor(holds(400_000n), newcomer, level)).toBe(400_000n)
  expect(quotaFor([...holds(400_000n), { from: day('2026-05-27'), amount: 500_000n }], newcomer, level)).toBe(460_000n)
  expect(quotaFor(holds(400_000n), { ...pacer, employed: { from: day('2026-06-01'), to: null } }, level)).toBeNull()
  expect(expectedFor(400_000n, newcomer, level)).toBe(400_000n)
})

test('nothing is expected of a vacant seat or before the period, and no landing foreseen', () => {
  const seat = { ...pacer, isVacant: true }
  expect([expectedFor(21n, seat, may('2026-05-31')), expectedFor(21n, pacer, may('2026-04-30'))]).toEqual([0n, 0n])
  expect([expectedFor(null, pacer, may('2026-05-31')), landingFor(1n, seat, may('2026-05-31'), null)]).toEqual([
    null,
    null,
  ])
})

test('what came in on a weekend counts to the Friday before, what came in before the first working day to that', () => {
  const brought = new Map([
    ['2026-05-01', 1n],
    ['2026-05-02', 10n],
    ['2026-05-03', 100n],
    ['2026-05-05', 1000n],
  ])
  expect(workingDayTotals(brought, pacer, may('2026-05-05'))).toEqual([111n, 0n, 1000n])
  const newcomer = { ...pacer, employed: { from: day('2026-05-04'), to: null } }
  expect(workingDayTotals(brought, newcomer, may('2026-05-05'))).toEqual([111n, 1000n])
})

test('the working days that are left begin after the last day that is told', () => {
  const left = (on: string, who = pacer) => workingDaysLeft(who, may(on))
  expect([left('2026-04-30'), left('2026-05-15'), left('2026-05-31'), left('2026-06-09')]).toEqual([21, 10, 0, 0])
  const leaver = { ...pacer, employed: { from: null, to: day('2026-05-20') } }
  expect(left('2026-05-15', leaver)).toBe(3)
})
