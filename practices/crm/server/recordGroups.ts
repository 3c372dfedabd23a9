import { type RawBuilder, sql } from 'kysely'
import { activeCurrencies, currencyDigits } from '#ledger/rules/currency.ts'
import { Fault } from '#ledger/rules/fault.ts'
import type { FoundRate } from '#ledger/rules/fx.ts'
import { moneyToJson } from '#ledger/rules/money.ts'
import { roundDiv } from '#ledger/rules/rounding.ts'
import { type Call, type Handled, query } from '#platform/http/handled.ts'
import { ratesOn } from '#platform/org/server/rates.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { type AnyDeclaration, fieldOf, snake } from '#platform/record/record.ts'
import { listed } from '#platform/record/server/list.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import { crm, type GroupJson, type GroupsInput, type GroupsJson, type SumPart } from '../contract.ts'
import { account } from '../records/account.ts'
import { contact } from '../records/contact.ts'
import { deal } from '../records/deal.ts'
import { inBase } from './metrics/dealStates.ts'

// What a list holds within one's reach, counted and summed in one query: the columns of the board, the days of the
// calendar, groups and the last line of a table.

export function recordGroups(types: Types): Handled[] {
  return [
    query(crm.accounts.groups, (call) => groupsOf(call, account, types)),
    query(crm.contacts.groups, (call) => groupsOf(call, contact, types)),
    query(crm.deals.groups, (call) => groupsOf(call, deal, types)),
  ]
}

const groupsMax = 1000

/** One key in one currency. Minor units; `base` and `weighted` in the organisation's currency. */
interface Row {
  readonly key: string | null
  readonly currency: string | null
  readonly n: bigint
  readonly amounts: bigint
  readonly converted: bigint
  readonly minor: string | null
  readonly base: string | null
  /** In 10⁻¹² of a minor unit: it is rounded once, when all is added up. */
  readonly weighted: string | null
}

/** Throws Fault `list.groups_too_many`. */
async function groupsOf(
  { db, actor, scope, input }: Call<GroupsInput>,
  declaration: AnyDeclaration,
  types: Types,
): Promise<GroupsJson> {
  const org = await orgSettings(db, actor.orgId)
  const rates = await ratesOn(db, org, Temporal.PlainDate.from(actor.today), null)
  const { wheres } = listed(actor, declaration, input, scope)
  const own = sql`(select * from ${sql.table(snake(declaration.type))} where ${sql.join(wheres, sql` and `)})`
  const key = keyOf(declaration, input.by)
  const asked = declaration === deal ? dealSums(own, actor.orgId, rates, org.currency) : counts(own)
  const { rows } = await sql<Row>`select ${key} as key, ${asked} group by 1, 2`.execute(db)
  const byKey = Map.groupBy(rows, (row) => row.key)
  if (byKey.size > groupsMax) throw new Fault('list.groups_too_many', { field: 'by', value: byKey.size })
  const used = new Set(rows.map((row) => row.currency))
  const related = types.get(fieldOf(declaration, input.by)?.of ?? '')
  const ids = [...byKey.keys()].filter((one) => one !== null)
  return {
    groups: [...byKey].map(([key, ofKey]) => groupJson(key, ofKey, org.currency)).toSorted(byText),
    total: groupJson(null, rows, org.currency),
    rates: [...rates]
      .filter(([currency]) => currency !== org.currency && used.has(currency))
      .map(([currency, { rateText, on }]) => ({ currency, rate: rateText, on: on.toString() })),
    names: related ? await namesOf(db, actor, related, ids) : {},
  }
}

function keyOf(declaration: AnyDeclaration, by: string): RawBuilder<unknown> {
  if (by === 'none') return sql`null::text`
  if (by.endsWith('Month') && !fieldOf(declaration, by))
    return sql`to_char(${sql.ref(`d.${snake(by.slice(0, -'Month'.length))}`)}, 'YYYY-MM')`
  return sql`${sql.ref(`d.${snake(by)}`)}::text`
}

const counts = (own: RawBuilder<unknown>) =>
  sql`null::text as currency, count(*) as n, 0::bigint as amounts, 0::bigint as converted, null::text as minor,
    null::text as base, null::text as weighted from ${own} d`

/** Open amounts at the rate of today, closed ones at the one frozen with them, each rounded once: as the metrics have it. */
function dealSums(
  own: RawBuilder<unknown>,
  orgId: string,
  rates: ReadonlyMap<string, FoundRate>,
  base: string,
): RawBuilder<unknown> {
  const known = [...rates].map(([currency, { n, d }]) => ({ currency, n: n.toString(), d: d.toString() }))
  const digits = activeCurrencies
    .map((currency) => ({ currency, digits: currencyDigits(currency) }))
    .filter((one) => one.digits !== 2)
  return sql`d.currency, count(*) as n, count(d.amount) as amounts, count(w.base) as converted,
      sum(d.amount::numeric)::text as minor, sum(w.base)::text as base,
      trunc(sum(case when d.status = 'open' then w.base * coalesce(d.probability, t.probability) * 1e12 end))::text as weighted
    from ${own} d
    left join stage t on t.org_id = ${orgId}::uuid and t.id = d.stage_id
    left join jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as now(currency text, n numeric, d numeric) on now.currency = d.currency
    left join jsonb_to_recordset(${JSON.stringify(digits)}::jsonb) as unit(currency text, digits integer) on unit.currency = d.currency
    cross join lateral (select
      ${10n ** BigInt(currencyDigits(base))}::numeric * case when d.status = 'open' then now.n else (d.basis->'closed'->>'n')::numeric end as "over",
      10::numeric ^ coalesce(unit.digits, 2) * case when d.status = 'open' then now.d else (d.basis->'closed'->>'d')::numeric end as "under") f
    cross join lateral (select ${inBase(sql`d.amount::numeric`)} as base) w`
}

function groupJson(key: string | null, rows: readonly Row[], base: string): GroupJson {
  const total = (of: (row: Row) => string | null) => rows.reduce((sum, row) => sum + whole(of(row)), 0n)
  const inCurrency = Map.groupBy(rows, (row) => row.currency)
  return {
    key,
    count: Number(rows.reduce((sum, row) => sum + row.n, 0n)),
    sum: moneyToJson({ amount: total((row) => row.base), currency: base }),
    weighted: moneyToJson({
      amount: roundDiv(
        total((row) => row.weighted),
        10n ** 12n,
      ),
      currency: base,
    }),
    parts: [...inCurrency].flatMap(([currency, own]) => (currency === null ? [] : partOf(currency, own, base))),
  }
}

function partOf(currency: string, rows: readonly Row[], base: string): SumPart[] {
  const total = (of: (row: Row) => bigint) => rows.reduce((sum, row) => sum + of(row), 0n)
  const amounts = total((row) => row.amounts)
  if (amounts === 0n) return []
  const isWhole = total((row) => row.converted) === amounts
  return [
    {
      count: Number(amounts),
      amount: moneyToJson({ amount: total((row) => whole(row.minor)), currency }),
      base: isWhole ? moneyToJson({ amount: total((row) => whole(row.base)), currency: base }) : null,
    },
  ]
}

/** Whole numbers that PostgreSQL may write with places: "1200.0000". */
const whole = (text: string | null) => BigInt(text === null ? 0 : (text.split('.')[0] ?? '0'))
const byText = (a: GroupJson, b: GroupJson) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)
