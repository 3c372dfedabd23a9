import { Fault } from './fault.ts'

/** An exact fraction n ÷ d, d > 0. Intermediate values stay fractions; rounding happens once, where one is stored or shown. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

/** How many digits a decimal text may have in all: more is a mistake or an attack, and costs time. */
const DIGITS_MAX = 60

/**
 * n ÷ d to a whole number, half away from zero 四舍五入 (0.5 → 1, −2.5 → −3), so that a reversal cancels its original.
 * d is not 0. Source: docs/definitions.md, rounding.
 */
export function roundDiv(n: bigint, d: bigint): bigint {
  if (d === 0n) throw new RangeError('Division by zero')
  const negative = n < 0n !== d < 0n
  const [top, bottom] = [abs(n), abs(d)]
  const rounded = (2n * top + bottom) / (2n * bottom)
  return negative ? -rounded : rounded
}

/** n ÷ d in lowest terms with d > 0. */
export function rational(n: bigint, d = 1n): Rational {
  if (d === 0n) throw new RangeError('Division by zero')
  const sign = d < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(abs(n), abs(d))
  return { n: (sign * n) / divisor, d: (sign * d) / divisor }
}

/** "-12.50" → −25/2. Undefined where the text is not a plain decimal: no exponent, no grouping, no bare point. */
export function parseDecimal(text: string): Rational | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (match === null || text.length > DIGITS_MAX) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  return rational(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length))
}

/** A rate above 0 as an exact fraction: "7.2" → 36/5. Throws Fault `fx.rate_invalid`. */
export function parseRate(text: string): Rational {
  const rate = parseDecimal(text)
  if (rate === undefined || rate.n <= 0n) throw new Fault('fx.rate_invalid', { field: 'rate', value: text })
  return rate
}

/** n ÷ d rounded to exactly `digits` decimal places: 83445/1000 at 1 → "83.4", 2 at 2 → "2.00". Never "-0.0". */
export function decimalText(n: bigint, d: bigint, digits: number): string {
  const units = roundDiv(n * 10n ** BigInt(digits), d)
  const text = abs(units)
    .toString()
    .padStart(digits + 1, '0')
  const sign = units < 0n ? '-' : ''
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** n ÷ d as the API writes ratios and quantities: at most `digits` places, no trailing zeros: 6/5 → "1.2", 4238/1 → "4238". */
export function ratioText(n: bigint, d: bigint, digits = 12): string {
  const text = decimalText(n, d, digits)
  if (!text.includes('.')) return text
  const trimmed = text.replace(/\.?0+$/, '')
  return trimmed === '-0' ? '0' : trimmed
}

export function abs(n: bigint): bigint {
  return n < 0n ? -n : n
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
