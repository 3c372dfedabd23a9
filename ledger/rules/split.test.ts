import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteOrder, splitByWeights, splitPart } from './split.ts'

const equal = (...ids: string[]) => ids.map((id) => ({ id, weight: 1n }))
const amounts = (parts: readonly { amount: bigint }[]) => parts.map((part) => part.amount)
const teams = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4, unit: 'binary' }), { minLength: 1, maxLength: 8 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), weight: fc.bigInt(0n, 10n ** 9n) }))))
  .filter((parts) => parts.some((part) => part.weight > 0n))

describe('splitting', () => {
  test('100.00 in three is 33.34, 33.33, 33.33, and a refund is the mirror', () => {
    expect(amounts(splitByWeights(10_000n, equal('a', 'b', 'c')))).toEqual([3334n, 3333n, 3333n])
    expect(amounts(splitByWeights(-10_000n, equal('a', 'b', 'c')))).toEqual([-3334n, -3333n, -3333n])
  })

  test('one cent among three goes to the smallest id, wherever it stands', () => {
    expect(splitByWeights(1n, equal('m3', 'm1', 'm2'))).toEqual([
      { id: 'm3', amount: 0n },
      { id: 'm1', amount: 1n },
      { id: 'm2', amount: 0n },
    ])
  })

  test('1000 yen in three is 334, 333, 333', () => {
    expect(amounts(splitByWeights(1000n, equal('a', 'b', 'c')))).toEqual([334n, 333n, 333n])
  })

  test('a quota of 1,000,000.00 by 3:2:2', () => {
    const parts = [
      { id: 'a', weight: 3n },
      { id: 'b', weight: 2n },
      { id: 'c', weight: 2n },
    ]
    expect(amounts(splitByWeights(100_000_000n, parts))).toEqual([42_857_143n, 28_571_429n, 28_571_428n])
  })

  test('the parts sum to the total, each within one unit of its exact part, a weight of 0 gets 0, order is irrelevant', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), teams, (total, parts) => {
        const split = splitByWeights(total, parts)
        const weights = parts.reduce((sum, part) => sum + part.weight, 0n)
        expect(amounts(split).reduce((a, b) => a + b, 0n)).toBe(total)
        for (const [i, { amount }] of split.entries()) {
          const weight = parts[i]?.weight ?? 0n
          const distance = amount * weights - total * weight
          expect(distance < weights && distance > -weights).toBe(true)
          if (weight === 0n) expect(amount).toBe(0n)
        }
        expect(splitByWeights(total, parts.toReversed()).toReversed()).toEqual(split)
        expect(amounts(splitByWeights(-total, parts)).map((amount) => -amount)).toEqual(amounts(split))
      }),
    )
  })

  test('the impossible is refused', () => {
    expect(() => splitByWeights(1n, [])).toThrow('split.weights_all_zero')
    expect(() => splitByWeights(1n, [{ id: 'a', weight: 0n }])).toThrow('split.weights_all_zero')
    expect(() => splitByWeights(1n, [{ id: 'a', weight: -1n }])).toThrow('split.weight_negative')
    expect(() => splitByWeights(1n, equal('a', 'a'))).toThrow('split.member_twice')
  })

  test('ids are in the order of their bytes', () => {
    expect(byteOrder('a', 'b')).toBeLessThan(0)
    expect(byteOrder('a', 'aa')).toBeLessThan(0)
    expect(byteOrder('\uffee', '😀')).toBeLessThan(0)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(byteOrder(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
  })
})

describe('in parts', () => {
  test('0.03 to three, refunded cent by cent: c, b, a lose one cent each', () => {
    const team = equal('a', 'b', 'c')
    expect(amounts(splitPart({ before: 3n, after: 2n }, team))).toEqual([0n, 0n, -1n])
    expect(amounts(splitPart({ before: 2n, after: 1n }, team))).toEqual([0n, -1n, 0n])
    expect(amounts(splitPart({ before: 1n, after: 0n }, team))).toEqual([-1n, 0n, 0n])
  })

  test('a full refund in pieces nets every member to exactly 0', () => {
    fc.assert(
      fc.property(teams, fc.array(fc.bigInt(-(10n ** 9n), 10n ** 9n), { maxLength: 6 }), (parts, pieces) => {
        const sums = new Map(parts.map((part) => [part.id, 0n]))
        let running = 0n
        for (const piece of [...pieces, -pieces.reduce((a, b) => a + b, 0n)]) {
          for (const { id, amount } of splitPart({ before: running, after: running + piece }, parts)) {
            sums.set(id, (sums.get(id) ?? 0n) + amount)
          }
          running += piece
        }
        expect([...sums.values()].every((sum) => sum === 0n)).toBe(true)
      }),
    )
  })
})
