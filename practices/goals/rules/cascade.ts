import { type Rational, rational } from '#ledger/rules/rounding.ts'

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
