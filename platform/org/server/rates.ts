import { type RawBuilder, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
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
  return rows.map(rateOf)
}

/**
 * The rate of one day into the organisation's currency, of every currency that has one, its own included; as known now,
 * or at a position of the ledger.
 */
export async function ratesOn(
  db: Db,
  org: Org,
  day: Temporal.PlainDate,
  asOfSeq: bigint | null,
): Promise<ReadonlyMap<string, FoundRate>> {
  const known =
    asOfSeq === null ? sql`fx_rate r where r.org_id = ${org.id}::uuid and r.deleted_at is null` : knownAt(org, asOfSeq)
  const { rows } = await sql<RateRow>`select distinct on (from_currency, to_currency, source)
      from_currency, to_currency, valid_on, rate, source
    from ${known} and valid_on <= ${day.toString()}::date order by from_currency, to_currency, source, valid_on desc`.execute(
    db,
  )
  const book = rateBook(rows.map(rateOf), { pivots: [org.currency] })
  const currencies = new Set([org.currency, ...rows.flatMap((row) => [row.from_currency, row.to_currency])])
  const found = new Map<string, FoundRate>()
  for (const currency of currencies) {
    const rate = rateOrNone(book, currency, org.currency, day)
    if (rate) found.set(currency, rate)
  }
  return found
}

function knownAt(org: Org, asOfSeq: bigint): RawBuilder<unknown> {
  return sql`(select state->>'fromCurrency' as from_currency, state->>'toCurrency' as to_currency,
      (state->>'validOn')::date as valid_on, state->>'rate' as rate, state->>'source' as source
    from (select distinct on (record_id) state from record_version
      where org_id = ${org.id}::uuid and type = 'fxRate' and seq <= ${asOfSeq} order by record_id, seq desc, part desc) v
    where state is not null) r where true`
}

function rateOrNone(book: RateBook, from: string, to: string, day: Temporal.PlainDate): FoundRate | undefined {
  try {
    return book.find(from, to, day)
  } catch (error) {
    if (error instanceof Fault && error.code === 'fx.rate_missing') return undefined
    throw error
  }
}

interface RateRow {
  readonly from_currency: string
  readonly to_currency: string
  readonly valid_on: string
  readonly rate: string
  readonly source: string
}
function rateOf(row: RateRow): Rate {
  return {
    from: row.from_currency,
    to: row.to_currency,
    validOn: Temporal.PlainDate.from(row.valid_on),
    rate: row.rate,
    source: row.source,
  }
}
