import { sql } from 'kysely'
import type { Money } from '#ledger/rules/money.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Prices } from '../rules/prices.ts'

/** What products are listed at and cost, by id; a deleted product had its prices all the same. */
export async function pricesOf(db: Db, orgId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Prices>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('product')
    .select(['id', 'price', 'cost', 'currency'])
    .where('org_id', '=', orgId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(
    rows.map(({ id, price, cost, currency }) => [
      id,
      { list: moneyOf(price, currency), cost: moneyOf(cost, currency) },
    ]),
  )
}

export async function pricesOfOne(db: Db, orgId: string, id: string | null): Promise<Prices | null> {
  return id === null ? null : ((await pricesOf(db, orgId, [id])).get(id) ?? null)
}

const moneyOf = (amount: bigint | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : { amount, currency }

/** The currencies for which rates are needed before prices can be frozen. */
export function currenciesIn(prices: Iterable<Prices | null>): string[] {
  return [...prices].flatMap((one) => [one?.list, one?.cost].flatMap((price) => (price ? [price.currency] : [])))
}
