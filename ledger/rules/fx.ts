import { currencyDigits } from './currency.ts'
import { dayNumber } from './day.ts'
import { Fault } from './fault.ts'
import { inRange, type Money } from './money.ts'
import { decimalText, parseRate, type Rational, rational, ratioText, roundDiv } from './rounding.ts'

/** One rate: 1 unit of `from` is `rate` (decimal text) units of `to`, valid from its day until a newer one. */
export interface Rate {
  readonly from: string
  readonly to: string
  readonly validOn: Temporal.PlainDate
  readonly rate: string
  readonly source: string
}

/** The rate of a day: n ÷ d exactly, as text, the day it is from (of two legs the older) and the way taken. */
export interface FoundRate extends Rational {
  readonly rateText: string
  readonly on: Temporal.PlainDate
  readonly path: readonly string[]
  /** Null where a currency is converted into itself. */
  readonly source: string | null
}

export interface RateBook {
  find(from: string, to: string, day: Temporal.PlainDate): FoundRate
}

/** Older than this many days, a figure carries a warning. */
const STALE_DAYS = 10

/**
 * The rates, indexed once, for imports that ask tens of thousands of times. A day's rate is the newest with `validOn` ≤
 * day in either direction (the inverse exactly; on the same day the direction asked for wins, then the one given last);
 * else by one pivot within one source: the first of `pivots` that works, else the source's base, which `bases` tells
 * where the list holds but some of a source's pairs. Throws Fault
 * `fx.rate_invalid`; `find` throws Fault `fx.rate_missing` and never answers 1. Source: docs/definitions.md, FX.
 */
export function rateBook(
  rates: readonly Rate[],
  { pivots, bases }: { readonly pivots: readonly string[]; readonly bases?: ReadonlyMap<string, string> },
): RateBook {
  const everySource = indexQuotes(rates)
  const sources = [...Map.groupBy(rates, (rate) => rate.source)].map(([source, own]) => ({
    quotes: indexQuotes(own),
    base: bases?.get(source) ?? mostQuoted(own),
  }))
  return {
    find(from, to, day) {
      if (from === to) return { n: 1n, d: 1n, rateText: '1', on: day, path: [from], source: null }
      const asked = dayNumber(day)
      const direct = newestQuote(everySource, from, to, asked)
      if (direct) return foundRate([direct], [from, to])
      for (const pivot of [...pivots, null]) {
        const ways = sources.flatMap(({ quotes, base }) => {
          const over = pivot ?? base
          const first = newestQuote(quotes, from, over, asked)
          const second = newestQuote(quotes, over, to, asked)
          return first && second ? [{ legs: [first, second], path: [from, over, to] }] : []
        })
        const [newest] = ways.sort((a, b) => oldest(b.legs) - oldest(a.legs))
        if (newest) return foundRate(newest.legs, newest.path)
      }
      throw new Fault('fx.rate_missing', { field: 'currency', value: `${from} → ${to}`, from, to, day: day.toString() })
    },
  }
}

/** One rate out of a list; for many questions make a `rateBook`. Throws Fault `fx.rate_missing`. */
export function findRate(
  rates: readonly Rate[],
  from: string,
  to: string,
  day: Temporal.PlainDate,
  { pivots }: { pivots: readonly string[] },
): FoundRate {
  return rateBook(rates, { pivots }).find(from, to, day)
}

/** The money in another currency, rounded once into its minor units. A split event is converted whole, then split. */
export function convert(money: Money, to: string, rate: Rational): Money {
  const up = 10n ** BigInt(currencyDigits(to))
  const down = 10n ** BigInt(currencyDigits(money.currency))
  return inRange({ amount: roundDiv(money.amount * rate.n * up, rate.d * down), currency: to })
}

/** Is the rate more than 10 days older than the day it is used for? */
export function isStale(rate: Pick<FoundRate, 'on'>, day: Temporal.PlainDate): boolean {
  return dayNumber(day) - dayNumber(rate.on) > STALE_DAYS
}

interface Quote extends Rational {
  readonly day: number
  readonly direct: boolean
  readonly rate: Rate
}

/** By "FROM TO", oldest first; where two are of one day, the better one last. */
type Quotes = ReadonlyMap<string, readonly Quote[]>

function indexQuotes(rates: readonly Rate[]): Quotes {
  const quotes = new Map<string, Quote[]>()
  const add = (pair: string, quote: Quote) => {
    const list = quotes.get(pair)
    if (list) list.push(quote)
    else quotes.set(pair, [quote])
  }
  for (const rate of rates) {
    const { n, d } = parseRate(rate.rate)
    const day = dayNumber(rate.validOn)
    add(`${rate.from} ${rate.to}`, { n, d, day, direct: true, rate })
    add(`${rate.to} ${rate.from}`, { n: d, d: n, day, direct: false, rate })
  }
  for (const list of quotes.values()) list.sort((a, b) => a.day - b.day || Number(a.direct) - Number(b.direct))
  return quotes
}

function newestQuote(quotes: Quotes, from: string, to: string, day: number): Quote | undefined {
  const list = quotes.get(`${from} ${to}`) ?? []
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle]?.day ?? Number.POSITIVE_INFINITY) <= day) low = middle + 1
    else high = middle
  }
  return list[low - 1]
}

function oldest(legs: readonly Quote[]): number {
  return Math.min(...legs.map((leg) => leg.day))
}

/** A source's base is the currency that stands in most of the pairs that it quotes, however often it quotes them. */
export function mostQuoted(rates: Iterable<Pick<Rate, 'from' | 'to'>>): string {
  const pairs = new Map<string, Pick<Rate, 'from' | 'to'>>()
  for (const rate of rates) pairs.set(`${rate.from} ${rate.to}`, rate)
  const counts = new Map<string, number>()
  for (const currency of [...pairs.values()].flatMap(({ from, to }) => [from, to])) {
    counts.set(currency, (counts.get(currency) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return most?.[0] ?? ''
}

function foundRate(legs: readonly Quote[], path: readonly string[]): FoundRate {
  const exact = legs.reduce<Rational>((product, leg) => rational(product.n * leg.n, product.d * leg.d), {
    n: 1n,
    d: 1n,
  })
  const from = legs.reduce((a, b) => (b.day < a.day ? b : a))
  return { ...exact, rateText: rateText(exact), on: from.rate.validOn, path, source: from.rate.source }
}

/** Exact where the decimals end; an inverse that doesn't end is cut to 20 significant digits. */
function rateText({ n, d }: Rational): string {
  const places = 30
  if ((n * 10n ** BigInt(places)) % d === 0n) return ratioText(n, d, places)
  const leading = n >= d ? (n / d).toString().length : 1 - (d / n).toString().length
  return decimalText(n, d, Math.max(0, 20 - leading))
}
