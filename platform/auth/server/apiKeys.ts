import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { noteAudit, type Write } from '#ledger/server/write.ts'
import type { Actor } from '#platform/access/actor.ts'
import { newId } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { type ApiKeyMade, type ApiKeyWire, keyDaysMax, type NewApiKey } from '../shapes.ts'
import { keyPrefix } from './keyActor.ts'
import { makeKeyText } from './keyText.ts'

const keysMax = 50

/**
 * A key that acts as the member, never beyond the role that they have; its text is in this answer and nowhere else. For the
 * route and the command line. Throws Faults `auth.key_days_out_of_range`, `auth.too_many_keys`, `record.not_found`.
 */
export async function createApiKey(
  write: Write,
  given: NewApiKey & { readonly memberId: string },
): Promise<ApiKeyMade> {
  const { orgId } = write.actor
  if (!(given.days >= 1 && given.days <= keyDaysMax)) {
    throw new Fault('auth.key_days_out_of_range', { field: 'days', value: given.days, most: keyDaysMax })
  }
  await requireRoomForKey(write, given.memberId)
  const id = newId()
  const { text, hash } = makeKeyText(keyPrefix, orgId, id)
  const expiresAt = write.now.add({ hours: 24 * given.days })
  await sql`insert into api_key (org_id, id, member_id, name, scopes, hash, created_at, created_by, expires_at)
    values (${orgId}::uuid, ${id}::uuid, ${given.memberId}::uuid, ${given.name}, ${JSON.stringify(given.scopes)}::jsonb, ${hash},
      ${write.now.toString()}::timestamptz, ${write.actor.memberId}::uuid, ${expiresAt.toString()}::timestamptz)`.execute(
    write.tx,
  )
  const made = await keyIn(write.tx, orgId, id)
  noteKey(write, made, 'create')
  return { ...made, key: text }
}

async function requireRoomForKey(write: Write, memberId: string): Promise<void> {
  // the member's row is the lock under which their keys are counted
  const { rows: members } =
    await sql`select from member where org_id = ${write.actor.orgId}::uuid and id = ${memberId}::uuid
    and deleted_at is null for update`.execute(write.tx)
  if (members.length === 0) throw new Fault('record.not_found', { field: 'memberId', value: memberId, type: 'member' })
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from api_key where org_id = ${write.actor.orgId}::uuid
    and member_id = ${memberId}::uuid and revoked_at is null and expires_at > ${write.now.toString()}::timestamptz`.execute(
    write.tx,
  )
  if ((rows[0]?.n ?? 0n) >= keysMax) throw new Fault('auth.too_many_keys', { most: keysMax })
}

const seesAll = (actor: Actor) => actor.role === 'owner' || actor.role === 'admin'

/** One's own keys, for owner and admin everybody's; the newest first. */
export async function apiKeysFor(db: Db, actor: Actor): Promise<ApiKeyWire[]> {
  const { rows } = await keys(db, sql`k.org_id = ${actor.orgId}::uuid and ${reachOf(actor)}`)
  return rows.map(wireOf)
}

/** Ends a key at once; one that has ended stays as it is. Throws Fault `record.not_found` for another person's. */
export async function revokeApiKey(write: Write, id: string): Promise<ApiKeyWire> {
  const { orgId } = write.actor
  const { rows } = await sql<{
    revoked_at: string | null
  }>`select k.revoked_at from api_key k where k.org_id = ${orgId}::uuid
    and k.id = ${id}::uuid and ${reachOf(write.actor)} for update`.execute(write.tx)
  const found = rows[0]
  if (found === undefined) throw new Fault('record.not_found', { field: 'id', value: id, type: 'apiKey' })
  if (found.revoked_at === null) {
    await sql`update api_key set revoked_at = ${write.now.toString()}::timestamptz where org_id = ${orgId}::uuid and id = ${id}::uuid`.execute(
      write.tx,
    )
  }
  const revoked = await keyIn(write.tx, orgId, id)
  if (found.revoked_at === null) noteKey(write, revoked, 'revoke')
  return revoked
}

const reachOf = (actor: Actor) => (seesAll(actor) ? sql`true` : sql`k.member_id = ${actor.memberId}::uuid`)

interface Row {
  readonly id: string
  readonly member_id: string
  readonly member_name: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly created_at: string
  readonly expires_at: string
  readonly revoked_at: string | null
  readonly last_used_at: string | null
}
const keys = (db: Db, where: ReturnType<typeof sql>) =>
  sql<Row>`select k.id, k.member_id, m.name as member_name, k.name, k.scopes, k.created_at, k.expires_at, k.revoked_at, k.last_used_at
    from api_key k join member m on m.org_id = k.org_id and m.id = k.member_id where ${where} order by k.created_at desc, k.id desc limit 1000`.execute(
    db,
  )

async function keyIn(db: Db, orgId: string, id: string): Promise<ApiKeyWire> {
  const { rows } = await keys(db, sql`k.org_id = ${orgId}::uuid and k.id = ${id}::uuid`)
  const row = rows[0]
  if (row === undefined) throw new Fault('record.not_found', { field: 'id', value: id, type: 'apiKey' })
  return wireOf(row)
}

function wireOf(row: Row): ApiKeyWire {
  return {
    id: row.id,
    memberId: row.member_id,
    memberName: row.member_name,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }
}

function noteKey(write: Write, key: ApiKeyWire, action: 'create' | 'revoke'): void {
  const { name, scopes, expiresAt, revokedAt } = key
  const isNew = action === 'create'
  noteAudit(write, {
    type: 'apiKey',
    recordId: key.id,
    action,
    concerns: key.memberId,
    before: isNew ? null : { revokedAt: null },
    after: isNew ? { name, scopes, expiresAt } : { revokedAt },
  })
}
