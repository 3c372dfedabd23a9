import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { todayIn } from '#platform/org/settings.ts'
import { type Role, roles } from '#platform/record/record.ts'
import type { CookieContent } from './sessionCookie.ts'

export interface Session {
  readonly id: string
  readonly userId: string
  /** The token that stands; the request may have come with the one before it. */
  readonly token: string
  readonly isOutdated: boolean
  readonly rotatedAt: Temporal.Instant
  /** The organisation that the session is in, whichever a single request asks for. */
  readonly orgId: string
}
/** An actor who came with a session, not with an API key. */
export interface SignedIn extends Actor {
  readonly memberId: string
  readonly session: Session
}
export function isSignedIn(actor: Actor): actor is SignedIn {
  return 'session' in actor
}
/** Keys can't make keys or sessions. Throws Fault `auth.session_needed` (403). */
export function requireSignedIn(actor: Actor): SignedIn {
  if (!isSignedIn(actor)) throw new Fault('auth.session_needed')
  return actor
}

export interface SessionRow {
  readonly session_id: string
  readonly user_id: string
  readonly token: string
  readonly previous_token: string | null
  readonly rotated_at: string
  readonly seen_at: string | null
  readonly org_id: string | null
  readonly time_zone: string | null
  readonly member_id: string | null
  readonly role: string | null
  readonly locale: string | null
  readonly deactivated_on: string | null
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * A session with its user's member in the organisation that is named by id or slug: one prepared query, on a connection
 * that is set to the organisation already where the caller stays in it.
 */
export async function sessionRow(
  app: App,
  cookie: CookieContent,
  organisation = cookie.orgId,
): Promise<SessionRow | undefined> {
  const wanted = organisation.toLowerCase()
  const id = uuid.test(wanted) ? wanted : null
  const { rows } =
    await sql<SessionRow>`select * from session_actor(${cookie.token}, ${id}::uuid, ${id === null ? wanted : null}::text,
    ${app.clock.now().toString()}::timestamptz)`.execute(app.db.of(id ?? cookie.orgId))
  return rows[0]
}

export interface From {
  readonly address: string | null
  /** `Accept-Language`, for members who have not chosen. */
  readonly language: string | null
}

/** Null where the user is no member there, or not any more. */
export function actorOf(app: App, row: SessionRow, cookie: CookieContent, from: From): SignedIn | null {
  const { org_id: orgId, member_id: memberId, time_zone: timeZone } = row
  const role = roleIn(row.role)
  if (orgId === null || memberId === null || timeZone === null || role === null) return null
  const today = todayIn({ timeZone }, app.clock.now()).toString()
  if (row.deactivated_on !== null && row.deactivated_on <= today) return null
  const session: Session = {
    id: row.session_id,
    userId: row.user_id,
    token: row.token,
    isOutdated: row.token !== cookie.token,
    rotatedAt: Temporal.Instant.from(row.rotated_at),
    orgId: cookie.orgId,
  }
  const locale = row.locale ?? from.language ?? 'en'
  return { orgId, memberId, role, via: 'app', scopes: null, locale, address: from.address, today, session }
}

export const roleIn = (text: string | null): Role | null => roles.find((role) => role === text) ?? null
