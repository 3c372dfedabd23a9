import { Fault } from '#ledger/rules/fault.ts'
import { writing } from '#ledger/server/writing.ts'
import { type Actor, hostOf } from '#platform/access/actor.ts'
import { isSame } from '#platform/auth/server/keyText.ts'
import { organisationsOf } from '#platform/auth/server/me.ts'
import { noSessionCookie, sessionCookie } from '#platform/auth/server/sessionCookie.ts'
import type { AuthSettings } from '#platform/auth/server/settings.ts'
import { isSetupNeeded, setupToken } from '#platform/auth/server/setUp.ts'
import { type From, requireSignedIn, type SignedIn } from '#platform/auth/server/signedIn.ts'
import { goToOrganisation, openSession } from '#platform/auth/server/signIn.ts'
import { enterVisitor, requireSample, seeAs } from '#platform/auth/server/visitors.ts'
import type { App } from '#platform/config/context.ts'
import { type Handled, query, Reply } from '#platform/http/handled.ts'
import { askJob } from '#platform/jobs/jobs.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { type SettingUpSample, sample } from '../contract.ts'
import type { Asked } from '../rules/company.ts'
import { companyFor, createSample, type Made } from './createSample.ts'
import { fillJob, fillKind } from './fillJob.ts'
import { removeSample } from './removeSample.ts'
import { fillingOf, openSample, seatsOf } from './seats.ts'

export { sample } from '../contract.ts'
export { demoPath, openDemo } from './openDemo.ts'

export const sampleJobs = [fillJob]

/** All of them answer with cookies or end organisations, so they are `query`s though they change something. */
export function sampleRoutes(app: App, settings: AuthSettings): Handled[] {
  const routes = sample.sample
  return [
    query(routes.door, async () => {
      const orgId = await openSample(app)
      return { seats: orgId === null ? [] : await seatsOf(app, orgId) }
    }),
    query(routes.enter, async ({ input, actor }) => {
      const orgId = await openSample(app)
      const seat = orgId === null ? undefined : (await seatsOf(app, orgId)).find(({ as }) => as === input.as)
      if (orgId === null || seat === undefined) throw new Fault('sample.no_door')
      const entered = await enterVisitor(app, 'door', seat.name)
      return openSession(app, settings, entered, orgId, fromOf(actor), seat.memberId)
    }),
    query(routes.setUp, ({ input, actor }) => lookBeforeSetUp(app, settings, input, fromOf(actor))),
    query(routes.create, ({ input, actor }) => goToOwn(app, settings, requireSignedIn(actor), input.locale)),
    query(routes.state, async ({ actor: { orgId } }) => {
      await requireSample(app, orgId)
      return { seats: await seatsOf(app, orgId), filling: await fillingOf(app, orgId, fillKind) }
    }),
    query(routes.see, async ({ input, actor }) => {
      const signedIn = requireSignedIn(actor)
      await seeAs(app, signedIn, input.memberId)
      return goToOrganisation(app, settings, signedIn, signedIn.orgId)
    }),
    query(routes.remove, ({ actor }) => leaveRemoved(app, settings, requireSignedIn(actor))),
  ]
}
const fromOf = (actor: Actor): From => ({ address: actor.address, language: actor.locale })

/** Throws Faults `auth.token_wrong`, `auth.set_up_already`. */
async function lookBeforeSetUp(app: App, settings: AuthSettings, { token, locale }: SettingUpSample, from: From) {
  if (!isSame(token, setupToken(app))) throw new Fault('auth.token_wrong', { field: 'token' })
  if (!(await isSetupNeeded(app.db.outside))) throw new Fault('auth.set_up_already')
  const entered = await enterVisitor(app, 'setUp', 'Ada')
  const [known] = await organisationsOf(app, entered.userId)
  const orgId = known?.id ?? (await makeAndFill(app, entered.userId, locale)).orgId
  return openSession(app, settings, entered, orgId, from)
}

/** The sample that somebody has, or a new one. */
async function goToOwn(app: App, settings: AuthSettings, actor: SignedIn, locale: Asked['language']) {
  for (const { id } of await organisationsOf(app, actor.session.userId))
    if ((await orgSettings(app.db.of(id), id)).sample !== null) return goToOrganisation(app, settings, actor, id)
  const { orgId } = await makeAndFill(app, actor.session.userId, locale)
  return goToOrganisation(app, settings, actor, orgId)
}

async function makeAndFill(app: App, userId: string, language: Asked['language']): Promise<Made> {
  const company = companyFor(app, language, 0.001)
  const made = await createSample(app, company, { language, userId, kind: 'own' })
  const host = hostOf(made.orgId, company.days.at(-1)?.on ?? '', language)
  await writing(app, host, (write) => askJob(write.tx, host, fillKind, {}))
  return made
}

/** Whoever has another seat goes there; everybody else is outside. */
async function leaveRemoved(app: App, settings: AuthSettings, actor: SignedIn) {
  const removed = await removeSample(app, actor.orgId)
  const [next] = await organisationsOf(app, actor.session.userId)
  const cookie =
    next === undefined
      ? noSessionCookie(settings.publicUrl)
      : sessionCookie(app, settings.publicUrl, { token: actor.session.token, orgId: next.id })
  return new Reply({ removed, isElsewhere: next !== undefined }, 200, { 'set-cookie': cookie })
}
