import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, growthOf } from '#ledger/rules/compare.ts'
import { periodOf } from '#ledger/rules/period.ts'
import { bothRows, comparedDays } from './comparison.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const fiscal = {
  fiscalStartMonth: 1,
  fiscalNaming: 'ends',
  weekStart: 1,
  pattern: 'months',
  yearAnchor: 'nearest',
} as const

test('a quarter that runs is compared with the last one up to the same day', () => {
  const period = periodOf('2026-Q4', fiscal)
  const { days, asOf } = comparedDays('last', period, fiscal, { today: day('2026-11-24'), asOf: null })
  expect([days.from, days.to, asOf].map(String)).toEqual(['2026-07-01', '2026-09-30', '2026-08-24'])
})

test('a quarter that is over is compared in full, also with the year before', () => {
  const period = periodOf('2026-Q1', fiscal)
  const { days, asOf } = comparedDays('year', period, fiscal, { today: day('2026-11-24'), asOf: null })
  expect([days.from, days.to, asOf].map(String)).toEqual(['2025-01-01', '2025-03-31', 'null'])
  const february = comparedDays('year', periodOf('2025-02', fiscal), fiscal, { today: day('2026-11-24'), asOf: null })
  expect(february.days.to.toString()).toBe('2024-02-29')
})

test('differences are exact, and sum to that of the total', () => {
  const money = (minor: number) => ({ amount: (minor / 100).toFixed(2), currency: 'CNY' })
  expect(differenceOf(money(1000), money(1250))).toEqual({ amount: '-2.50', currency: 'CNY' })
  expect(growthOf(money(1500), money(1000), 'money')).toBe(0.5)
  expect(growthOf(money(1500), money(0), 'money')).toBeNull()
  expect(growthOf('0.5', '0.25', 'ratio')).toBeNull()
  const rows = fc.array(fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -1e9, max: 1e9 })))
  fc.assert(
    fc.property(rows, (some) => {
      const cents = ([a, b]: readonly [number, number]) => {
        const found = differenceOf(money(a), money(b))
        return typeof found === 'object' && found ? BigInt(found.amount.replace('.', '')) : 0n
      }
      const [now, then] = [some.reduce((all, [a]) => all + a, 0), some.reduce((all, [, b]) => all + b, 0)]
      expect(some.reduce((all, one) => all + cents(one), 0n)).toBe(cents([now, then]))
    }),
  )
})

test('who sold only then stands there with what they sold then', () => {
  const row = (key: string, value: string, entries = 1) => ({
    name: key,
    row: { key, name: key, value, unit: 'count' as const, asOfSeq: '1', explain: 'x', entries },
  })
  const { rows, besides } = bothRows('account', [row('a', '3')], [row('b', '2')], true)
  expect(rows.map((one) => [one.name, one.row.value, besides.get(one.row.key)?.value])).toEqual([
    ['a', '3', '0'],
    ['b', '0', '2'],
  ])
  const months = bothRows('month', [row('2026-10', '3')], [row('2026-07', '2')], true)
  expect(months.besides.get('2026-10')?.value).toBe('2')
})
