import { sql } from 'kysely'
import { parseDecimal, rational } from '#ledger/rules/rounding.ts'
import type { Asker } from '#ledger/server/question.ts'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import { contact } from '../records/contact.ts'
import { type MissedCustomer, type Row, readDeal, type StandingDeal } from './standingDeal.ts'
import { moneyOf, worthToday } from './worthToday.ts'

/** One person's work is looked through to this many records; whoever has more has another page for it. */
const dealsMost = 500
const accountsMost = 300

/** What counts as a contact is what the ledger counts as one. */
const reached = sql`kind in ('email', 'meeting', 'visit', 'message') or (kind = 'call' and connected)`

const columns = sql`d.id, d.name, d.owner_id, d.account_id, a.name as account, coalesce(c.name, o.name) as contact,
  coalesce(c.phone, o.phone, a.phone) as phone, coalesce(c.email, o.email) as email, d.amount::text as amount, d.currency,
  coalesce(d.probability, s.probability)::text as chance, d.closes_on::text as closes_on, d.created_on::text as created_on,
  d.next_step, d.next_step_on::text as next_step_on, d.stage_id, s.name as stage, s.stale_after_days`
/** Contacts belong to somebody: who may not read one sees neither name nor number. */
function seenContacts({ actor }: Asker, table: string) {
  const isKeyWithout = actor.scopes !== null && !actor.scopes.has('contacts:read') && !actor.scopes.has('*')
  const scope = isKeyWithout ? null : scopeOf(actor, contact.may['read'] ?? {})
  return scope === null ? sql`false` : rowsIn(actor, scope, contact.owner, table)
}
const around = (asker: Asker) => sql`join stage s on s.org_id = d.org_id and s.id = d.stage_id
  left join account a on a.org_id = d.org_id and a.id = d.account_id
  left join contact c on c.org_id = d.org_id and c.id = d.contact_id and ${seenContacts(asker, 'c')}
  left join lateral (select n.name, n.phone, n.email from contact n where d.contact_id is null and n.org_id = d.org_id
    and n.account_id = d.account_id and n.deleted_at is null and ${seenContacts(asker, 'n')} order by n.id limit 1) o on true`
const moments = sql`(select max(occurred_on)::text from activity where org_id = d.org_id and deal_id = d.id and deleted_at is null
    and (${reached})) as contacted_on,
  (select max("on")::text from deal_event where org_id = d.org_id and deal_id = d.id and kind = 'stage'
    and to_stage_id = d.stage_id and deleted_at is null) as stage_since,
  (select count(*)::int from deal_event where org_id = d.org_id and deal_id = d.id and kind = 'closeDay'
    and after > before and deleted_at is null) as pushes`

/** The open deals of one person, those that should close first before the others. */
export async function standingDeals(asker: Asker, memberId: string): Promise<readonly StandingDeal[]> {
  const { db, actor } = asker
  const { rows } = await sql<Row>`select ${columns}, ${moments}
    from (select * from deal where org_id = ${actor.orgId}::uuid and owner_id = ${memberId}::uuid and status = 'open'
      and deleted_at is null order by closes_on nulls last, id limit ${dealsMost}) d ${around(asker)}
    order by d.closes_on nulls last, d.id`.execute(db)
  return withWorth(asker, rows)
}

/**
 * Open deals of some people that go another way than was said: expected to close on a day that has passed, pushed back
 * twice or more, or without a next step. Each with its worth; those that lie the longest past their day come first.
 */
export async function strayDeals(asker: Asker, memberIds: readonly string[]): Promise<readonly StandingDeal[]> {
  const { db, actor } = asker
  const { rows } = await sql<Row>`select ${columns}, ${moments}
    from (select * from deal where org_id = ${actor.orgId}::uuid and owner_id = any(${memberIds}::uuid[]) and status = 'open'
      and deleted_at is null and (closes_on < ${actor.today}::date or next_step is null or id = any(array(
        select deal_id from deal_event where org_id = ${actor.orgId}::uuid and member_id = any(${memberIds}::uuid[])
          and kind = 'closeDay' and after > before and deleted_at is null
          and "on" >= ${actor.today}::date - 180 group by deal_id having count(*) >= 2)))
      order by closes_on nulls last, id limit ${dealsMost * 4}) d ${around(asker)}
    order by d.closes_on nulls last, d.id`.execute(db)
  return withWorth(asker, rows)
}

async function withWorth(asker: Asker, rows: readonly Row[]): Promise<StandingDeal[]> {
  const worth = await worthToday(asker, rows)
  return rows.map((row) => ({
    ...readDeal(row),
    amount: moneyOf(row),
    worth: worth(row),
    chance: parseDecimal(row.chance ?? '0') ?? rational(0n),
  }))
}

/** How long deals of a person stay in a stage: the median of the moves of the last year, where there were five. */
export async function usualStageDays({ db, actor }: Asker, memberId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ stage_id: string; days: number }>`with moves as (
      select to_stage_id, lead("on") over (partition by deal_id order by "on", id) - "on" as days
      from (select * from deal_event where org_id = ${actor.orgId}::uuid and member_id = ${memberId}::uuid and kind = 'stage'
        and "on" >= ${actor.today}::date - 365 and deleted_at is null order by "on" desc, id desc limit 2000) e)
    select to_stage_id as stage_id, percentile_disc(0.5) within group (order by days)::int as days from moves
    where days is not null and to_stage_id is not null group by to_stage_id having count(*) >= 5`.execute(db)
  return new Map(rows.map((row) => [row.stage_id, row.days]))
}

/** Customers of a person without an open deal whom nobody has reached for so long, the longest first. */
export async function missedCustomers(
  asker: Asker,
  memberId: string,
  days: number,
): Promise<readonly MissedCustomer[]> {
  const { db, actor } = asker
  const { rows } = await sql<{
    id: string
    name: string
    contacted_on: string | null
    since: string
    contact: string | null
    phone: string | null
    email: string | null
  }>`select a.id, a.name, t.contacted_on::text as contacted_on, (a.created_at at time zone 'utc')::date::text as since,
      c.name as contact, coalesce(c.phone, a.phone) as phone, c.email
    from (select * from account where org_id = ${actor.orgId}::uuid and owner_id = ${memberId}::uuid and deleted_at is null
      order by id limit ${accountsMost}) a
    cross join lateral (select max(occurred_on) as contacted_on from activity
      where org_id = a.org_id and account_id = a.id and deleted_at is null and (${reached})) t
    left join lateral (select n.name, n.phone, n.email from contact n where n.org_id = a.org_id and n.account_id = a.id
      and n.deleted_at is null and ${seenContacts(asker, 'n')} order by n.id limit 1) c on true
    where coalesce(t.contacted_on, a.created_at::date) < ${actor.today}::date - ${days}::int
      and not exists (select from deal where org_id = a.org_id and account_id = a.id and status = 'open' and deleted_at is null)
    order by coalesce(t.contacted_on, a.created_at::date), a.id limit 5`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    contactedOn: row.contacted_on,
    since: row.contacted_on ?? row.since,
    contact: row.contact,
    phone: row.phone,
    email: row.email,
  }))
}
