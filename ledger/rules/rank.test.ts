import fc from 'fast-check'
import { expect, test } from 'vitest'
import { competitionRanks } from './rank.ts'
import { parseDecimal, rational } from './rounding.ts'

const scores = (...texts: string[]) => texts.map((text) => parseDecimal(text) ?? null)

test('90, 85.04, 84.96 and 70 with one decimal are ranks 1, 2, 2 and 4', () => {
  expect(competitionRanks(scores('90', '85.04', '84.96', '70'), { shownDigits: 1, better: 'higher' })).toEqual([
    1, 2, 2, 4,
  ])
})

test('“—” has no rank and takes none', () => {
  expect(competitionRanks(scores('70', '—', '90'), { shownDigits: 1, better: 'higher' })).toEqual([2, null, 1])
})

test('where lower is better the shortest is first', () => {
  expect(competitionRanks(scores('30', '5', '12'), { shownDigits: 0, better: 'lower' })).toEqual([3, 1, 2])
})

test('a rank is one more than the people ahead', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 30n })), (values) => {
      const ranks = competitionRanks(
        values.map((value) => rational(value)),
        { shownDigits: 0, better: 'higher' },
      )
      expect(ranks).toEqual(values.map((value) => 1 + values.filter((other) => other > value).length))
    }),
  )
})
