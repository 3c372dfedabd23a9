import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fault } from '#ledger/rules/fault.ts'
import { draft } from '#ledger/server/save.ts'
import { type Deal, deal } from '../records/deal.ts'
import { basisJson, basisOf, type FrozenRate } from './basis.ts'
import { dealEntries } from './dealEntries.ts'
import { cancel, correct, reopen, repriced, win } from './dealMoves.ts'
import { frozenPrices } from './prices.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const today = day('2026-11-24')
const cny = (amount: bigint) => ({ amount, currency: 'CNY' })
const usd = (amount: bigint) => ({ amount, currency: 'USD' })
/** 7.2 until the 15th, 7.25 from then on; pounds have none. */
function rate(currency: string, on: Temporal.PlainDate): FrozenRate {
  if (currency === 'CNY') return { n: '1', d: '1', rate: '1', on: on.toString() }
  if (currency === 'GBP') throw new Fault('fx.rate_missing', { field: 'currency', value: currency })
  const n = on.day < 16 ? '720' : '725'
  return { n, d: '100', rate: n, on: on.toString() }
}
const open: Deal = draft(deal, {
  name: 'Nordwind',
  stageId: 'negotiation',
  ownerId: 'maya',
  productId: 'sensor',
  status: 'open',
  createdOn: day('2026-03-01'),
  amount: cny(800_00n),
  firstAmount: cny(800_00n),
  basis: basisJson({ base: 'CNY', created: rate('CNY', day('2026-03-01')), closed: null, cancelled: null, dims: {} }),
})
const prices = { list: usd(125_00n), cost: usd(50_00n) }
const won = (given: Partial<Parameters<typeof win>[1]> = {}) =>
  win(open, { on: day('2026-03-10'), today, amount: null, credits: null, prices, rate, ...given })
const dimsOf = (of: Deal, kind: string) =>
  dealEntries(of).flatMap((one) => (one.kind === kind ? [[one.dims['list_amount'], one.dims['cost']]] : []))

test('a win has the list price and the cost of its day beside it, in the organisation’s currency', () => {
  expect(dimsOf(won(), 'deal.won')).toEqual([['900.00', '360.00']])
})

test('they are split as the amount is, and the parts are the whole', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(parts, fc.bigInt(1n, 10n ** 9n), (weights, list) => {
      const total = weights.reduce((sum, one) => sum + one, 0)
      const shares = weights.map((one) => BigInt(Math.floor((one * 1_000_000) / total)))
      shares[0] = (shares[0] ?? 0n) + 1_000_000n - shares.reduce((sum, one) => sum + one, 0n)
      const credits = shares.map((share, i) => ({ memberId: `m${i}`, share }))
      const listed = dimsOf(won({ credits, prices: { list: cny(list), cost: null } }), 'deal.won')
      const sum = listed.reduce((all, [text]) => all + BigInt(String(text).replace('.', '')), 0n)
      expect(sum).toBe(list)
      expect(listed.every(([, cost]) => cost === undefined)).toBe(true)
    }),
  )
})

test('a cancellation takes the cost back, and the list price stands with the win', () => {
  const cancelled = cancel(won(), day('2026-04-01'), today)
  expect(dimsOf(cancelled, 'deal.won')).toEqual([['900.00', '360.00']])
  expect(dimsOf(cancelled, 'deal.cancelled')).toEqual([[undefined, '-360.00']])
})

test('another close day takes that day’s rate, not other prices; reopened, the deal has none', () => {
  const moved = correct(won(), { amount: null, closedOn: day('2026-03-20'), credits: null, today, rate })
  expect(dimsOf(moved, 'deal.won')).toEqual([['906.25', '362.50']])
  const again = correct(won(), { amount: cny(1n), closedOn: null, credits: null, today, rate })
  expect(dimsOf(again, 'deal.won')).toEqual([['900.00', '360.00']])
  expect(basisOf(reopen(won()).basis)).not.toHaveProperty('list')
})

test('another product brings its own prices, to a won deal only', () => {
  const other = { list: null, cost: cny(1n) }
  expect(dimsOf(repriced(won(), other, rate), 'deal.won')).toEqual([[undefined, '0.01']])
  expect(repriced(open, other, rate)).toBe(open)
})

test('no list price is 0, and one in a currency without a rate is unknown, which no win fails by', () => {
  const found = frozenPrices({ list: cny(0n), cost: { amount: 1n, currency: 'GBP' } }, day('2026-03-10'), rate)
  expect(found).toEqual({ list: null, cost: null })
})
