import { type Rational, roundDiv } from '#ledger/rules/rounding.ts'
import { splitByWeights, type WeightedPart } from '#ledger/rules/split.ts'
import type { Measure } from './amount.ts'

const WHOLE_COUNT = 1_000_000n

/**
 * A total over months or people by weight, by largest remainder, so that the parts sum to it. Where nobody weighs anything
 * all weigh the same. Whole counts stay whole: 100 deals over a year are 9 and 8, not 8.333333.
 * Source: docs/definitions.md, splitting and cascade.
 */
export function splitQuota(total: bigint, parts: readonly WeightedPart[], measure: Pick<Measure, 'unit'>): bigint[] {
  if (parts.length === 0) return []
  const weighs = parts.some(({ weight }) => weight > 0n)
  const step = stepOf(total, measure)
  const weighted = weighs ? parts : parts.map(({ id }) => ({ id, weight: 1n }))
  return splitByWeights(total / step, weighted).map(({ amount }) => amount * step)
}

/** Grown by a share (0.2 is a fifth more), rounded once; whole counts to whole ones. */
export function grownQuota(units: bigint, by: Rational, measure: Pick<Measure, 'unit'>): bigint {
  const step = stepOf(units, measure)
  return roundDiv((units / step) * (by.d + by.n), by.d) * step
}

function stepOf(units: bigint, { unit }: Pick<Measure, 'unit'>): bigint {
  return unit === 'count' && units % WHOLE_COUNT === 0n ? WHOLE_COUNT : 1n
}
