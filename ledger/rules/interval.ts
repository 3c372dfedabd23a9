/** The 97.5th percentile of the normal distribution: 95 % lie within ± z. */
const Z = 1.959963984540054

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * The Wilson 95 % interval of a rate, as ratios: 4 of 7 → 25 % to 84 %. Undefined where n is 0. `hits` may be a sum of
 * shares. Source: docs/definitions.md, small numbers.
 */
export function wilsonInterval(hits: number, n: number): Interval | undefined {
  if (n <= 0) return undefined
  const p = hits / n
  const zz = Z * Z
  const middle = p + zz / (2 * n)
  const spread = Z * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n))
  const scale = 1 + zz / n
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

/** Below this many cases only the interval is shown, no percentage. */
export const RATE_CASES_MIN = 5

/** Two rates whose intervals overlap are "not told apart" 无显著差异, and no prize may hang on their order alone. */
export function overlap(a: Interval, b: Interval): boolean {
  return a.low <= b.high && b.low <= a.high
}
