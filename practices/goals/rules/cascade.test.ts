import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitEvenly } from './cascade.ts'

const customers = 1_000_000n

test('thirty customers for four people are eight, eight, seven and seven', () => {
  const parts = splitEvenly(30n * customers, ['a', 'b', 'c', 'd'], customers)
  expect(parts.map(({ amount }) => amount / customers)).toEqual([8n, 8n, 7n, 7n])
})

test('a million in three is split to the cent', () => {
  expect(splitEvenly(100_000_000n, ['a', 'b', 'c']).map(({ amount }) => amount)).toEqual([
    33_333_334n,
    33_333_333n,
    33_333_333n,
  ])
})

test('what is handed down adds up to the target, and nobody gets a unit more than a colleague', () => {
  const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), ids, fc.constantFrom(1n, customers), (total, whom, whole) => {
      const amounts = splitEvenly(total, whom, whole).map(({ amount }) => amount)
      expect(amounts.reduce((sum, one) => sum + one, 0n)).toBe(total)
      const [least = 0n] = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      for (const one of amounts) expect(one - least <= whole).toBe(true)
    }),
  )
})
