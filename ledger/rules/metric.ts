import { wilsonInterval } from './interval.ts'
import { type Kind, type KindFacts, kinds } from './kinds.ts'
import { type Rational, ratioText, roundDiv } from './rounding.ts'
import { WHOLE } from './share.ts'
import { splitByWeights } from './split.ts'

export type Unit = 'money' | 'count' | 'ratio' | 'multiple' | 'days' | 'minutes' | 'moneyPerDay' | 'score'

export const groupings = [
  'none',
  'member',
  'team',
  'manager',
  'region',
  'month',
  'account',
  'product',
  'stage',
  'kind',
] as const
/** By `teamTree` what belongs to a team belongs to all teams above it too, as the tree is now: its rows overlap. */
export type By = (typeof groupings)[number] | 'teamTree'

/** Only entries whose dimension has one of the values; with `not`, none of them. */
export interface Only {
  readonly dim: string
  readonly values: readonly string[]
  readonly not?: boolean
}

/**
 * One ingredient of a metric. `entries`: a sum over entries of the kinds, of their amount in the organisation's currency
 * (minor units), their quantity or q2 (millionths), or the quantity of those that lack an amount. `distinct`: accounts
 * whose entries net to more than 0 (in millionths, as a quantity). `own`: from the records that the practice's own query
 * lists, each with what it brings: added up (`sum`), added up with each case counted once (`once`), or their median.
 */
export type Input =
  | {
      readonly name: string
      readonly from: 'entries'
      readonly kinds: readonly Kind[]
      readonly measure: 'amount' | 'quantity' | 'q2' | 'withoutAmount'
      readonly dims?: { readonly [dim: string]: string }
      readonly only?: readonly Only[]
    }
  | {
      readonly name: string
      readonly from: 'distinct'
      readonly kinds: readonly Kind[]
      readonly only?: readonly Only[]
    }
  | OwnInput
export interface OwnInput {
  readonly name: string
  readonly from: 'own'
  readonly unit: Unit
  readonly measure: 'sum' | 'once' | 'median'
}

/**
 * A metric, defined once: what goes in and how it is put together. `sum` adds the inputs, `ratio` divides the first by
 * the second (further ones stand beside), `first` takes the first and leaves the others beside it, `product` multiplies
 * them and divides by those of `under`, `mix` is what each kind of entry has of all of them. Source: docs/definitions.md, metrics.
 */
export interface Metric {
  readonly key: string
  readonly unit: Unit
  readonly direction: 'higher' | 'lower' | 'neither'
  /** Grows over the period; the others are levels. */
  readonly cumulative: boolean
  readonly inputs: readonly Input[]
  readonly combine: 'sum' | 'ratio' | 'first' | 'product' | 'mix'
  /** The inputs that a product is divided by; their scales and those of the others must cancel. */
  readonly under?: readonly string[]
  /** Entries count over so many days up to the day asked for, whatever the period. */
  readonly trailingDays?: number
  /** The groupings that it makes sense by; all where none are named. */
  readonly by?: readonly By[]
  /** A rate of cases, shown with their number and its Wilson interval. */
  readonly rate?: boolean
  /** Not told where more than this share of the second input lacks what it needs (the third input counts them). */
  readonly absentAbove?: { readonly lacking: string; readonly of: string; readonly share: number }
}

/** The inputs' values, in the order of the metric's inputs: minor units, millionths, or what an own query says. */
export type Parts = readonly (Rational | null)[]

const zero: Rational = { n: 0n, d: 1n }

/** The value as an exact fraction: minor units for money, millionths for a count, else plain. Null is absent, never 0. */
export function metricValue(metric: Metric, parts: Parts): Rational | null {
  if (isAbsent(metric, parts)) return null
  const [first = null] = parts
  if (metric.combine === 'first') return first
  if (metric.combine === 'sum')
    return scaledSum(
      metric,
      parts.reduce<Rational | null>((sum, part) => (sum && part ? add(sum, part) : null), zero),
    )
  if (metric.combine === 'product') return product(metric, parts)
  const under = parts[1] ?? null
  if (first === null || under === null || under.n === 0n) return null
  const scale = metric.unit === 'money' ? WHOLE : 1n
  return fraction(first.n * under.d * scale, first.d * under.n)
}

/** Money and counts are kept in their smallest unit; minutes and days of entries, in millionths, are told plain. */
export const sumScale = ({ unit }: Metric): bigint => (unit === 'money' || unit === 'count' ? 1n : WHOLE)
function scaledSum(metric: Metric, sum: Rational | null): Rational | null {
  return sum && fraction(sum.n, sum.d * sumScale(metric))
}

function product(metric: Metric, parts: Parts): Rational | null {
  let value: Rational = { n: 1n, d: 1n }
  for (const [i, input] of metric.inputs.entries()) {
    const part = parts[i] ?? null
    const divides = metric.under?.includes(input.name) ?? false
    if (part === null || (divides && part.n === 0n)) return null
    value = divides ? fraction(value.n * part.d, value.d * part.n) : fraction(value.n * part.n, value.d * part.d)
  }
  return value
}

/** The shares of a whole as shown, in thousandths: by largest remainder, so that they sum to 100.0 %. Nothing has none. */
export function mixOf(
  parts: readonly { readonly id: string; readonly weight: bigint }[],
): Map<string, Rational | null> {
  if (parts.every(({ weight }) => weight === 0n)) return new Map(parts.map(({ id }) => [id, null]))
  return new Map(splitByWeights(1000n, parts).map(({ id, amount }) => [id, { n: amount, d: 1000n }]))
}

function isAbsent(metric: Metric, parts: Parts): boolean {
  const rule = metric.absentAbove
  if (!rule) return false
  const part = (name: string) => parts[metric.inputs.findIndex((one) => one.name === name)] ?? zero
  const of = part(rule.of)
  const lacking = part(rule.lacking)
  if (of.n <= 0n) return false
  return Number(lacking.n * of.d) / Number(lacking.d * of.n) > rule.share
}

const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
const fraction = (n: bigint, d: bigint): Rational => (d < 0n ? { n: -n, d: -d } : { n, d })

/** The number of cases of a rate and its interval: 4 of 7 → 25 % to 84 %. */
export function casesOf(metric: Metric, parts: Parts): { cases: string; low: string; high: string } | null {
  if (!metric.rate) return null
  const [over = null, under = null] = parts
  if (!under || !over || under.n <= 0n) return null
  const n = Number(under.n) / Number(under.d) / Number(WHOLE)
  const found = wilsonInterval(Number(over.n) / Number(over.d) / Number(WHOLE), n)
  if (!found) return null
  return { cases: ratioText(under.n, under.d * WHOLE, 6), low: found.low.toFixed(4), high: found.high.toFixed(4) }
}

/** What an input's number is, for the explanation that shows it. */
export function unitOf(input: Input): Unit {
  if (input.from === 'own') return input.unit
  if (input.from === 'entries' && input.measure === 'amount') return 'money'
  if (input.from === 'entries' && input.measure === 'q2') return unitOfQ2(input.kinds[0])
  return 'count'
}
function unitOfQ2(kind: Kind | undefined): Unit {
  const facts: KindFacts | undefined = kind && kinds[kind]
  if (facts?.q2 === 'cycleDays') return 'days'
  return facts?.q2 === 'minutes' ? 'minutes' : 'score'
}

/** Rounded once, as it leaves: minor units of money; a decimal text for the rest. */
export function valueText(unit: Unit, value: Rational): string {
  if (unit === 'money' || unit === 'moneyPerDay') return roundDiv(value.n, value.d).toString()
  if (unit === 'count') return ratioText(value.n, value.d * WHOLE, 6)
  return ratioText(value.n, value.d, 6)
}
