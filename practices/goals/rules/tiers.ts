import { Fault } from '#ledger/rules/fault.ts'

/** The marks on the bar 三档: what is to be reached, a stretch and a challenge, in the metric's smallest unit. */
export interface Tiers {
  readonly amount: bigint
  readonly stretch: bigint | null
  readonly challenge: bigint | null
}

/**
 * Amount ≤ stretch ≤ challenge, the other way round where lower is better. Throws Fault `target.tiers_out_of_order`.
 * Source: docs/definitions.md, tiers.
 */
export function requireTiers({ amount, stretch, challenge }: Tiers, better: 'higher' | 'lower'): void {
  const isBehind = (a: bigint, b: bigint) => (better === 'higher' ? a <= b : a >= b)
  if (stretch !== null && !isBehind(amount, stretch))
    throw new Fault('target.tiers_out_of_order', { field: 'stretch', better })
  if (challenge !== null && !isBehind(stretch ?? amount, challenge))
    throw new Fault('target.tiers_out_of_order', { field: 'challenge', better })
}
