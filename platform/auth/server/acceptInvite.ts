import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import { Reply } from '#platform/http/handled.ts'
import type { Accepting, Me } from '../shapes.ts'
import { attempt, signInLimits } from './attempts.ts'
import { openInvite, takeSeat } from './invites.ts'
import { requireSecondStep } from './secondStep.ts'
import type { AuthSettings } from './settings.ts'
import type { From, SignedIn } from './signedIn.ts'
import { goToOrganisation, openSession } from './signIn.ts'
import { dropUser, enterNewUser, enterUser, userByEmail } from './users.ts'

/**
 * Takes the seat that a link is for, with a new account or, where there is one with this e-mail, by its password; then one is
 * signed in. Throws Faults `auth.link_dead`, `auth.email_missing`, `auth.account_exists` (409: the password is not the
 * account's), `auth.code_…`, `auth.password_…`,
 * `auth.already_member`.
 */
export async function acceptInvite(app: App, settings: AuthSettings, given: Accepting, from: From): Promise<Reply<Me>> {
  const found = await openInvite(app, given.token)
  const email = given.email ?? found.email
  if (email === null) throw new Fault('auth.email_missing', { field: 'email' })
  const isKnown = (await userByEmail(app, email)) !== null
  const entered = isKnown
    ? await attempt(app, signInLimits(email, from.address), () => enterKnown(app, email, given.password))
    : await enterNewUser(app, { name: given.name ?? found.memberName, email, password: given.password })
  if (isKnown) await requireSecondStep(app, entered, given.code)
  try {
    await takeSeat(app, found, entered.userId, { address: from.address, locale: from.language ?? 'en' })
  } catch (error) {
    if (!isKnown) await dropUser(app, entered.userId)
    throw error
  }
  return openSession(app, settings, entered, found.key.orgId, from)
}

async function enterKnown(app: App, email: string, password: string) {
  try {
    return await enterUser(app, email, password)
  } catch (error) {
    // who holds the link may know, and must: a new password is not what is asked for
    if (error instanceof Fault && error.code === 'auth.wrong')
      throw new Conflict('auth.account_exists', { field: 'email', value: email })
    throw error
  }
}

/** The same for one who is signed in; the session goes over to the organisation. */
export async function linkInvite(app: App, settings: AuthSettings, token: string, actor: SignedIn): Promise<Reply<Me>> {
  const found = await openInvite(app, token)
  await takeSeat(app, found, actor.session.userId, actor)
  const there = await goToOrganisation(app, settings, actor, found.key.orgId)
  return new Reply(there.body, 201, there.headers)
}
