import { sql } from 'kysely'
import type { Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'

/** The days of positions in another reporting zone: what was known on a day is known by its new midnight. */
export async function redrawDays({ tx, actor: { orgId } }: Write, zone: string): Promise<void> {
  // who writes meanwhile waits for the position, and then keeps its day by the new zone
  await sql`select from ledger_head where org_id = ${orgId}::uuid for update`.execute(tx)
  await sql`delete from ledger_day where org_id = ${orgId}::uuid`.execute(tx)
  await sql`insert into ledger_day (org_id, recorded_on, last_seq)
    select ${orgId}::uuid, (p.recorded_at at time zone ${zone})::date, max(p.seq) from (
      select seq, recorded_at from ledger_entry where org_id = ${orgId}::uuid
      union all select seq, recorded_at from record_version where org_id = ${orgId}::uuid) p group by 2`.execute(tx)
}

/** What counts at a time of day: how much there is, and how much of it that zone would have on another day. */
export async function timedSubjects(db: Db, orgId: string, zone: string): Promise<{ all: number; elsewhere: number }> {
  const { rows } = await sql<{ all: bigint; elsewhere: bigint }>`
    select count(distinct e.subject_id) as "all",
      count(distinct e.subject_id) filter (where (e.occurred_at at time zone ${zone})::date <> e.occurred_on) as elsewhere
    from ledger_entry e where e.org_id = ${orgId}::uuid and e.occurred_at is not null and e.reverses is null
      and not exists (select from ledger_entry r where r.org_id = e.org_id and r.reverses = e.seq)`.execute(db)
  return { all: Number(rows[0]?.all ?? 0n), elsewhere: Number(rows[0]?.elsewhere ?? 0n) }
}

export async function hasEntries(db: Db, orgId: string): Promise<boolean> {
  const { rows } = await sql`select from ledger_entry where org_id = ${orgId}::uuid limit 1`.execute(db)
  return rows.length > 0
}
