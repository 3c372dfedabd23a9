import { type RawBuilder, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { type FoundRate, mostQuoted, type Rate, type RateBook, rateBook } from '#ledger/rules/fx.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Org } from '../settings.ts'

export interface RatesOf {
  find(currency: string, day: Temporal.PlainDate): FoundRate
}

/**
 * The rates of some currencies into the organisation's: of all days, for those who will ask for many, or of the days that
 * are named. They are read when another currency is asked for.
 */
export async function ratesInto(
  db: Db,
  org: Org,
  currencies: Iterable<string>,
  days: readonly Temporal.PlainDate[] | null = null,
): Promise<RatesOf> {
  const foreign = [...new Set(currencies)].some((currency) => currency !== org.currency)
  const book: RateBook = foreign
    ? await bookOf(db, org, [...new Set([...currencies, org.currency])], days)
    : rateBook([], { pivots: [] })
  return {
    find(currency, day) {
      if (days?.every((one) => !one.equals(day))) throw new Error(`The rates of ${day} were not read.`)
      return book.find(currency, org.currency, day)
    },
  }
}

/** A central bank quotes thirty currencies for decades: only the pairs with one of these are read, direct ones and legs. */
async function bookOf(
  db: Db,
  org: Org,
  currencies: readonly string[],
  days: readonly Temporal.PlainDate[] | null,
): Promise<RateBook> {
  const rates = sql`select f.valid_on, f.rate from fx_rate f where ${ofPair(org)}`
  const asked =
    days &&
    sql`select distinct n.* from unnest(${days.map(String)}::date[]) as d (day)
    cross join lateral (${rates} and f.valid_on <= d.day order by f.valid_on desc limit 1) n`
  const { rows } = await sql<Quoted>`${pairsOf(org)}
    select p.source, p.from_currency, p.to_currency, r.valid_on, r.rate from pairs p
    left join lateral (${asked ?? rates}) r
      on p.from_currency = any(${currencies}::text[]) or p.to_currency = any(${currencies}::text[])
    order by r.valid_on, p.source`.execute(db)
  const quoted = Map.groupBy(rows, (row) => row.source)
  const bases = new Map(
    [...quoted].map(([source, own]) => [
      source,
      mostQuoted(own.map((row) => ({ from: row.from_currency, to: row.to_currency }))),
    ]),
  )
  return rateBook(rows.filter(isRate).map(rateOf), { pivots: [org.currency], bases })
}

/** `pairs`: each pair that a source quotes, found by leaping from one to the next in the index. */
function pairsOf({ id }: Org): RawBuilder<unknown> {
  const columns = sql`f.source, f.from_currency, f.to_currency`
  const here = sql`f.org_id = ${id}::uuid and f.deleted_at is null`
  return sql`with recursive pairs as (
    (select ${columns} from fx_rate f where ${here} order by 1, 2, 3 limit 1)
    union all
    select n.* from pairs p cross join lateral (select ${columns} from fx_rate f
      where ${here} and (f.source, f.from_currency, f.to_currency) > (p.source, p.from_currency, p.to_currency)
      order by 1, 2, 3 limit 1) n)`
}
function ofPair({ id }: Org): RawBuilder<unknown> {
  return sql`f.org_id = ${id}::uuid and f.deleted_at is null
    and f.source = p.source and f.from_currency = p.from_currency and f.to_currency = p.to_currency`
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
  const on = sql`${day.toString()}::date`
  const newest =
    asOfSeq === null
      ? sql<RateRow>`${pairsOf(org)} select p.source, p.from_currency, p.to_currency, r.valid_on, r.rate
          from pairs p cross join lateral (select f.valid_on, f.rate from fx_rate f
            where ${ofPair(org)} and f.valid_on <= ${on} order by f.valid_on desc limit 1) r`
      : sql<RateRow>`select distinct on (from_currency, to_currency, source)
          from_currency, to_currency, valid_on, rate, source
        from ${knownAt(org, asOfSeq)} and valid_on <= ${on} order by from_currency, to_currency, source, valid_on desc`
  const { rows } = await newest.execute(db)
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
/** A pair, and a rate of it where it was asked for. */
interface Quoted extends Omit<RateRow, 'valid_on' | 'rate'> {
  readonly valid_on: string | null
  readonly rate: string | null
}
function isRate(row: Quoted): row is RateRow {
  return row.valid_on !== null && row.rate !== null
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
