import { Fault } from './fault.ts'
import { abs } from './rounding.ts'

export interface WeightedPart {
  readonly id: string
  readonly weight: bigint
}

export interface SplitPart {
  readonly id: string
  readonly amount: bigint
}

/**
 * Largest remainder 最大余额法: everyone gets the whole units of |total| · weight ÷ Σ weight, left-over units go one each
 * by the largest fraction, a tie to the smaller id, then the sign is put back. The parts keep the order given and sum to
 * the total. Throws Fault `split.member_twice`, `split.weight_negative`, `split.weights_all_zero`.
 * Example: 100.00 in three is 33.34, 33.33, 33.33. Source: docs/definitions.md, splitting.
 */
export function splitByWeights(total: bigint, parts: readonly WeightedPart[]): SplitPart[] {
  const weights = requireWeights(parts)
  const size = abs(total)
  const shares = parts.map(({ id, weight }) => {
    const exact = size * weight
    return { id, units: exact / weights, rest: exact % weights }
  })
  const given = shares.reduce((sum, share) => sum + share.units, 0n)
  const inLine = shares.toSorted((a, b) => (a.rest === b.rest ? byteOrder(a.id, b.id) : a.rest > b.rest ? -1 : 1))
  const lucky = new Set(inLine.slice(0, Number(size - given)).map((share) => share.id))
  return shares.map(({ id, units }) => {
    const amount = lucky.has(id) ? units + 1n : units
    return { id, amount: total < 0n ? -amount : amount }
  })
}

/**
 * One part of what arrives in parts (refunds, instalments): the split of the running total after it less the split
 * before it, so that a full refund in pieces nets every member to exactly 0. Throws as `splitByWeights`.
 */
export function splitPart(
  { before, after }: { before: bigint; after: bigint },
  parts: readonly WeightedPart[],
): SplitPart[] {
  const earlier = new Map(splitByWeights(before, parts).map((part) => [part.id, part.amount]))
  return splitByWeights(after, parts).map(({ id, amount }) => ({ id, amount: amount - (earlier.get(id) ?? 0n) }))
}

/** Byte order of the id text in UTF-8, which is code point order; JavaScript's `<` compares UTF-16 units instead. */
export function byteOrder(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function requireWeights(parts: readonly WeightedPart[]): bigint {
  const seen = new Set<string>()
  let weights = 0n
  for (const { id, weight } of parts) {
    if (seen.has(id)) throw new Fault('split.member_twice', { field: 'parts', value: id })
    if (weight < 0n) throw new Fault('split.weight_negative', { field: 'parts', value: weight, id })
    seen.add(id)
    weights += weight
  }
  if (weights === 0n) throw new Fault('split.weights_all_zero', { field: 'parts', value: parts.length })
  return weights
}
