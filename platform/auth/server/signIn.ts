import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import { Reply } from '#platform/http/handled.ts'
import type { Me, SigningIn } from '../shapes.ts'
import { attempt, signInLimits } from './attempts.ts'
import { meOf, organisationsOf } from './me.ts'
import { requireSecondStep } from './secondStep.ts'
import { sessionCookie } from './sessionCookie.ts'
import type { AuthSettings } from './settings.ts'
import { actorOf, type From, type SignedIn, sessionRow } from './signedIn.ts'
import { type Entered, enterUser } from './users.ts'

/** Throws Faults `auth.wrong` (401), `auth.code_…`, `auth.too_many_attempts` (429), `auth.no_organisation`, `auth.organisation_not_yours`. */
export async function signIn(app: App, settings: AuthSettings, given: SigningIn, from: From): Promise<Reply<Me>> {
  const entered = await attempt(app, signInLimits(given.email, from.address), () =>
    enterUser(app, given.email, given.password),
  )
  await requireSecondStep(app, entered, given.code)
  return openSession(app, settings, entered, given.organisation ?? null, from)
}

/**
 * Answers a fresh session: its cookie, and who one is. The session ends where the user has no seat to sit on. In a sample
 * organisation it may begin through another member's eyes.
 */
export async function openSession(
  app: App,
  settings: AuthSettings,
  entered: Entered,
  organisation: string | null,
  from: From,
  seesAs: string | null = null,
): Promise<Reply<Me>> {
  if (seesAs !== null)
    await sql`update auth.session set sees_as = ${seesAs}::uuid where token = ${entered.token}`.execute(app.db.outside)
  const actor = await seatOf(app, entered, organisation, from)
  if (actor === null) {
    await sql`delete from auth.session where token = ${entered.token}`.execute(app.db.outside)
    if (organisation === null) throw new Fault('auth.no_organisation')
    throw new Fault('auth.organisation_not_yours', { field: 'organisation', value: organisation })
  }
  const cookie = sessionCookie(app, settings.publicUrl, { token: entered.token, orgId: actor.orgId })
  return new Reply(await meOf(app, actor, settings.declarations), 201, { 'set-cookie': cookie })
}

async function seatOf(app: App, entered: Entered, organisation: string | null, from: From): Promise<SignedIn | null> {
  const own = await organisationsOf(app, entered.userId)
  const wanted = organisation?.toLowerCase() ?? null
  const chosen = wanted === null ? own[0] : own.find((one) => one.id === wanted || one.slug === wanted)
  if (chosen === undefined) return null
  const cookie = { token: entered.token, orgId: chosen.id }
  const row = await sessionRow(app, cookie)
  return row === undefined ? null : actorOf(app, row, cookie, from)
}

/** The same session in another organisation of one's own. Throws Fault `auth.organisation_not_yours`. */
export async function goToOrganisation(
  app: App,
  settings: AuthSettings,
  actor: SignedIn,
  orgId: string,
): Promise<Reply<Me>> {
  const content = { token: actor.session.token, orgId: orgId.toLowerCase() }
  const row = await sessionRow(app, content)
  const there = row && actorOf(app, row, content, { address: actor.address, language: actor.locale })
  if (!there) throw new Fault('auth.organisation_not_yours', { field: 'orgId', value: orgId })
  const cookie = sessionCookie(app, settings.publicUrl, content)
  return new Reply(await meOf(app, there, settings.declarations), 200, { 'set-cookie': cookie })
}
