import { type FoundRate, type Rate, type RateBook, rateBook } from '#ledger/rules/fx.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Org } from '../settings.ts'

export interface RatesOf {
  find(currency: string, day: Temporal.PlainDate): FoundRate
}

/** The rates into the organisation's currency. The list is read when another currency is first asked for. */
export async function ratesInto(db: Db, org: Org, currencies: Iterable<string>): Promise<RatesOf> {
  const foreign = [...new Set(currencies)].some((currency) => currency !== org.currency)
  const book: RateBook = foreign
    ? rateBook(await ratesOf(db, org.id), { pivots: [org.currency] })
    : rateBook([], { pivots: [] })
  return { find: (currency, day) => book.find(currency, org.currency, day) }
}

async function ratesOf(db: Db, orgId: string): Promise<Rate[]> {
  const rows = await db
    .selectFrom('fx_rate')
    .select(['from_currency', 'to_currency', 'valid_on', 'rate', 'source'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('valid_on')
    .execute()
  return rows.map((row) => ({
    from: row.from_currency,
    to: row.to_currency,
    validOn: Temporal.PlainDate.from(row.valid_on),
    rate: row.rate,
    source: row.source,
  }))
}
