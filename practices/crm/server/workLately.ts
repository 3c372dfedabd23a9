import { sql } from 'kysely'
import type { MoneyJson } from '#ledger/rules/money.ts'
import type { Asker } from '#ledger/server/question.ts'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import { activityKinds } from '../records/activity.ts'
import { deal } from '../records/deal.ts'
import { moneyOf, worthToday } from './worthToday.ts'

export interface RecentActivity {
  readonly id: string
  readonly kind: (typeof activityKinds)[number]
  readonly subject: string
  readonly on: string
  readonly dealId: string | null
  readonly accountId: string | null
  /** The deal's name, else the customer's. */
  readonly about: string | null
}

/** What one logged last, the newest first. */
export async function lastActivities({ db, actor }: Asker, memberId: string): Promise<readonly RecentActivity[]> {
  const { rows } = await sql<{
    id: string
    kind: string
    subject: string
    on: string
    deal_id: string | null
    account_id: string | null
    about: string | null
  }>`select v.id, v.kind, v.subject, v.occurred_on::text as "on", v.deal_id, v.account_id, coalesce(a.name, d.name) as about
    from (select * from activity where org_id = ${actor.orgId}::uuid and owner_id = ${memberId}::uuid and deleted_at is null
      order by occurred_on desc, id desc limit 4) v
    left join deal d on d.org_id = v.org_id and d.id = v.deal_id and ${seenDeals(actor)}
    left join account a on a.org_id = v.org_id and a.id = v.account_id
    order by v.occurred_on desc, v.id desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    kind: activityKinds.find((one) => one === row.kind) ?? 'note',
    subject: row.subject,
    on: row.on,
    dealId: row.deal_id,
    accountId: row.account_id,
    about: row.about,
  }))
}

function seenDeals(actor: Actor) {
  const scope = scopeOf(actor, deal.may['read'] ?? {})
  return scope === null ? sql`false` : rowsIn(actor, scope, deal.owner, 'd')
}

/** The day of the last activity of each; who has none is not there. */
export async function lastActiveOn(
  { db, actor }: Asker,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; on: string }>`select m.id, v.occurred_on::text as "on"
    from unnest(${memberIds}::uuid[]) as m (id)
    cross join lateral (select occurred_on from activity where org_id = ${actor.orgId}::uuid and owner_id = m.id
      and deleted_at is null order by occurred_on desc, id desc limit 1) v`.execute(db)
  return new Map(rows.map((row) => [row.id, row.on]))
}

export interface RecentWin {
  readonly dealId: string
  readonly name: string
  readonly memberId: string
  readonly on: string
  readonly amount: MoneyJson | null
  /** Nothing was won by this person before. */
  readonly isFirst: boolean
}

/** What some people won in the days up to today, what is worth most first. */
export async function recentWins(
  asker: Asker,
  memberIds: readonly string[],
  days: number,
): Promise<readonly RecentWin[]> {
  const { db, actor } = asker
  const { rows } = await sql<{
    id: string
    name: string
    owner_id: string
    on: string
    amount: string | null
    currency: string | null
    is_first: boolean
  }>`select d.id, d.name, d.owner_id, d.closed_on::text as "on", d.amount::text as amount, d.currency,
      not exists (select from deal e where e.org_id = d.org_id and e.owner_id = d.owner_id and e.status in ('won', 'cancelled')
        and e.deleted_at is null and (e.closed_on, e.id) < (d.closed_on, d.id)) as is_first
    from deal d where d.org_id = ${actor.orgId}::uuid and d.owner_id = any(${memberIds}::uuid[]) and d.status = 'won'
      and d.deleted_at is null and d.closed_on between ${actor.today}::date - ${days}::int and ${actor.today}::date
    order by d.closed_on desc, d.id limit 200`.execute(db)
  const worth = await worthToday(asker, rows)
  const ranked = rows.map((row) => ({ row, worth: worth(row) ?? 0n }))
  ranked.sort((a, b) => (a.worth === b.worth ? (a.row.id < b.row.id ? -1 : 1) : a.worth < b.worth ? 1 : -1))
  return ranked.map(({ row }) => ({
    dealId: row.id,
    name: row.name,
    memberId: row.owner_id,
    on: row.on,
    amount: moneyOf(row),
    isFirst: row.is_first,
  }))
}

/** Whether there is a customer or a deal at all. */
export async function hasWork({ db, actor }: Asker): Promise<{ readonly customers: boolean; readonly deals: boolean }> {
  const { rows } = await sql<{ customers: boolean; deals: boolean }>`select
    exists (select from account where org_id = ${actor.orgId}::uuid and deleted_at is null) as customers,
    exists (select from deal where org_id = ${actor.orgId}::uuid and deleted_at is null) as deals`.execute(db)
  return rows[0] ?? { customers: false, deals: false }
}
