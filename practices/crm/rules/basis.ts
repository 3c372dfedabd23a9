import type { Dims } from '#ledger/rules/entry.ts'
import { convert, type FoundRate } from '#ledger/rules/fx.ts'
import type { Money } from '#ledger/rules/money.ts'
import type { Json } from '#platform/record/field.ts'

/** A rate frozen when a deal began to count: exactly n ÷ d, as it reads, and of which day. */
export interface FrozenRate {
  readonly n: string
  readonly d: string
  readonly rate: string
  readonly on: string
}

/** A price frozen on a won deal: minor units of its currency, and the rate of the close day. */
export interface FrozenPrice {
  readonly amount: string
  readonly currency: string
  readonly rate: FrozenRate
}

/** What a deal's entries need besides the deal: frozen on it, so that a later rename or corrected rate changes nothing. */
export interface Basis {
  readonly base: string
  readonly created: FrozenRate | null
  readonly closed: FrozenRate | null
  readonly cancelled: FrozenRate | null
  readonly dims: Dims
  /** Whose it was when it closed, once it has gone to another owner: the credit stays. */
  readonly closedFor?: string | null
  /** What the product was listed at and cost when the deal was won; undefined where nobody looked. */
  readonly list?: FrozenPrice | null
  readonly cost?: FrozenPrice | null
}

export function freeze(found: FoundRate): FrozenRate {
  return { n: found.n.toString(), d: found.d.toString(), rate: found.rateText, on: found.on.toString() }
}

/** In the organisation's currency, rounded once. */
export function inBase(money: Money, base: string, frozen: FrozenRate): Money {
  return convert(money, base, { n: BigInt(frozen.n), d: BigInt(frozen.d) })
}

export function basisJson(basis: Basis): Json {
  const rate = (frozen: FrozenRate | null): Json => (frozen === null ? null : { ...frozen })
  return {
    base: basis.base,
    created: rate(basis.created),
    closed: rate(basis.closed),
    cancelled: rate(basis.cancelled),
    dims: { ...basis.dims },
    ...(basis.closedFor === undefined ? {} : { closedFor: basis.closedFor }),
    ...(basis.list === undefined ? {} : { list: priceJson(basis.list) }),
    ...(basis.cost === undefined ? {} : { cost: priceJson(basis.cost) }),
  }
}
const priceJson = (price: FrozenPrice | null): Json => price && { ...price, rate: { ...price.rate } }

export function basisOf(json: Json): Basis {
  const given = isObject(json) ? json : {}
  const dims = isObject(given['dims'] ?? null) ? given['dims'] : {}
  const closedFor = given['closedFor']
  return {
    base: typeof given['base'] === 'string' ? given['base'] : '',
    created: frozenOf(given['created']),
    closed: frozenOf(given['closed']),
    cancelled: frozenOf(given['cancelled']),
    dims: dimsIn(dims ?? {}),
    ...(closedFor === null || typeof closedFor === 'string' ? { closedFor } : {}),
    ...('list' in given ? { list: priceOf(given['list']) } : {}),
    ...('cost' in given ? { cost: priceOf(given['cost']) } : {}),
  }
}

type JsonObject = { readonly [key: string]: Json }
function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
function frozenOf(json: Json | undefined): FrozenRate | null {
  if (json === undefined || !isObject(json)) return null
  const { n, d, rate, on } = json
  if (typeof n !== 'string' || typeof d !== 'string' || typeof rate !== 'string' || typeof on !== 'string') return null
  return { n, d, rate, on }
}
function priceOf(json: Json | undefined): FrozenPrice | null {
  if (json === undefined || !isObject(json)) return null
  const { amount, currency } = json
  const rate = frozenOf(json['rate'])
  return typeof amount === 'string' && typeof currency === 'string' && rate !== null ? { amount, currency, rate } : null
}
function dimsIn(json: Json): Dims {
  const dims: Record<string, string> = {}
  if (!isObject(json)) return dims
  for (const [name, value] of Object.entries(json)) if (typeof value === 'string') dims[name] = value
  return dims
}
