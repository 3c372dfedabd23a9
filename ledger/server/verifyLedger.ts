import { sql } from 'kysely'
import type { Db } from '#platform/db/connections.ts'

/** One thing that is not as it must be: which check, where, and what differs. */
export interface Damage {
  readonly check: 'rollup' | 'entries' | 'reversals' | 'positions' | 'versions' | 'days' | 'orphans'
  readonly subject: string
  readonly detail: string
}
export const damagesMost = 1000

/** What must hold in the ledger by itself, and what is derived from it. */
export async function ledgerDamages(db: Db, orgId: string): Promise<Damage[]> {
  return [
    ...(await positions(db, orgId)),
    ...(await reversals(db, orgId)),
    ...(await doubled(db, orgId)),
    ...(await rollups(db, orgId)),
    ...(await days(db, orgId)),
  ]
}

/** Every position up to the head holds an entry or, where nothing but a level changed, a version. */
async function positions(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<{ head: bigint; last: bigint; held: bigint; ahead: boolean; backwards: bigint }>`
    with e as (select seq, recorded_at from ledger_entry where org_id = ${orgId}::uuid),
      v as (select distinct seq from record_version where org_id = ${orgId}::uuid)
    select h.seq as head, greatest((select max(seq) from e), (select max(seq) from v), 0) as last,
      (select count(*) from e) + (select count(*) from v where not exists (select from e where e.seq = v.seq)) as held,
      h.position < (select coalesce(max(position), 0) from outbox where org_id = ${orgId}::uuid) as ahead,
      (select count(*) from (select recorded_at, lag(recorded_at) over (order by seq) as earlier from e) t where recorded_at < earlier) as backwards
    from ledger_head h where h.org_id = ${orgId}::uuid`.execute(db)
  const row = rows[0]
  if (!row) return [{ check: 'positions', subject: orgId, detail: 'no ledger head' }]
  const { head, last, held } = row
  const found = (subject: string, detail: string): Damage => ({ check: 'positions', subject, detail })
  return [
    ...(head < last ? [found('ledger_head', `head ${head} < last position ${last}`)] : []),
    ...(head > held
      ? [found('ledger_head', `${head - held} positions up to ${head} hold neither entry nor version`)]
      : []),
    ...(row.ahead ? [found('ledger_head', 'the outbox is ahead of its position')] : []),
    ...(row.backwards > 0n ? [found('recorded_at', `runs backwards at ${row.backwards} entries`)] : []),
  ]
}

/** A reversal is the exact negative of its original. */
async function reversals(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<{ seq: bigint; reverses: bigint }>`select r.seq, r.reverses from ledger_entry r
    left join ledger_entry o on o.org_id = r.org_id and o.seq = r.reverses
    where r.org_id = ${orgId}::uuid and r.reverses is not null and (o.seq is null or o.reverses is not null
      or (o.kind, o.subject_type, o.subject_id, o.share, o.occurred_on) is distinct from (r.kind, r.subject_type, r.subject_id, r.share, r.occurred_on)
      or (o.member_id, o.team_id, o.account_id, o.product_id, o.dims) is distinct from (r.member_id, r.team_id, r.account_id, r.product_id, r.dims)
      or (o.currency, o.fx_rate, o.fx_on) is distinct from (r.currency, r.fx_rate, r.fx_on)
      or (-o.quantity, -o.q2, -o.amount, -o.amount_base) is distinct from (r.quantity, r.q2, r.amount, r.amount_base))
    limit ${damagesMost}`.execute(db)
  return rows.map((row) => ({
    check: 'reversals',
    subject: `entry ${row.seq}`,
    detail: `is not the negative of entry ${row.reverses}`,
  }))
}

/** An entry is reversed at most once. */
async function doubled(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<{ reverses: bigint; n: bigint }>`select reverses, count(*) as n from ledger_entry
    where org_id = ${orgId}::uuid and reverses is not null group by reverses having count(*) > 1 limit ${damagesMost}`.execute(
    db,
  )
  return rows.map((row) => ({
    check: 'reversals',
    subject: `entry ${row.reverses}`,
    detail: `is reversed ${row.n} times`,
  }))
}

async function rollups(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select coalesce(c.kind, m.kind) as kind, coalesce(c.month, m.month) as month, coalesce(c.member_id, m.member_id) as member_id,
      m.entries as stored, c.entries as counted, m.amount_base as stored_amount, c.amount_base as counted_amount
    from (select kind, date_trunc('month', occurred_on)::date as month, coalesce(member_id, '00000000-0000-0000-0000-000000000000') as member_id,
            coalesce(team_id, '00000000-0000-0000-0000-000000000000') as team_id, count(*) as entries, sum(quantity) as quantity,
            coalesce(sum(q2), 0) as q2, coalesce(sum(amount_base), 0) as amount_base
          from ledger_entry where org_id = ${orgId}::uuid group by 1, 2, 3, 4) c
    full join (select * from ledger_month where org_id = ${orgId}::uuid) m
      on (m.kind, m.month, m.member_id, m.team_id) = (c.kind, c.month, c.member_id, c.team_id)
    where (m.entries, m.quantity, m.q2, m.amount_base) is distinct from (c.entries, c.quantity, c.q2, c.amount_base) limit ${damagesMost}`.execute(
    db,
  )
  return rows.map((row) => ({
    check: 'rollup',
    subject: `${row['kind']} ${row['month']} ${row['member_id']}`,
    detail: `stored ${row['stored']} entries, ${row['stored_amount']}; entries say ${row['counted']}, ${row['counted_amount']}`,
  }))
}

/** The last position of a recorded day is that of the entries and versions that were recorded on it. */
async function days(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<{ recorded_on: string }>`select coalesce(e.recorded_on, d.recorded_on) as recorded_on
    from (select (p.recorded_at at time zone o.time_zone)::date as recorded_on, max(p.seq) as last from org o cross join (
            select seq, recorded_at from ledger_entry where org_id = ${orgId}::uuid
            union all select seq, recorded_at from record_version where org_id = ${orgId}::uuid) p
          where o.id = ${orgId}::uuid group by 1) e
    full join (select * from ledger_day where org_id = ${orgId}::uuid) d on d.recorded_on = e.recorded_on
    where e.last is distinct from d.last_seq limit ${damagesMost}`.execute(db)
  return rows.map((row) => ({
    check: 'days',
    subject: `ledger_day ${row.recorded_on}`,
    detail: 'does not fit what was recorded on it',
  }))
}
