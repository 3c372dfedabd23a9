import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'

/**
 * Open deals by the thousand, put in past `save` (they don't count): days, amounts, sources and names tie often, and a
 * third has no amount. Owners go round.
 */
export async function plantDeals(
  app: App,
  actor: Actor,
  count: number,
  owners: readonly (string | null)[],
): Promise<void> {
  const db = app.db.of(actor.orgId)
  await sql`insert into deal (org_id, id, created_at, updated_at, name, stage_id, account_id, product_id, owner_id, amount, currency,
      closes_on, source, external_id, status, created_on, closed_on, cancelled_on, loss_reason_id, basis)
    select ${actor.orgId}::uuid, uuidv7(), t.at, t.at, 'Deal ' || (n % 500), s.id, ${sql.raw(oneIn('account', 'n'))},
      ${sql.raw(oneIn('product', 'n'))}, (${owners}::uuid[])[1 + n % ${owners.length}],
      case when n % 3 = 0 then null else (n % 50) * 1000 + 100 end, case when n % 3 = 0 then null when n % 10 = 1 then 'USD' else 'CNY' end,
      case when n % 4 = 0 then null else date '2026-01-01' + (n % 200) end, case when n % 2 = 0 then null else 'source ' || n % 40 end,
      'X-' || extract(epoch from clock_timestamp()) || '-' || n, st.status, date '2025-01-01' + (n % 300),
      case when st.status = 'open' then null else date '2026-01-01' + (n % 150) end,
      case when st.status = 'cancelled' then date '2026-08-01' + (n % 60) end,
      case when st.status = 'lost' then ${sql.raw(oneIn('loss_reason', 'n'))} end, '{}'::jsonb
    from generate_series(1, ${count}) n
      cross join lateral (select timestamptz '2026-01-01 00:00Z' + (n % 5000) * interval '1 minute') t(at)
      cross join lateral (select case when n % 3 = 0 then 'open' when n % 20 = 1 then 'cancelled' when n % 7 = 1 then 'lost'
        when n % 5 = 1 then 'won' else 'open' end) st(status)
      join (select id, row_number() over (order by id) - 1 as i, count(*) over () as c from stage where org_id = ${actor.orgId}::uuid) s
        on s.i = n % s.c`.execute(db)
}

/** One gram each, which is enough for the planner to know what a search is about. */
export async function plantDealGrams(app: App, actor: Actor): Promise<void> {
  await sql`insert into gram (org_id, type, gram, record_id)
    select org_id, 'deal', right(name, 2), id from deal where org_id = ${actor.orgId}::uuid on conflict do nothing`.execute(
    app.db.of(actor.orgId),
  )
}

/** The records of a small table in turn; none where it is empty. */
function oneIn(table: string, n: string): string {
  return `(select a[1 + ${n} % greatest(1, cardinality(a))] from (select array(select id from ${table} order by id) as a) all_of)`
}
