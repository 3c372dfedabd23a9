import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import { type Authenticate, headerOf } from '#platform/http/mount.ts'
import { keyActor } from './keyActor.ts'
import { sessionCookieIn } from './sessionCookie.ts'
import { actorOf, type SessionRow, sessionRow } from './signedIn.ts'

export interface AuthenticationOptions {
  /** Where people reach the installation, if that is not the host that requests name. */
  readonly publicUrl?: string
}

/**
 * Says who calls: by `Authorization: Bearer fsk_…`, else by the session cookie, in the organisation that `Farsail-Org`
 * names by slug or id, else in the one that the session is in. Null where nobody is signed in. Throws Faults
 * `auth.key_invalid` (401), `auth.cross_site` (403), `auth.organisation_not_yours` (403).
 */
export function authenticatorOf(app: App, options: AuthenticationOptions = {}): Authenticate {
  return async (request) => {
    const authorization = request.headers.authorization
    if (authorization !== undefined) return keyActor(app, request, authorization)
    const cookie = sessionCookieIn(app, request.headers.cookie)
    if (cookie === null) return null
    if (!safe.has(request.method)) requireSameSite(request, options.publicUrl)
    const asked = headerOf(request, 'farsail-org')
    const row = await sessionRow(app, cookie, asked ?? cookie.orgId)
    if (row === undefined) return null
    const actor = actorOf(app, row, cookie, { address: request.ip, language: headerOf(request, 'accept-language') })
    if (actor === null) {
      if (asked !== null) throw new Fault('auth.organisation_not_yours', { field: 'Farsail-Org', value: asked })
      return null
    }
    await noteSeen(app, request, row, cookie.token, actor.orgId)
    return actor
  }
}

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A cookie comes along wherever a request comes from, so one that changes something must come from our own pages; what
 * says nothing about its origin is no browser. The websocket asks here too. Throws Fault `auth.cross_site`.
 */
export function requireSameSite(request: FastifyRequest, publicUrl?: string): void {
  const site = headerOf(request, 'sec-fetch-site')
  const origin = headerOf(request, 'origin')
  if (site === 'same-origin' || site === 'none' || (site === null && origin === null)) return
  const url = origin === null ? null : URL.parse(origin)
  if (url && (url.host === request.host || (publicUrl && url.origin === URL.parse(publicUrl)?.origin))) return
  throw new Fault('auth.cross_site', { value: origin ?? site })
}

const seenEveryMs = 3_600_000
const overlapMs = 60_000

/** Once an hour: when, from where and with what; and the token before this one, a minute after the new one was seen. */
async function noteSeen(
  app: App,
  request: FastifyRequest,
  row: SessionRow,
  given: string,
  orgId: string,
): Promise<void> {
  const now = app.clock.now()
  const since = (instant: string) => now.epochMilliseconds - Temporal.Instant.from(instant).epochMilliseconds
  const isSuperseded = row.previous_token !== null && row.token === given && since(row.rotated_at) >= overlapMs
  if (row.seen_at !== null && since(row.seen_at) < seenEveryMs && !isSuperseded) return
  await sql`update auth.session set seen_at = ${now.toString()}::timestamptz, ip_address = ${request.ip},
      user_agent = ${request.headers['user-agent']?.slice(0, 300) ?? null},
      previous_token = ${isSuperseded ? null : row.previous_token}
    where id = ${row.session_id} and token = ${row.token}`.execute(app.db.of(orgId))
}
