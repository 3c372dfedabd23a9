import { attainment } from '#ledger/rules/attainment.ts'
import { abs, type Rational, rational } from '#ledger/rules/rounding.ts'

export interface AttainmentMoved {
  /** What was reached on the two days, exactly, in the target's smallest unit. */
  readonly actuals: readonly [Rational, Rational]
  /** The target on the first day, and after each decision since; null where there is none. */
  readonly quotas: readonly (bigint | null)[]
  readonly better: 'higher' | 'lower'
}
/** What moved it, exactly. */
export interface AttainmentEffects {
  readonly before: Rational
  readonly after: Rational
  /** What one unit more of the result does. */
  readonly perUnit: Rational
  /** Of each decision, in their order. */
  readonly decisions: readonly Rational[]
}

const zero = rational(0n)
const add = (a: Rational, b: Rational) => rational(a.n * b.d + b.n * a.d, a.d * b.d)
const multiply = (a: Rational, b: Rational) => rational(a.n * b.n, a.d * b.d)

/**
 * Why an attainment moved 完成率为何变动: from results ΔA · (1/Q₁ + 1/Q₂)/2, from each decision about the target
 * (1/Q′ − 1/Q) · (A₁ + A₂)/2, with the sign of what is better: neither goes first, and all adds up exactly. A decision that
 * leaves no attainment in between counts to the next one. Null without an attainment on one of the two days.
 * Example: 50 of 100, then 60 of 120: +9.17 and −9.17 points. Source: docs/definitions.md, why did it move.
 */
export function attainmentEffects({ actuals, quotas, better }: AttainmentMoved): AttainmentEffects | null {
  const [a1, a2] = actuals
  const [q1 = null, q2 = null] = [quotas[0], quotas.at(-1)]
  if (q1 === null || q2 === null || q1 === 0n || q2 === 0n) return null
  const before = attainment(a1, rational(q1), better)
  const after = attainment(a2, rational(q2), better)
  if (before === null || after === null) return null
  const way = better === 'higher' ? 1n : -1n
  const middle = multiply(add(a1, a2), rational(1n, 2n))
  const perUnit = multiply(add(rational(way, abs(q1)), rational(way, abs(q2))), rational(1n, 2n))
  let held = q1
  const decisions = quotas.slice(1).map((next) => {
    if (next === null || next === 0n) return zero
    const share = add(rational(way, abs(next)), rational(-way, abs(held)))
    const turned = way * (signOf(held) - signOf(next))
    held = next
    return add(multiply(share, middle), rational(turned))
  })
  return { before, after, perUnit, decisions }
}
const signOf = (value: bigint) => (value < 0n ? -1n : 1n)
