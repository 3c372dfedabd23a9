import { Fault } from '#ledger/rules/fault.ts'
import type { Money } from '#ledger/rules/money.ts'
import type { FrozenPrice, FrozenRate } from './basis.ts'

/** What a product is listed at and what it costs, as it stands now. */
export interface Prices {
  readonly list: Money | null
  readonly cost: Money | null
}
export interface FrozenPrices {
  readonly list: FrozenPrice | null
  readonly cost: FrozenPrice | null
}
type RateOf = (currency: string, on: Temporal.PlainDate) => FrozenRate

/**
 * The prices that a won deal is measured by, converted like its amount. A list price of 0 says that there is none; a
 * price in a currency without a rate is as good as unknown, for no win shall fail by it. Source: docs/definitions.md, metrics.
 */
export function frozenPrices(prices: Prices | null, on: Temporal.PlainDate, rate: RateOf): FrozenPrices {
  const { list, cost } = prices ?? { list: null, cost: null }
  return { list: list?.amount === 0n ? null : frozen(list, on, rate), cost: frozen(cost, on, rate) }
}

/** The same prices on another close day. */
export function pricesOn(prices: Partial<FrozenPrices>, on: Temporal.PlainDate, rate: RateOf): Partial<FrozenPrices> {
  const again = (price: FrozenPrice | null) =>
    price && frozen({ amount: BigInt(price.amount), currency: price.currency }, on, rate)
  return {
    ...(prices.list === undefined ? {} : { list: again(prices.list) }),
    ...(prices.cost === undefined ? {} : { cost: again(prices.cost) }),
  }
}

function frozen(price: Money | null, on: Temporal.PlainDate, rate: RateOf): FrozenPrice | null {
  if (price === null) return null
  try {
    return { amount: price.amount.toString(), currency: price.currency, rate: rate(price.currency, on) }
  } catch (error) {
    if (error instanceof Fault && error.code === 'fx.rate_missing') return null
    throw error
  }
}
