import fc from 'fast-check'
import { expect, test } from 'vitest'
import { casesOf, type Metric, metricValue, mixOf, unitOf, valueText } from './metric.ts'
import type { Rational } from './rounding.ts'
import { WHOLE } from './share.ts'

const whole = (n: number | bigint): Rational => ({ n: BigInt(n), d: 1n })
const count = (n: number): Rational => whole(BigInt(Math.round(n * 1e6)))

const winRate: Metric = {
  key: 'win_rate_count',
  unit: 'ratio',
  direction: 'higher',
  cumulative: false,
  combine: 'ratio',
  rate: true,
  inputs: [
    { name: 'won', from: 'entries', kinds: ['deal.won'], measure: 'quantity' },
    { name: 'closed', from: 'entries', kinds: ['deal.won', 'deal.lost'], measure: 'quantity' },
  ],
}
const velocity: Metric = {
  key: 'velocity',
  unit: 'moneyPerDay',
  direction: 'higher',
  cumulative: false,
  combine: 'product',
  under: ['closed', 'days'],
  inputs: [
    { name: 'open_deals', from: 'own', unit: 'count', measure: 'sum' },
    { name: 'won', from: 'entries', kinds: ['deal.won'], measure: 'quantity' },
    { name: 'won_value', from: 'entries', kinds: ['deal.won'], measure: 'amount' },
    { name: 'closed', from: 'entries', kinds: ['deal.won', 'deal.lost'], measure: 'quantity' },
    { name: 'days', from: 'entries', kinds: ['deal.won'], measure: 'q2' },
  ],
}

test('6 won and 4 lost are a win rate of 60 %, between 31 and 83 %', () => {
  const parts = [count(6), count(10)]
  expect(valueText('ratio', metricValue(winRate, parts) ?? whole(0))).toBe('0.6')
  expect(casesOf(winRate, parts)).toEqual({ cases: '10', low: '0.3127', high: '0.8318' })
})

test('a rate of nothing is absent and has no interval', () => {
  expect(metricValue(winRate, [count(0), count(0)])).toBeNull()
  expect(casesOf(winRate, [count(0), count(0)])).toBeNull()
})

test('20 open deals at 25 %, 12,000.00 each and 60 days are a velocity of 1,000.00 a day', () => {
  // 3 won of 12, together 36,000.00 in 180 days
  const parts = [count(20), count(3), whole(36_000_00), count(12), count(180)]
  expect(valueText('moneyPerDay', metricValue(velocity, parts) ?? whole(0))).toBe('100000')
})

test('velocity is absent without a win, a loss and a day, and 0 without an open deal', () => {
  expect(metricValue(velocity, [count(20), count(0), whole(0), count(0), count(0)])).toBeNull()
  expect(metricValue(velocity, [count(20), count(1), whole(100), count(1), count(0)])).toBeNull()
  expect(metricValue(velocity, [count(0), count(1), whole(100), count(1), count(5)])?.n).toBe(0n)
})

test('a mix sums to 100.0 % as shown, by largest remainder', () => {
  const thirds = mixOf(['a', 'b', 'c'].map((id) => ({ id, weight: 1n })))
  expect([...thirds.values()].map((one) => valueText('ratio', one ?? whole(0)))).toEqual(['0.334', '0.333', '0.333'])
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 9 }), (weights) => {
      const parts = [...mixOf(weights.map((weight, i) => ({ id: String(i), weight: BigInt(weight) }))).values()]
      if (weights.every((weight) => weight === 0)) expect(parts.every((one) => one === null)).toBe(true)
      else expect(parts.reduce((sum, one) => sum + (one?.n ?? 0n), 0n)).toBe(1000n)
    }),
  )
})

test('an input is told in its own unit, whatever the metric’s is', () => {
  expect(velocity.inputs.map(unitOf)).toEqual(['count', 'count', 'money', 'count', 'days'])
  expect(unitOf({ name: 'minutes', from: 'entries', kinds: ['call.made'], measure: 'q2' })).toBe('minutes')
  expect(WHOLE).toBe(count(1).n)
})
