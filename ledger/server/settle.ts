import { sql } from 'kysely'
import { type Difference, difference, reversal } from '#ledger/rules/difference.ts'
import { type Entry, type Posted, requireFitting } from '#ledger/rules/entry.ts'
import { newId } from '#platform/config/context.ts'
import { keepNotices } from '#platform/notices/server/keepNotices.ts'
import { snake } from '#platform/record/record.ts'
import { wireOf } from '#platform/record/wire.ts'
import { postedFor } from './entries.ts'
import type { PendingChange, PlainRecord, Topic } from './pending.ts'
import type { Wanted } from './recordType.ts'
import { teamsOn } from './teams.ts'
import { lockRows, together, type Write } from './write.ts'

interface Append extends Entry {
  readonly subjectType: string
  readonly subjectId: string
  readonly teamId: string | null
  readonly reverses: bigint | null
}

/**
 * Ends a writing transaction: works out the ledger differences of all that was saved, takes the positions (the last thing
 * before commit, held to its end, so that readers see them in order), appends entries, versions, audit and outbox.
 */
export async function settle(write: Write): Promise<void> {
  const changes = lastOf(write.pending.changes)
  const appends = await appendsOf(write, changes)
  const versions = changes.flatMap((change) => phasesOf(write, change))
  const { concerns } = write.pending
  const noticed = concerns.length ? await keepNotices(write, concerns) : []
  const topics = told([...write.pending.topics, ...changes.flatMap(topicsOf), ...noticed])
  if (write.pending.audits.length) await insertAudits(write)
  if (topics.length === 0 && appends.length === 0 && versions.length === 0) return
  // A level that changed needs a position of its own even where no entry says so.
  const taken = BigInt(Math.max(appends.length, versions.length ? 1 : 0))
  const head = await takePositions(write, taken, BigInt(topics.length))
  await together([
    appends.length > 0 && insertEntries(write, appends, head.seq - taken, head.recordedAt),
    versions.length > 0 && insertVersions(write, versions, head),
    taken > 0n && keepDay(write, head),
    topics.length > 0 && insertTopics(write, topics, head.position - BigInt(topics.length)),
  ])
}

/** Several saves of one record in a transaction count as one change. */
function lastOf(changes: readonly PendingChange[]): PendingChange[] {
  const found = new Map<string, PendingChange>()
  for (const change of changes) {
    const key = `${change.declaration.type} ${change.after.id}`
    found.set(key, { ...change, before: found.has(key) ? (found.get(key)?.before ?? null) : change.before })
  }
  return [...found.values()]
}

async function appendsOf(write: Write, changes: readonly PendingChange[]): Promise<Append[]> {
  const wanted: (Wanted & { fresh: boolean })[] = []
  for (const change of changes) {
    if (!change.type.entriesOf) continue
    const entries = change.after['deletedAt'] === null ? change.type.entriesOf(change.after as never) : []
    wanted.push({
      subjectType: change.declaration.type,
      subjectId: change.after.id,
      entries,
      fresh: change.before === null,
    })
  }
  for (const one of await dependentsOf(write, changes)) wanted.push({ ...one, fresh: false })
  const posted = await postedFor(
    write.tx,
    write.actor.orgId,
    wanted.filter((one) => !one.fresh),
  )
  const found: { wanted: Wanted; diff: Difference }[] = []
  for (const one of wanted) {
    const diff = difference(one.entries, posted.get(one.subjectId) ?? [])
    if (diff.add.length || diff.reverse.length) found.push({ wanted: one, diff })
  }
  const added = found.flatMap(({ diff }) => diff.add)
  added.forEach(requireFitting)
  const teamOf = await teamsOn(write.tx, write.actor.orgId, added)
  return found.flatMap(({ wanted: { subjectType, subjectId }, diff }) => [
    ...diff.reverse.map((one: Posted) => ({ ...reversal(one), subjectType, subjectId })),
    ...diff.add.map((one) => ({ ...one, subjectType, subjectId, teamId: teamOf(one), reverses: null })),
  ])
}

async function dependentsOf(write: Write, changes: readonly PendingChange[]): Promise<Wanted[]> {
  const byType = Map.groupBy(
    changes.filter((change) => change.type.dependent),
    (change) => change.type,
  )
  const wanted: Wanted[] = []
  for (const [type, own] of byType) {
    const subjects = new Set<string>()
    for (const change of own) {
      for (const subject of type.dependent?.of(change as never) ?? []) if (subject !== null) subjects.add(subject)
    }
    if (type.dependent && subjects.size) {
      const { orgId } = write.actor
      const ids = [...subjects].sort()
      await lockRows(write.tx, snake(type.dependent.subjectType), orgId, ids)
      wanted.push(...(await type.dependent.wanted(write.tx, orgId, ids)))
    }
  }
  return wanted
}

interface VersionRow {
  readonly type: string
  readonly record_id: string
  readonly part: number
  readonly valid_on: string
  /** JSON. */
  readonly state: string | null
}
function phasesOf(write: Write, change: PendingChange): VersionRow[] {
  const phases = change.type.phasesOf?.(change as never, write.today) ?? []
  return phases.map((phase, part) => ({
    type: change.declaration.type,
    record_id: change.after.id,
    part,
    valid_on: phase.validOn.toString(),
    state: phase.state === null ? null : JSON.stringify(wireFor(change, phase.state)),
  }))
}

function wireFor(change: PendingChange, state: object): object {
  return state === change.after ? change.wire : wireOf(change.declaration, state as never)
}

/** Whose record it was until now hears of it too: it is to go from their lists. */
function topicsOf({ declaration, before, after }: PendingChange): Topic[] {
  const { owner } = declaration
  const tell = (ownerId: string | null): Topic => ({
    topic: declaration.type,
    id: after.id,
    version: after.version,
    ownerId,
  })
  if (owner === null) return [tell(null)]
  const [is, was] = [ownerOf(after, owner), before === null ? null : ownerOf(before, owner)]
  return was === null || was === is ? [tell(is)] : [tell(is), tell(was)]
}
function ownerOf(record: PlainRecord, field: string): string | null {
  const value = field === 'id' ? record.id : record[field]
  return typeof value === 'string' ? value : null
}

interface Head {
  readonly seq: bigint
  readonly position: bigint
  readonly recordedAt: string
}
/** recorded_at never runs backwards along the positions, whatever the clocks of several servers say. */
async function takePositions(write: Write, entries: bigint, topics: bigint): Promise<Head> {
  const { rows } = await sql<{ seq: bigint; position: bigint; recorded_at: string }>`
    update ledger_head set seq = seq + ${entries}, position = position + ${topics},
      recorded_at = greatest(recorded_at, ${write.now.toString()}::timestamptz)
    where org_id = ${write.actor.orgId}::uuid returning seq, position, recorded_at`.execute(write.tx)
  const row = rows[0]
  if (!row) throw new Error(`Organisation ${write.actor.orgId} has no ledger.`)
  return { seq: row.seq, position: row.position, recordedAt: row.recorded_at }
}

async function insertEntries(
  write: Write,
  appends: readonly Append[],
  after: bigint,
  recordedAt: string,
): Promise<void> {
  const rows = appends.map((one, i) => ({
    org_id: write.actor.orgId,
    seq: (after + BigInt(i) + 1n).toString(),
    kind: one.kind,
    member_id: one.memberId,
    team_id: one.teamId,
    share: one.share.toString(),
    occurred_on: one.occurredOn.toString(),
    occurred_at: one.occurredAt?.toString() ?? null,
    recorded_at: recordedAt,
    actor_id: write.actor.memberId,
    via: write.actor.via,
    quantity: one.quantity.toString(),
    q2: one.q2?.toString() ?? null,
    amount: one.amount?.toString() ?? null,
    currency: one.currency,
    amount_base: one.amountBase?.toString() ?? null,
    fx_rate: one.fxRate,
    fx_on: one.fxOn?.toString() ?? null,
    subject_type: one.subjectType,
    subject_id: one.subjectId,
    account_id: one.accountId,
    product_id: one.productId,
    dims: one.dims,
    reverses: one.reverses?.toString() ?? null,
  }))
  await sql`insert into ledger_entry select * from jsonb_populate_recordset(null::ledger_entry, ${JSON.stringify(rows)}::jsonb)`.execute(
    write.tx,
  )
}

async function insertVersions(write: Write, versions: readonly VersionRow[], head: Head): Promise<void> {
  // each state is a document of its own: within one large document PostgreSQL takes more than twice as long
  await sql`insert into record_version (org_id, type, record_id, seq, part, valid_on, recorded_at, actor_id, state)
    select ${write.actor.orgId}::uuid, v.type, v.id, ${head.seq}, v.part, v.valid_on, ${head.recordedAt}::timestamptz,
      ${write.actor.memberId}::uuid, nullif(v.state, '')::jsonb
    from unnest(${versions.map((one) => one.type)}::text[], ${versions.map((one) => one.record_id)}::uuid[],
      ${versions.map((one) => one.part)}::smallint[], ${versions.map((one) => one.valid_on)}::date[],
      ${documents(versions.map((one) => one.state))}) as v (type, id, part, valid_on, state)`.execute(write.tx)
}

/** Texts of JSON, joined by a character that JSON never holds: elements of an array would have to be quoted. */
function documents(texts: readonly (string | null)[]) {
  return sql`string_to_array(${texts.map((text) => text ?? '').join('\u001f')}, E'\\x1f')`
}

/** By the zone as it is now that the position is ours: it may have been changed since the transaction began. */
async function keepDay(write: Write, head: Head): Promise<void> {
  await sql`insert into ledger_day (org_id, recorded_on, last_seq)
    select id, (${head.recordedAt}::timestamptz at time zone time_zone)::date, ${head.seq} from org where id = ${write.actor.orgId}::uuid
    on conflict (org_id, recorded_on) do update set last_seq = excluded.last_seq`.execute(write.tx)
}

async function insertAudits({ tx, actor, now, pending: { audits } }: Write): Promise<void> {
  const jsonOf = (value: unknown) => (value === null ? null : JSON.stringify(value))
  await sql`insert into audit (org_id, id, at, actor_id, via, address, type, record_id, action, concerns, before, after, reason)
    select ${actor.orgId}::uuid, a.id, ${now.toString()}::timestamptz, ${actor.memberId}::uuid, ${actor.via}, ${actor.address},
      a.type, a.record_id, a.action, a.concerns, nullif(a.before, '')::jsonb, nullif(a.after, '')::jsonb, a.reason
    from unnest(${audits.map(() => newId())}::uuid[], ${audits.map((one) => one.type)}::text[],
      ${audits.map((one) => one.recordId)}::uuid[], ${audits.map((one) => one.action)}::text[],
      ${audits.map((one) => one.concerns)}::uuid[], ${documents(audits.map((one) => jsonOf(one.before)))},
      ${documents(audits.map((one) => jsonOf(one.after)))}, ${audits.map((one) => one.reason)}::text[])
      as a (id, type, record_id, action, concerns, before, after, reason)`.execute(tx)
}

const onceToldMax = 200
/** A large write tells of the type as a whole; its readers then ask again. */
function told(topics: readonly Topic[]): readonly Topic[] {
  if (topics.length <= onceToldMax) return topics
  return [...new Set(topics.map((one) => one.topic))].map((topic) => ({
    topic,
    id: null,
    version: null,
    ownerId: null,
  }))
}

async function insertTopics(write: Write, topics: readonly Topic[], after: bigint): Promise<void> {
  const rows = topics.map((one, i) => ({
    org_id: write.actor.orgId,
    position: (after + BigInt(i) + 1n).toString(),
    topic: one.topic,
    record_id: one.id,
    version: one.version,
    owner_id: one.ownerId,
    at: write.now.toString(),
  }))
  await sql`insert into outbox select * from jsonb_populate_recordset(null::outbox, ${JSON.stringify(rows)}::jsonb)`.execute(
    write.tx,
  )
  const last = (after + BigInt(topics.length)).toString()
  await sql`select pg_notify('farsail', ${JSON.stringify({ org: write.actor.orgId, position: last })})`.execute(
    write.tx,
  )
}
