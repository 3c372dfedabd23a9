import { sql } from 'kysely'
import { difference } from '#ledger/rules/difference.ts'
import type { Db } from '#platform/db/connections.ts'
import { snake } from '#platform/record/record.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import { postedFor } from './entries.ts'
import type { AnyRecordType, Wanted } from './recordType.ts'

/** One thing that is not as it must be: which check, where, and what differs. */
export interface Damage {
  readonly check: 'rollup' | 'entries' | 'reversals' | 'positions' | 'versions' | 'days' | 'orphans'
  readonly subject: string
  readonly detail: string
}
export interface Verified {
  readonly entries: bigint
  readonly records: number
  readonly damages: readonly Damage[]
}
const damagesMost = 1000
const pageSize = 1000

/** Recomputes what the ledger must hold from the records, and everything that is derived from the ledger; reads only. */
export async function verify(db: Db, orgId: string, types: readonly AnyRecordType[]): Promise<Verified> {
  const damages: Damage[] = []
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from ledger_entry where org_id = ${orgId}::uuid`.execute(db)
  damages.push(
    ...(await positions(db, orgId)),
    ...(await reversals(db, orgId)),
    ...(await rollups(db, orgId)),
    ...(await days(db, orgId)),
  )
  let records = 0
  for (const type of types) {
    if (type.entriesOf || type.phasesOf) records += await eachRecord(db, orgId, type, damages)
  }
  damages.push(...(await orphans(db, orgId, types)))
  for (const type of types) if (type.dependent) damages.push(...(await dependents(db, orgId, type)))
  return { entries: rows[0]?.n ?? 0n, records, damages: damages.slice(0, damagesMost) }
}

async function positions(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<{ head: bigint; last: bigint; backwards: bigint }>`select h.seq as head,
      (select coalesce(max(seq), 0) from ledger_entry where org_id = ${orgId}::uuid) as last,
      (select count(*) from (select recorded_at, lag(recorded_at) over (order by seq) as earlier from ledger_entry where org_id = ${orgId}::uuid) e where recorded_at < earlier) as backwards
    from ledger_head h where h.org_id = ${orgId}::uuid`.execute(db)
  const row = rows[0]
  if (!row) return [{ check: 'positions', subject: orgId, detail: 'no ledger head' }]
  const found: Damage[] = []
  if (row.head < row.last)
    found.push({ check: 'positions', subject: 'ledger_head', detail: `head ${row.head} < last entry ${row.last}` })
  if (row.backwards > 0n)
    found.push({ check: 'positions', subject: 'recorded_at', detail: `runs backwards at ${row.backwards} entries` })
  return found
}

/** A reversal is the exact negative of its original. */
async function reversals(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<{ seq: bigint; reverses: bigint }>`select r.seq, r.reverses from ledger_entry r
    left join ledger_entry o on o.org_id = r.org_id and o.seq = r.reverses
    where r.org_id = ${orgId}::uuid and r.reverses is not null and (o.seq is null or o.reverses is not null
      or (o.kind, o.subject_type, o.subject_id, o.share, o.occurred_on) is distinct from (r.kind, r.subject_type, r.subject_id, r.share, r.occurred_on)
      or (o.member_id, o.team_id, o.account_id, o.product_id, o.dims) is distinct from (r.member_id, r.team_id, r.account_id, r.product_id, r.dims)
      or (-o.quantity, -o.q2, -o.amount, -o.amount_base) is distinct from (r.quantity, r.q2, r.amount, r.amount_base))
    limit ${damagesMost}`.execute(db)
  return rows.map((row) => ({
    check: 'reversals',
    subject: `entry ${row.seq}`,
    detail: `is not the negative of entry ${row.reverses}`,
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

/** The last position of a recorded day is at least that of its entries, and days and positions rise together. */
async function days(db: Db, orgId: string): Promise<Damage[]> {
  const { rows } = await sql<{ recorded_on: string }>`select coalesce(e.recorded_on, d.recorded_on) as recorded_on
    from (select (recorded_at at time zone o.time_zone)::date as recorded_on, max(seq) as last from ledger_entry
          join org o on o.id = ${orgId}::uuid where org_id = ${orgId}::uuid group by 1) e
    full join (select * from ledger_day where org_id = ${orgId}::uuid) d on d.recorded_on = e.recorded_on
    where (e.recorded_on is not null and (d.recorded_on is null or d.last_seq < e.last))
      or d.last_seq > (select seq from ledger_head where org_id = ${orgId}::uuid)
      or exists (select 1 from ledger_day later where later.org_id = ${orgId}::uuid and later.recorded_on > d.recorded_on and later.last_seq < d.last_seq)
    limit ${damagesMost}`.execute(db)
  return rows.map((row) => ({
    check: 'days',
    subject: `ledger_day ${row.recorded_on}`,
    detail: 'does not fit the entries recorded on it',
  }))
}

async function eachRecord(db: Db, orgId: string, type: AnyRecordType, damages: Damage[]): Promise<number> {
  const { declaration } = type
  let after = '00000000-0000-0000-0000-000000000000'
  let count = 0
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(snake(declaration.type))}
      where org_id = ${orgId}::uuid and id > ${after}::uuid order by id limit ${pageSize}`.execute(db)
    const last = rows.at(-1)
    if (!last) return count
    after = String(last['id'])
    count += rows.length
    const records = rows.map((row) => recordOfRow(declaration, row))
    if (type.entriesOf) {
      const { entriesOf } = type
      damages.push(
        ...(await compared(
          db,
          orgId,
          records.map((record) => ({
            subjectType: declaration.type,
            subjectId: record.id,
            entries: record.deletedAt === null ? entriesOf(record) : [],
          })),
        )),
      )
    }
    if (type.phasesOf) damages.push(...(await currentStates(db, orgId, type, rows)))
  }
}

async function compared(db: Db, orgId: string, wanted: readonly Wanted[]): Promise<Damage[]> {
  const posted = await postedFor(db, orgId, wanted)
  return wanted.flatMap((one): Damage[] => {
    const diff = difference(one.entries, posted.get(one.subjectId) ?? [])
    if (diff.add.length === 0 && diff.reverse.length === 0) return []
    const missing = diff.add.map((entry) => `missing ${entry.kind} on ${entry.occurredOn}`)
    const wrong = diff.reverse.map((entry) => `entry ${entry.seq} ${entry.kind} should not stand`)
    return [
      { check: 'entries', subject: `${one.subjectType} ${one.subjectId}`, detail: [...missing, ...wrong].join('; ') },
    ]
  })
}

/** The version known last, of the last day, is the record as it stands. */
async function currentStates(
  db: Db,
  orgId: string,
  type: AnyRecordType,
  rows: readonly Record<string, unknown>[],
): Promise<Damage[]> {
  const ids = rows.map((row) => String(row['id']))
  const found = await sql<{
    record_id: string
    version: number | null
  }>`select distinct on (record_id) record_id, (state->>'version')::int as version
    from record_version where org_id = ${orgId}::uuid and type = ${type.declaration.type} and record_id = any(${ids}::uuid[])
    order by record_id, seq desc, part desc`.execute(db)
  const versions = new Map(found.rows.map((row) => [row.record_id, row.version]))
  return rows.flatMap((row): Damage[] => {
    const id = String(row['id'])
    const version = versions.get(id)
    const wanted = row['deleted_at'] === null ? row['version'] : null
    if (version === wanted) return []
    return [
      {
        check: 'versions',
        subject: `${type.declaration.type} ${id}`,
        detail: `last version ${version ?? 'none'}, record ${wanted ?? 'deleted'}`,
      },
    ]
  })
}

/** Entries that stand for a record which is not there. */
async function orphans(db: Db, orgId: string, types: readonly AnyRecordType[]): Promise<Damage[]> {
  const found: Damage[] = []
  for (const type of types.filter((one) => one.entriesOf)) {
    const { rows } = await sql<{ seq: bigint }>`select e.seq from ledger_entry e
      left join ${sql.table(snake(type.declaration.type))} t on t.org_id = e.org_id and t.id = e.subject_id
      where e.org_id = ${orgId}::uuid and e.subject_type = ${type.declaration.type} and t.id is null limit ${damagesMost}`.execute(
      db,
    )
    found.push(
      ...rows.map(
        (row): Damage => ({
          check: 'orphans',
          subject: `entry ${row.seq}`,
          detail: `no ${type.declaration.type} stands behind it`,
        }),
      ),
    )
  }
  return found
}

async function dependents(db: Db, orgId: string, type: AnyRecordType): Promise<Damage[]> {
  const { dependent } = type
  if (!dependent) return []
  const found: Damage[] = []
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(snake(dependent.subjectType))}
      where org_id = ${orgId}::uuid and id > ${after}::uuid order by id limit ${pageSize}`.execute(db)
    const last = rows.at(-1)
    if (!last) return found
    after = last.id
    found.push(
      ...(await compared(
        db,
        orgId,
        await dependent.wanted(
          db,
          orgId,
          rows.map((row) => row.id),
        ),
      )),
    )
  }
}
