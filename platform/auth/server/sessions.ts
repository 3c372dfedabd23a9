import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { requireGoodPassword } from '../rules/password.ts'
import type { SessionWire } from '../shapes.ts'
import { attempt } from './attempts.ts'
import { randomText } from './keyText.ts'
import { sessionDays } from './sessionCookie.ts'
import type { SignedIn } from './signedIn.ts'
import { isPasswordOf, setPassword } from './users.ts'

interface Row {
  readonly id: string
  readonly created_at: string
  readonly seen_at: string | null
  readonly expires_at: string
  readonly ip_address: string | null
  readonly user_agent: string | null
}

/** Where the caller's user is signed in, the latest first. */
export async function sessionsOf(app: App, actor: SignedIn): Promise<SessionWire[]> {
  const { rows } = await sql<Row>`select id, created_at, seen_at, expires_at, ip_address, user_agent from auth.session
    where user_id = ${actor.session.userId} and (id = ${actor.session.id} or not ${await isShared(app, actor)})
      and expires_at > ${app.clock.now().toString()}::timestamptz
    order by coalesce(seen_at, created_at) desc, id desc limit 200`.execute(app.db.outside)
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    address: row.ip_address,
    device: row.user_agent,
    current: row.id === actor.session.id,
  }))
}

/** Strangers are one user behind the door of an open sample, and know nothing of one another. */
async function isShared(app: App, { orgId }: SignedIn): Promise<boolean> {
  return (await orgSettings(app.db.of(orgId), orgId)).sample === 'open'
}

/** Throws Fault `record.not_found` (404) for another person's session as for none. */
export async function endSession(app: App, actor: SignedIn, id: string): Promise<number> {
  if (id !== actor.session.id && (await isShared(app, actor)))
    throw new Fault('record.not_found', { field: 'id', value: id, type: 'session' })
  const ended = await sql`delete from auth.session where id = ${id} and user_id = ${actor.session.userId}`.execute(
    app.db.outside,
  )
  if (ended.numAffectedRows === 0n) throw new Fault('record.not_found', { field: 'id', value: id, type: 'session' })
  return 1
}

export async function endOtherSessions(app: App, actor: SignedIn): Promise<number> {
  if (await isShared(app, actor)) return 0
  const ended =
    await sql`delete from auth.session where user_id = ${actor.session.userId} and id <> ${actor.session.id}`.execute(
      app.db.outside,
    )
  return Number(ended.numAffectedRows ?? 0n)
}

const rotateEveryMs = 86_400_000

/**
 * The token that the caller's cookie should carry from now on, or null where it may stay. A day old, it is replaced and the
 * session lives on; of two requests at once only one replaces it.
 */
export async function renewedToken(app: App, actor: SignedIn): Promise<string | null> {
  const { session } = actor
  if (session.isOutdated) return session.token
  const age = app.clock.now().epochMilliseconds - session.rotatedAt.epochMilliseconds
  return age < rotateEveryMs ? null : replaceToken(app, actor)
}

async function replaceToken(app: App, { session }: SignedIn): Promise<string | null> {
  const token = randomText()
  const now = app.clock.now()
  const replaced = await sql`update auth.session set token = ${token}, previous_token = ${session.token},
      rotated_at = ${now.toString()}::timestamptz, expires_at = ${now.add({ hours: 24 * sessionDays }).toString()}::timestamptz
    where id = ${session.id} and token = ${session.token}`.execute(app.db.outside)
  return replaced.numAffectedRows === 1n ? token : null
}

/**
 * Sets a new password, ends all other sessions and gives this one a new token at once. Throws Faults
 * `auth.old_password_wrong`, `auth.password_…`, `auth.too_many_attempts`.
 */
export async function changePassword(
  app: App,
  actor: SignedIn,
  old: string,
  password: string,
): Promise<{ ended: number; token: string }> {
  const { session } = actor
  requireGoodPassword(password, 'newPassword')
  await attempt(app, [{ of: `password ${session.userId}`, most: 10, clears: true }], async () => {
    if (!(await isPasswordOf(app, session.userId, old)))
      throw new Fault('auth.old_password_wrong', { field: 'oldPassword' })
  })
  const ended = await setPassword(app, session.userId, password, session.id)
  const token = randomText()
  await sql`update auth.session set token = ${token}, previous_token = null, rotated_at = ${app.clock.now().toString()}::timestamptz
    where id = ${session.id}`.execute(app.db.outside)
  return { ended, token }
}

/** Clears away what has run out; once a day is enough. */
export async function forgetExpired(app: App): Promise<void> {
  const now = app.clock.now()
  const db = app.db.outside
  await sql`delete from auth.session where expires_at <= ${now.toString()}::timestamptz`.execute(db)
  await sql`delete from auth.verification where expires_at <= ${now.toString()}::timestamptz`.execute(db)
  await sql`delete from auth.attempt where at <= ${now.subtract({ hours: 24 }).toString()}::timestamptz`.execute(db)
  await sql`delete from auth.unsent_mail where created_at <= ${now.subtract({ hours: 24 * 7 }).toString()}::timestamptz`.execute(
    db,
  )
}
