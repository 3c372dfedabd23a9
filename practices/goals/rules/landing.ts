import { type Rational, roundDiv } from '#ledger/rules/rounding.ts'

/** A projected end of the period 预计完成 with its 80 % interval, all in the metric's smallest unit. */
export interface Landing {
  readonly value: bigint
  /** Null where too little is known for one. */
  readonly low: bigint | null
  readonly high: bigint | null
}

/** The standard normal distribution has a tenth above it. */
const Z80 = 1.2815515655446004
const DAYS_LEAST = 10

export interface PaceSoFar {
  readonly actual: bigint
  readonly quota: bigint
  /** Exact; by a seasonal or custom curve. Null for a linear one. */
  readonly expected: Rational | null
  /** Working days less leave so far and in all, in halves. */
  readonly days: { readonly gone: bigint; readonly all: bigint }
  /** What each working day so far brought, the newest last. */
  readonly daily: readonly bigint[]
}

/**
 * By pace: actual × days of the period ÷ days gone, with a curve actual × quota ÷ expected. Null before a fifth of the days.
 * With w ≥ 10 days of mean m and sample deviation s, r left and z = 1.2816: actual + r·m ± z · s · √(r + r²/w).
 * Source: docs/definitions.md, projected landing.
 */
export function landingByPace({ actual, quota, expected, days, daily }: PaceSoFar): Landing | null {
  const { gone, all } = days
  if (gone === 0n || gone * 5n < all) return null
  const byCurve = expected !== null && expected.n !== 0n
  const value = byCurve ? roundDiv(actual * quota * expected.d, expected.n) : roundDiv(actual * all, gone)
  const w = daily.length
  if (w < DAYS_LEAST) return { value, low: null, high: null }
  const left = Number(all - gone) / 2
  const mean = daily.reduce((sum, one) => sum + Number(one), 0) / w
  const deviation = Math.sqrt(daily.reduce((sum, one) => sum + (Number(one) - mean) ** 2, 0) / (w - 1))
  const middle = Number(actual) + left * mean
  const reach = Z80 * deviation * Math.sqrt(left + left ** 2 / w)
  return { value, low: whole(middle - reach), high: whole(middle + reach) }
}

/** A deal that is open and due in the period, its chance between 0 and 1. */
export interface OpenDeal {
  readonly amount: bigint
  readonly chance: Rational
}

/**
 * By pipeline: actual + Σ chance × amount, ± z · √Σ p(1 − p)a² with z = 1.2816, never below what is won nor above all that is open.
 * Assumes that deals are independent, which is said beside it. Source: docs/definitions.md, projected landing.
 */
export function landingByPipeline(actual: bigint, deals: readonly OpenDeal[]): Landing {
  const scale = deals.reduce((product, { chance }) => (product % chance.d === 0n ? product : product * chance.d), 1n)
  const weighted = deals.reduce((sum, { amount, chance }) => sum + (amount * chance.n * scale) / chance.d, 0n)
  const value = actual + roundDiv(weighted, scale)
  const variance = deals.reduce((sum, { amount, chance }) => {
    const p = Number(chance.n) / Number(chance.d)
    return sum + p * (1 - p) * Number(amount) ** 2
  }, 0)
  const middle = Number(actual) + Number(weighted) / Number(scale)
  const reach = Z80 * Math.sqrt(variance)
  const most = actual + deals.reduce((sum, { amount }) => sum + amount, 0n)
  const [low, high] = [whole(middle - reach), whole(middle + reach)]
  return { value, low: low < actual ? actual : low, high: high > most ? most : high }
}

const whole = (value: number) => BigInt(Math.round(value))
