import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { headerOf } from '#platform/http/mount.ts'
import { todayIn } from '#platform/org/settings.ts'
import { isSame, readKeyText } from './keyText.ts'
import { roleIn } from './signedIn.ts'

export const keyPrefix = 'fsk_'

interface KeyRow {
  readonly member_id: string
  readonly hash: string
  readonly scopes: readonly string[]
  readonly expires_at: string
  readonly revoked_at: string | null
  readonly last_used_at: string | null
  readonly role: string
  readonly locale: string | null
  readonly deactivated_on: string | null
  readonly slug: string
  readonly time_zone: string
}
const usedEveryMs = 3_600_000
const invalid = () => new Fault('auth.key_invalid', { field: 'Authorization' })

/**
 * The member whose API key this is, with the role that they have now. Throws Fault `auth.key_invalid` (401) for one that
 * is unknown, expired, revoked or of a member who left, without saying which.
 */
export async function keyActor(app: App, request: FastifyRequest, authorization: string): Promise<Actor> {
  const key = readKeyText(keyPrefix, authorization.replace(/^bearer +/i, ''))
  if (key === null) throw invalid()
  const db = app.db.of(key.orgId)
  const { rows } =
    await sql<KeyRow>`select k.member_id, k.hash, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, m.role, m.locale,
      m.deactivated_on, o.slug, o.time_zone
    from api_key k join member m on m.org_id = k.org_id and m.id = k.member_id and m.deleted_at is null join org o on o.id = k.org_id
    where k.org_id = ${key.orgId}::uuid and k.id = ${key.id}::uuid`.execute(db)
  const row = rows[0]
  const role = roleIn(row?.role ?? null)
  if (row === undefined || role === null || !isSame(row.hash, key.hash)) throw invalid()
  const now = app.clock.now()
  const today = todayIn({ timeZone: row.time_zone }, now).toString()
  const hasEnded =
    row.revoked_at !== null || now.epochMilliseconds >= Temporal.Instant.from(row.expires_at).epochMilliseconds
  if (hasEnded || (row.deactivated_on !== null && row.deactivated_on <= today)) throw invalid()
  const asked = headerOf(request, 'farsail-org')?.toLowerCase()
  if (asked !== undefined && asked !== row.slug && asked !== key.orgId) {
    throw new Fault('auth.organisation_not_yours', { field: 'Farsail-Org', value: asked })
  }
  const used = row.last_used_at === null ? null : Temporal.Instant.from(row.last_used_at).epochMilliseconds
  if (used === null || now.epochMilliseconds - used >= usedEveryMs) {
    await sql`update api_key set last_used_at = ${now.toString()}::timestamptz
      where org_id = ${key.orgId}::uuid and id = ${key.id}::uuid`.execute(db)
  }
  return {
    orgId: key.orgId,
    memberId: row.member_id,
    role,
    via: 'api',
    scopes: new Set(row.scopes),
    locale: row.locale ?? headerOf(request, 'accept-language') ?? 'en',
    address: request.ip,
    today,
  }
}
