import type { Unit } from './metric.ts'
import type { MoneyJson } from './money.ts'
import { parseDecimal, ratioText } from './rounding.ts'

/** A figure's value as it travels: a decimal text, or money; null is absent. */
export type Value = string | MoneyJson | null
const decimalOf = (value: Value) =>
  value === null ? undefined : parseDecimal(typeof value === 'string' ? value : value.amount)
const places = (value: Value) =>
  typeof value === 'string' || value === null ? 6 : (value.amount.split('.')[1] ?? '').length

/** This less that, exactly; null where one of them is absent. */
export function differenceOf(now: Value, then: Value): NonNullable<Value> | null {
  const [a, b] = [decimalOf(now), decimalOf(then)]
  if (!a || !b || now === null) return null
  const text = (digits: number) => ratioText(a.n * b.d - b.n * a.d, a.d * b.d, digits)
  if (typeof now === 'string') return text(places(now))
  return { ...now, amount: withPlaces(text(places(now)), places(now)) }
}
function withPlaces(text: string, digits: number): string {
  const [whole = '0', part = ''] = text.split('.')
  return digits === 0 ? whole : `${whole}.${part.padEnd(digits, '0')}`
}

/** By how much more than that this is, as a share; absent of rates, whose difference is told in points, and from 0. */
export function growthOf(now: Value, then: Value, unit: Unit): number | null {
  const [a, b] = [decimalOf(now), decimalOf(then)]
  if (unit === 'ratio' || !a || !b || b.n === 0n) return null
  const base = b.n < 0n ? -b.n : b.n
  return Number(((a.n * b.d - b.n * a.d) * 1_000_000n) / (a.d * base)) / 1_000_000
}

/** Nothing, in the unit of what there is. */
export const emptyLike = (value: Value): Value =>
  value === null || typeof value === 'string' ? '0' : { ...value, amount: withPlaces('0', places(value)) }
