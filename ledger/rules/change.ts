import { type Metric, metricValue, type Parts, sumScale } from './metric.ts'
import { type Rational, rational, roundDiv } from './rounding.ts'

/** What a change of each input by one does to the value; null for an input that stands beside it. */
export type Weights = readonly (Rational | null)[]

const zero = rational(0n)
const one = rational(1n)

/**
 * Why a value moved 为何变动. A sum moves by what its inputs moved by. A ratio A ÷ B moves by ΔA · (1/B₁ + 1/B₂)/2 and by
 * (1/B₂ − 1/B₁) · (A₁ + A₂)/2: neither goes first, and both are proportional to what each subject brought, so that these add
 * up exactly too. A product moves input by input, in their order and in the opposite one; the mean of both is taken.
 * Null where there is no value before or after. Source: docs/definitions.md, why did it move.
 */
export function weightsOf(metric: Metric, before: Parts, after: Parts): Weights | null {
  if (metricValue(metric, before) === null || metricValue(metric, after) === null) return null
  if (metric.combine === 'sum') return metric.inputs.map(() => rational(1n, sumScale(metric)))
  if (metric.combine === 'product') return productWeights(metric, before, after)
  if (metric.combine === 'ratio') return ratioWeights(metric, before, after)
  return metric.inputs.map((_, i) => (i === 0 ? one : null))
}

function ratioWeights(metric: Metric, before: Parts, after: Parts): Weights | null {
  const [a1, b1, a2, b2] = [before[0], before[1], after[0], after[1]]
  if (!a1 || !b1 || !a2 || !b2) return null
  // a money ratio divides minor units by millionths
  const scale = metric.unit === 'money' ? rational(1_000_000n) : one
  const ofA = times(half(plus(inverse(b1), inverse(b2))), scale)
  const ofB = times(half(plus(a1, a2)), times(inverse(times(b1, b2)), scale))
  return metric.inputs.map((_, i) => (i === 0 ? ofA : i === 1 ? negative(ofB) : null))
}

function productWeights(metric: Metric, before: Parts, after: Parts): Weights | null {
  const { absentAbove: _, ...plain } = metric
  const order = metric.inputs.map((_one, i) => i)
  const [there, back] = [steps(plain, before, after, order), steps(plain, before, after, order.toReversed())]
  if (there === null || back === null) return null
  return order.map((i) => {
    const moved = minus(after[i] ?? zero, before[i] ?? zero)
    if (moved.n === 0n) return zero
    return times(half(plus(there[i] ?? zero, back[i] ?? zero)), inverse(moved))
  })
}

/** By how much the value moves when the inputs move one after the other. */
function steps(metric: Metric, before: Parts, after: Parts, order: readonly number[]): Rational[] | null {
  const effects: Rational[] = []
  const parts = [...before]
  let value = metricValue(metric, parts)
  for (const i of order) {
    parts[i] = after[i] ?? null
    const next = metricValue(metric, parts)
    if (value === null || next === null) return null
    effects[i] = minus(next, value)
    value = next
  }
  return effects
}

/** What a subject did to the value by what it brought to each input. */
export function effectOf(weights: Weights, moved: Parts): Rational {
  return weights.reduce<Rational>((sum, weight, i) => {
    const part = moved[i] ?? null
    return weight === null || part === null ? sum : plus(sum, times(weight, part))
  }, zero)
}

/**
 * Parts as whole units that add up to a total that was rounded for itself: each gets its whole units, those left over go
 * one each to the largest fractions, a tie to the first. The exact parts differ from the total by less than one unit.
 * Source: docs/definitions.md, splitting.
 */
export function shownParts(total: bigint, exact: readonly Rational[]): bigint[] {
  const floors = exact.map(({ n, d }) => floorDiv(n, d))
  const left = total - floors.reduce((sum, units) => sum + units, 0n)
  if (left < 0n || left > BigInt(exact.length)) throw new RangeError('The parts do not make up the total')
  const rests = exact.map((part, i) => ({ i, rest: minus(part, rational(floors[i] ?? 0n)) }))
  rests.sort((a, b) => Number(sign(minus(b.rest, a.rest))) || a.i - b.i)
  const lucky = new Set(rests.slice(0, Number(left)).map(({ i }) => i))
  return floors.map((units, i) => (lucky.has(i) ? units + 1n : units))
}

/** In whole units, as shown: half away from zero. */
export const units = ({ n, d }: Rational, scale = 1n): bigint => roundDiv(n * scale, d)

export const plus = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d)
export const negative = ({ n, d }: Rational): Rational => ({ n: -n, d })
export const minus = (a: Rational, b: Rational): Rational => plus(a, negative(b))
export const times = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d)
export const half = (value: Rational): Rational => rational(value.n, value.d * 2n)
export const inverse = ({ n, d }: Rational): Rational => rational(d, n)
const sign = ({ n }: Rational) => (n > 0n ? 1n : n < 0n ? -1n : 0n)

function floorDiv(n: bigint, d: bigint): bigint {
  const whole = n / d
  return n < 0n && n % d !== 0n ? whole - 1n : whole
}
