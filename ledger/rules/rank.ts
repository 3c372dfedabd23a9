import { type Rational, roundDiv } from './rounding.ts'

/**
 * Competition ranking 排名 (1, 2, 2, 4) on the values as shown, so two people who read the same number share a rank.
 * In the order given; null ("—") has no rank. Source: docs/definitions.md, rank.
 */
export function competitionRanks(
  values: readonly (Rational | null)[],
  { shownDigits, better }: { shownDigits: number; better: 'higher' | 'lower' },
): (number | null)[] {
  const scale = 10n ** BigInt(shownDigits)
  const shown = values.map((value) => (value === null ? null : roundDiv(value.n * scale, value.d)))
  const ranks = new Map<bigint, number>()
  for (const [i, value] of shown
    .filter((each) => each !== null)
    .sort(inOrder(better))
    .entries()) {
    if (!ranks.has(value)) ranks.set(value, i + 1)
  }
  return shown.map((value) => (value === null ? null : (ranks.get(value) ?? null)))
}

function inOrder(better: 'higher' | 'lower'): (a: bigint, b: bigint) => number {
  const sign = better === 'higher' ? -1 : 1
  return (a, b) => (a === b ? 0 : a < b ? -sign : sign)
}
