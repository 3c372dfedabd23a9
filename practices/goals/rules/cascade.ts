import { type Rational, rational } from '#ledger/rules/rounding.ts'
import { type SplitPart, splitByWeights } from '#ledger/rules/split.ts'

/**
 * Over-assignment 指标加码: how far the targets handed down exceed the one above, as money and as a share of it. Shown, never
 * forced to 0. The share is null where there is nothing above to compare with. Source: docs/definitions.md, cascade.
 */
export function overAssignment(
  parent: bigint | null,
  children: readonly bigint[],
): { readonly sum: bigint; readonly difference: bigint | null; readonly share: Rational | null } {
  const sum = children.reduce((all, one) => all + one, 0n)
  if (parent === null) return { sum, difference: null, share: null }
  return { sum, difference: sum - parent, share: parent === 0n ? null : rational(sum - parent, parent) }
}

/** Ramp 爬坡: the part of a full quota in a month, by whole months since the first day; the last one holds on. */
export function rampShare(steps: readonly Rational[], monthsSince: number): Rational {
  return steps[Math.max(0, monthsSince)] ?? steps.at(-1) ?? rational(1n)
}

/**
 * A target handed down in equal parts 平均分解 that add up to it exactly; what does not go out goes one each to the first by
 * id. Whole counts stay whole. In the metric's smallest unit. Throws Fault `split.member_twice`, `split.weights_all_zero`.
 * Example: 30 customers for four people are 8, 8, 7 and 7. Source: docs/definitions.md, splitting.
 */
export function splitEvenly(total: bigint, ids: readonly string[], whole = 1n): SplitPart[] {
  const step = total % whole === 0n ? whole : 1n
  const parts = splitByWeights(
    total / step,
    ids.map((id) => ({ id, weight: 1n })),
  )
  return parts.map(({ id, amount }) => ({ id, amount: amount * step }))
}
