import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { type App, newId } from '#platform/config/context.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { randomText } from './keyText.ts'
import { sessionDays } from './sessionCookie.ts'
import type { SignedIn } from './signedIn.ts'
import type { Entered } from './users.ts'

/** Who looks at a sample without an account: no password lets them in, only the door of a sample does. */
const visitors = { setUp: 'visitor@sample.invalid', door: 'door@sample.invalid' } as const
export type Visitor = keyof typeof visitors

/** A session of a visitor, who is made where there is none. */
export async function enterVisitor(app: App, visitor: Visitor, name: string): Promise<Entered> {
  const [email, now] = [visitors[visitor], app.clock.now()]
  await sql`insert into auth."user" (id, name, email) values (${newId()}, ${name}, ${email}) on conflict (email) do nothing`.execute(
    app.db.outside,
  )
  const token = randomText()
  const { rows } = await sql<{ user_id: string }>`insert into auth.session (id, user_id, token, expires_at, created_at)
    select ${newId()}, id, ${token}, ${now.add({ hours: 24 * sessionDays }).toString()}::timestamptz, ${now.toString()}::timestamptz
    from auth."user" where email = ${email} returning user_id`.execute(app.db.outside)
  const userId = rows[0]?.user_id
  if (userId === undefined) throw new Error('A visitor got no session.')
  return { userId, token }
}

/**
 * The session looks through another member's eyes from now on, in a sample organisation only. Throws Faults
 * `sample.not_here`, `record.not_found`.
 */
export async function seeAs(app: App, { orgId, session }: SignedIn, memberId: string): Promise<void> {
  const db = app.db.of(orgId)
  await requireSample(app, orgId)
  const { rows } = await sql<{
    id: string
  }>`select id from member where org_id = ${orgId}::uuid and id = ${memberId}::uuid
    and deleted_at is null and not vacant`.execute(db)
  if (rows.length === 0) throw new Fault('record.not_found', { field: 'memberId', value: memberId, type: 'member' })
  await sql`update auth.session set sees_as = ${memberId}::uuid where id = ${session.id}`.execute(db)
}

/** Throws Fault `sample.not_here` (403): what belongs to somebody is never entered without being asked in. */
export async function requireSample(app: App, orgId: string): Promise<'own' | 'open'> {
  const { sample } = await orgSettings(app.db.of(orgId), orgId)
  if (sample === null) throw new Fault('sample.not_here', { value: orgId })
  return sample
}
