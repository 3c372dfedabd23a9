import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fault } from '#ledger/rules/fault.ts'
import type { WorkingMember } from '#ledger/rules/workCalendar.ts'
import { quotaOf } from './quota.ts'
import { rampFrom, rampPercents, rampText } from './ramp.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const member: WorkingMember = {
  calendars: [{ validFrom: day('0001-01-01'), calendar: { weekend: [6, 7], days: [] } }],
  leave: [],
}
const month = (text: string) => ({
  from: day(`${text}-01`),
  to: day(`${text}-01`).add({ months: 1 }).subtract({ days: 1 }),
})
const usual = rampPercents('0, 25, 50, 75, 100')
const quota = (amount: bigint, period: string, begun: string) =>
  quotaOf([{ from: null, amount }], month(period), member, { from: day(begun), to: null }, rampFrom(usual, day(begun)))

test('begun on 1 April: nothing of 10,000.00 in April, then a quarter more each month, all of it from August on', () => {
  const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2027-01']
  expect(months.map((one) => quota(1_000_000n, one, '2026-04-01'))).toEqual([
    0n,
    250_000n,
    500_000n,
    750_000n,
    1_000_000n,
    1_000_000n,
  ])
})

test('begun on 15 April, May has 10 days at nothing and 11 at a quarter of its 21 working days', () => {
  // 21,000.00 × 25 % × 11 ÷ 21
  expect(quota(2_100_000n, '2026-05', '2026-04-15')).toBe(275_000n)
})

test('who begins on the 31st is a month older on the last day of shorter months', () => {
  expect(rampFrom(usual, day('2026-01-31')).map(({ from, to }) => [from.toString(), to?.toString() ?? null])).toEqual([
    ['2026-01-31', '2026-02-27'],
    ['2026-02-28', '2026-03-30'],
    ['2026-03-31', '2026-04-29'],
    ['2026-04-30', '2026-05-30'],
    ['2026-05-31', null],
  ])
})

test('percentages are read as people write them, and what is none is refused', () => {
  expect(rampText(rampPercents('0%、25%、50% 75；100'))).toBe('0, 25, 50, 75, 100')
  for (const wrong of ['', 'a lot', '25, 201', '-5', '12.5', Array(40).fill('1').join(',')])
    expect(() => rampPercents(wrong)).toThrow(Fault)
})

test('a ramp never asks for more than its highest share, and one of 100 % is as none', () => {
  const percents = fc.array(fc.bigInt(0n, 100n), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(percents, fc.bigInt(0n, 10n ** 10n), fc.integer({ min: 0, max: 300 }), (steps, amount, n) => {
      const begun = day('2026-01-01').add({ days: n })
      const employed = { from: begun, to: null }
      const of = (shares: readonly bigint[]) =>
        quotaOf([{ from: null, amount }], month('2026-07'), member, employed, rampFrom(shares, begun)) ?? 0n
      const plain = quotaOf([{ from: null, amount }], month('2026-07'), member, employed) ?? 0n
      const most = steps.reduce((a, b) => (a > b ? a : b))
      expect(of(steps) * 100n <= plain * most + 100n).toBe(true)
      expect(of([100n])).toBe(plain)
    }),
  )
})
