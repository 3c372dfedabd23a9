import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { command, type Handled, query, Reply } from '#platform/http/handled.ts'
import type { Page } from '#platform/record/resource.ts'
import { auth } from '../contract.ts'
import { acceptInvite, linkInvite } from './acceptInvite.ts'
import { apiKeysFor, createApiKey, revokeApiKey } from './apiKeys.ts'
import { showInvite } from './invites.ts'
import { inviteMailed } from './mailInvite.ts'
import { changeOwn, meOf } from './me.ts'
import { ownershipRoutes } from './ownership.ts'
import { askReset, resetPassword } from './passwordResets.ts'
import { noSessionCookie, sessionCookie } from './sessionCookie.ts'
import { changePassword, endOtherSessions, endSession, renewedToken, sessionsOf } from './sessions.ts'
import type { AuthSettings } from './settings.ts'
import { isSetupNeeded, setUp } from './setUp.ts'
import { type From, isSignedIn, requireSignedIn, type SignedIn } from './signedIn.ts'
import { goToOrganisation, signIn } from './signIn.ts'
import { beginTwoFactor, confirmTwoFactor, endTwoFactor, renewRecoveryCodes, twoFactorState } from './twoFactor.ts'

/**
 * All routes of sign-in. Those whose answer or input holds a secret are `query`s though they change something: so nothing of
 * them is kept for a repeated request.
 */
export function authRoutes(app: App, settings: AuthSettings): Handled[] {
  return [
    ...setUpRoutes(app, settings),
    ...sessionRoutes(app, settings),
    ...sessionsRoutes(app),
    ...twoFactorRoutes(app),
    ...ownershipRoutes(),
    ...resetRoutes(app, settings),
    ...inviteRoutes(app, settings),
    ...apiKeyRoutes(app),
  ]
}

const done = { done: true } as const
const fromOf = (actor: Actor): From => ({ address: actor.address, language: actor.locale })
const whole = <T>(items: readonly T[]): Page<T> => ({ items, nextCursor: null })

function setUpRoutes(app: App, settings: AuthSettings): Handled[] {
  return [
    query(auth.setUp.state, async () => ({ needed: await isSetupNeeded(app.db.outside) })),
    query(auth.setUp.run, ({ input, actor }) => setUp(app, settings, input, fromOf(actor))),
  ]
}

function sessionRoutes(app: App, settings: AuthSettings): Handled[] {
  const { session } = auth
  const cookieWith = (actor: SignedIn, token: string) => ({
    'set-cookie': sessionCookie(app, settings.publicUrl, { token, orgId: actor.session.orgId }),
  })
  return [
    query(session.signIn, ({ input, actor }) => signIn(app, settings, input, fromOf(actor))),
    query(session.me, async ({ actor }) => {
      const me = await meOf(app, actor, settings.declarations)
      if (!isSignedIn(actor)) return me
      const token = await renewedToken(app, actor)
      return token === null ? me : new Reply(me, 200, cookieWith(actor, token))
    }),
    query(session.change, async ({ input, actor }) => {
      await changeOwn(app, actor, input)
      return meOf(app, actor, settings.declarations)
    }),
    query(session.useOrganisation, ({ input, actor }) =>
      goToOrganisation(app, settings, requireSignedIn(actor), input.orgId),
    ),
    query(session.changePassword, async ({ input, actor }) => {
      const signedIn = requireSignedIn(actor)
      const { ended, token } = await changePassword(app, signedIn, input.oldPassword, input.newPassword)
      return new Reply({ ended }, 200, cookieWith(signedIn, token))
    }),
    query(session.signOut, async ({ actor }) => {
      const signedIn = requireSignedIn(actor)
      const ended = await endSession(app, signedIn, signedIn.session.id)
      return new Reply({ ended }, 200, { 'set-cookie': noSessionCookie(settings.publicUrl) })
    }),
  ]
}

function sessionsRoutes(app: App): Handled[] {
  const { sessions } = auth
  return [
    query(sessions.list, async ({ actor }) => whole(await sessionsOf(app, requireSignedIn(actor)))),
    query(sessions.end, async ({ input, actor }) => ({
      ended: await endSession(app, requireSignedIn(actor), input.id),
    })),
    query(sessions.endOthers, async ({ actor }) => ({ ended: await endOtherSessions(app, requireSignedIn(actor)) })),
  ]
}

function twoFactorRoutes(app: App): Handled[] {
  const { twoFactor } = auth
  return [
    query(twoFactor.state, ({ actor }) => twoFactorState(app, requireSignedIn(actor))),
    query(twoFactor.begin, ({ input, actor }) => beginTwoFactor(app, requireSignedIn(actor), input.password)),
    query(twoFactor.confirm, ({ input, actor }) => confirmTwoFactor(app, requireSignedIn(actor), input.code)),
    query(twoFactor.renewCodes, ({ input, actor }) => renewRecoveryCodes(app, requireSignedIn(actor), input.password)),
    query(twoFactor.end, async ({ input, actor }) => {
      await endTwoFactor(app, requireSignedIn(actor), input.password)
      return done
    }),
  ]
}

function resetRoutes(app: App, settings: AuthSettings): Handled[] {
  return [
    query(auth.passwordResets.ask, async ({ input, actor }) => {
      await askReset(app, settings, input.email, { address: actor.address, language: actor.locale })
      return done
    }),
    query(auth.passwordResets.use, async ({ input }) => {
      await resetPassword(app, input.token, input.password)
      return done
    }),
  ]
}

function inviteRoutes(app: App, settings: AuthSettings): Handled[] {
  const { invites } = auth
  return [
    query(invites.create, ({ input, actor, scope, reason }) =>
      inviteMailed(app, settings, { actor, scope, memberId: input.id, reason }),
    ),
    query(invites.read, ({ input }) => showInvite(app, input.token)),
    query(invites.accept, ({ input, actor }) => acceptInvite(app, settings, input, fromOf(actor))),
    query(invites.link, ({ input, actor }) => linkInvite(app, settings, input.token, requireSignedIn(actor))),
  ]
}

function apiKeyRoutes(app: App): Handled[] {
  const { apiKeys } = auth
  return [
    query(apiKeys.list, async ({ db, actor }) => whole(await apiKeysFor(db, actor))),
    query(apiKeys.create, ({ input, actor, reason }) => {
      const { memberId } = requireSignedIn(actor)
      return writing(app, actor, (write) => createApiKey(write, { ...input, memberId }), { reason })
    }),
    command(apiKeys.revoke, ({ write, input }) => revokeApiKey(write, input.id)),
  ]
}
