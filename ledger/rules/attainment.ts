import { abs, type Rational, rational, ratioText } from './rounding.ts'

/**
 * Attainment 完成率 = 1 + s · (actual − quota) ÷ |quota|, s = +1 where higher is better, −1 where lower is: actual ÷ quota, or
 * 2 − actual ÷ quota. Exact and not clamped: the score clamps. Null ("—") without a quota, and for a quota of 0 where higher
 * is better; where lower is, 0 allows nothing: 1 if actual ≤ 0, else 0. Both are in the same unit.
 * Source: docs/definitions.md, attainment.
 */
export function attainment(actual: Rational, quota: Rational | null, better: 'higher' | 'lower'): Rational | null {
  if (quota === null) return null
  if (quota.n === 0n) return better === 'higher' ? null : rational(actual.n <= 0n ? 1n : 0n)
  const difference = actual.n * quota.d - quota.n * actual.d
  const base = abs(quota.n) * actual.d
  return rational(better === 'higher' ? base + difference : base - difference, base)
}

/** As the API writes it: 6/5 → "1.2". */
export function attainmentText(value: Rational | null): string | null {
  return value === null ? null : ratioText(value.n, value.d)
}
