import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Reply } from '#platform/http/handled.ts'
import { createOrg } from '#platform/org/server/createOrg.ts'
import { requireGoodPassword } from '../rules/password.ts'
import type { Me, SettingUp } from '../shapes.ts'
import { isSame, signatureOf } from './keyText.ts'
import { type AuthSettings, addressOf } from './settings.ts'
import type { From } from './signedIn.ts'
import { openSession } from './signIn.ts'
import { slugOf } from './slug.ts'
import { dropUser, enterNewUser, enterUser, userByEmail } from './users.ts'

const settingUp = 7_431_002

/** The word that opens the set-up page until there is an organisation; the same in every process, and after a restart. */
export const setupToken = (app: App) => signatureOf(app, 'set-up', '')
/** What `start` prints. Behind the `#`, so that the token is in no log and no referrer. */
export const setupAddress = (app: App, publicUrl: string) => addressOf(publicUrl, `/setup#${setupToken(app)}`)

export async function isSetupNeeded(db: Db): Promise<boolean> {
  const { rows } = await sql<{ none: boolean }>`select set_up_needed() as none`.execute(db)
  return rows[0]?.none === true
}

/**
 * The first organisation with its owner, who is signed in. Throws Faults `auth.token_wrong` (403), `auth.set_up_already`
 * (409), and what `createOrg` and a new password may be refused for.
 */
export async function setUp(app: App, settings: AuthSettings, given: SettingUp, from: From): Promise<Reply<Me>> {
  if (!isSame(given.token, setupToken(app))) throw new Fault('auth.token_wrong', { field: 'token' })
  requireGoodPassword(given.password)
  return app.db.outside.transaction().execute(async (tx) => {
    // two browsers at once: one wins, the other is told
    await sql`select pg_advisory_xact_lock(${settingUp})`.execute(tx)
    if (!(await isSetupNeeded(tx))) throw new Conflict('auth.set_up_already')
    // one whom an attempt that was cut short left behind
    const isKnown = (await userByEmail(app, given.email)) !== null
    const entered = isKnown ? await enterUser(app, given.email, given.password) : await enterNewUser(app, given)
    const org = await createOrg(app, {
      name: given.organisationName,
      slug: given.slug ?? (await slugOf(given.organisationName)),
      currency: given.currency,
      timeZone: given.timeZone,
      locale: given.locale,
      fiscalStartMonth: given.fiscalStartMonth ?? 1,
      owner: { name: given.name, email: given.email, userId: entered.userId },
    }).catch(async (error: unknown) => {
      await dropUser(app, entered.userId)
      throw error
    })
    return openSession(app, settings, entered, org.orgId, from)
  })
}
