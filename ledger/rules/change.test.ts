import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectOf, minus, negative, plus, shownParts, times, units, weightsOf } from './change.ts'
import { type Metric, metricValue, type Parts } from './metric.ts'
import { type Rational, rational, ratioText } from './rounding.ts'

const quantity = (name: string) =>
  ({ name, from: 'entries', kinds: ['deal.won'], measure: 'quantity' }) as const satisfies Metric['inputs'][number]
const shape = { direction: 'higher', cumulative: false } as const
const sum: Metric = { key: 's', unit: 'count', ...shape, combine: 'sum', inputs: [quantity('a'), quantity('b')] }
const ratio: Metric = { key: 'r', unit: 'ratio', ...shape, combine: 'ratio', inputs: [quantity('a'), quantity('b')] }
const mean: Metric = { ...ratio, key: 'm', unit: 'money' }
const product: Metric = {
  key: 'p',
  unit: 'moneyPerDay',
  ...shape,
  combine: 'product',
  under: ['c'],
  inputs: [quantity('a'), quantity('b'), quantity('c')],
}
const whole = (n: number) => rational(BigInt(n))
const text = (value: Rational | undefined | null) => (value ? ratioText(value.n, value.d) : null)

describe('why a figure moved', () => {
  test('6 of 10 won, then 7 of 12: the one won more adds 9.17 points, the two closed more take 10.83', () => {
    const [before, after] = [
      [whole(6), whole(10)],
      [whole(7), whole(12)],
    ]
    const weights = weightsOf(ratio, before, after) ?? []
    expect(text(effectOf(weights, [whole(1), whole(0)]))).toBe('0.091666666667')
    expect(text(effectOf(weights, [whole(0), whole(2)]))).toBe('-0.108333333333')
    expect(text(effectOf(weights, [whole(1), whole(2)]))).toBe('-0.016666666667')
  })

  test('without a value on one of the days nothing is told', () => {
    expect(weightsOf(ratio, [whole(0), whole(0)], [whole(1), whole(2)])).toBeNull()
    expect(weightsOf(ratio, [whole(1), null], [whole(1), whole(2)])).toBeNull()
  })

  test('whatever the subjects brought, their effects add up to the difference exactly', () => {
    const amount = fc.integer({ min: -1000, max: 1000 })
    const subjects = fc.array(fc.tuple(amount, amount, amount), { maxLength: 8 })
    fc.assert(
      fc.property(
        fc.constantFrom(sum, ratio, mean, product),
        fc.tuple(amount, fc.integer({ min: 3000, max: 9000 }), fc.integer({ min: 9001, max: 20_000 })),
        subjects,
        (metric, start, moved) => {
          const before: Parts = start.slice(0, metric.inputs.length).map(whole)
          const after = before.map((part, i) =>
            moved.reduce((all, one) => plus(all, whole(one[i] ?? 0)), part ?? whole(0)),
          )
          const weights = weightsOf(metric, before, after)
          const [from, to] = [metricValue(metric, before), metricValue(metric, after)]
          if (weights === null || from === null || to === null) return
          const effects = moved.map((one) => effectOf(weights, one.map(whole)))
          // inputs of a product that came back to where they were have no effect, also where subjects moved them
          const told = effects.reduce(plus, whole(0))
          expect(minus(told, minus(to, from)).n).toBe(0n)
        },
      ),
    )
  })
})

describe('parts as they are shown', () => {
  test('three thirds of a rise of 1.0000 are 0.3334, 0.3333 and 0.3333', () => {
    const third = rational(10_000n, 3n)
    expect(shownParts(10_000n, [third, third, third])).toEqual([3334n, 3333n, 3333n])
    expect(shownParts(-10_000n, [negative(third), negative(third), negative(third)])).toEqual([-3333n, -3333n, -3334n])
  })

  test('they add up to the difference of two rounded values, each less than one unit from its own', () => {
    const part = fc.tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 997n)).map(([n, d]) => rational(n, d))
    fc.assert(
      fc.property(part, fc.array(part, { minLength: 1, maxLength: 12 }), (from, parts) => {
        const total = units(parts.reduce(plus, from)) - units(from)
        const shown = shownParts(total, parts)
        expect(shown.reduce((all, one) => all + one, 0n)).toBe(total)
        for (const [i, exact] of parts.entries()) {
          const off = minus(rational(shown[i] ?? 0n), exact)
          expect(off.n < off.d && off.n > -off.d).toBe(true)
        }
        expect(times(rational(2n), rational(1n, 2n))).toEqual(rational(1n))
      }),
    )
  })
})
