import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DraftFacts, edgeOf, smartFindings } from './smart.ts'

const well: DraftFacts = {
  metric: 'known',
  better: 'higher',
  hasOwner: true,
  period: 'known',
  amount: 100n,
  hasSource: true,
  reached: [],
  capacity: null,
  hasParent: true,
  notAlignedFor: null,
  goals: 1,
  beside: null,
  lastYear: null,
}
const codes = (more: Partial<DraftFacts>) =>
  smartFindings({ ...well, ...more }).map(({ letter, code }) => `${letter} ${code}`)

test('a target that says all and asks for what is possible has nothing to mend', () => {
  expect(codes({})).toEqual([])
  expect(codes({ hasParent: false, notAlignedFor: 'a pilot' })).toEqual([])
})

test('each letter says what is missing', () => {
  expect(codes({ metric: 'missing', hasOwner: false, amount: 'missing', period: 'missing', hasParent: false })).toEqual(
    ['S metric_missing', 'S owner_missing', 'M amount_missing', 'R no_parent', 'T period_missing'],
  )
  expect(codes({ hasSource: false, notAlignedFor: ' ', hasParent: false, period: 'over' })).toEqual([
    'M source_silent',
    'R no_parent',
    'T period_over',
  ])
  expect(codes({ goals: 6, beside: { quality: false, outcome: true }, lastYear: 100n })).toEqual([
    'also many_goals',
    'also no_quality_goal',
    'also same_as_last_year',
  ])
})

test('above what 19 of 20 reached, or below it where less is better', () => {
  const reached = Array.from({ length: 21 }, (_, n) => BigInt(n * 10))
  expect([edgeOf(reached, 'higher'), edgeOf(reached, 'lower')]).toEqual([190n, 10n])
  expect([codes({ reached, amount: 190n }), codes({ reached, amount: 191n })]).toEqual([[], ['A beyond_most']])
  expect(codes({ reached, amount: 9n, better: 'lower' })).toEqual(['A beyond_most'])
  expect(codes({ capacity: { open: 60n, trailing: 39n } })).toEqual(['A capacity_short'])
  expect(codes({ capacity: { open: 60n, trailing: 40n } })).toEqual([])
})

test('a lower target is never less attainable', () => {
  const values = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 12, maxLength: 60 })
  fc.assert(
    fc.property(values, fc.bigInt(0n, 10n ** 9n), fc.bigInt(0n, 10n ** 6n), (reached, amount, less) => {
      const of = (one: bigint) =>
        codes({ reached, amount: one, capacity: { open: 5n * 10n ** 8n, trailing: 1n } }).length
      expect(of(amount - less)).toBeLessThanOrEqual(of(amount))
    }),
  )
})
