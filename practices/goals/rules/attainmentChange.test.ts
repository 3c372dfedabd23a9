import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Rational, rational, ratioText } from '#ledger/rules/rounding.ts'
import { attainmentEffects } from './attainmentChange.ts'

const text = (value: Rational | undefined) => value && ratioText(value.n, value.d, 4)

test('50 of 100, then 60 of 120: the results add 9.17 points, the raised target takes as many', () => {
  const told = attainmentEffects({ actuals: [rational(50n), rational(60n)], quotas: [100n, 120n], better: 'higher' })
  expect([
    text(told?.before),
    text(told?.after),
    text(told?.perUnit && rational(told.perUnit.n * 10n, told.perUnit.d)),
  ]).toEqual(['0.5', '0.5', '0.0917'])
  expect(told?.decisions.map(text)).toEqual(['-0.0917'])
})

test('without a target on one of the days nothing is told', () => {
  const of = (quotas: readonly (bigint | null)[]) =>
    attainmentEffects({ actuals: [rational(1n), rational(2n)], quotas, better: 'higher' })
  expect([of([null, 5n]), of([5n, null]), of([0n, 5n]), of([])]).toEqual([null, null, null, null])
})

test('results and decisions add up to the difference exactly, whatever was decided in between', () => {
  const amount = fc.bigInt(-(10n ** 8n), 10n ** 8n)
  const quota = amount.filter((one) => one !== 0n)
  const between = fc.array(fc.option(amount), { maxLength: 4 })
  fc.assert(
    fc.property(
      fc.constantFrom('higher' as const, 'lower' as const),
      amount,
      amount,
      quota,
      between,
      quota,
      (better, a1, a2, first, some, last) => {
        const told = attainmentEffects({
          actuals: [rational(a1), rational(a2)],
          quotas: [first, ...some, last],
          better,
        })
        if (told === null) throw new Error('There are targets on both days.')
        const { before, after, perUnit, decisions } = told
        const all = decisions.reduce(
          (sum, one) => rational(sum.n * one.d + one.n * sum.d, sum.d * one.d),
          rational(perUnit.n * (a2 - a1), perUnit.d),
        )
        expect(all).toEqual(rational(after.n * before.d - before.n * after.d, after.d * before.d))
      },
    ),
  )
})
