import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import { requireSignedIn } from '#platform/auth/server/signedIn.ts'
import type { App } from '#platform/config/context.ts'
import { type Handled, query } from '#platform/http/handled.ts'
import { problemOf } from '#platform/http/problem.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import { type MailStateJson, mail } from './contract.ts'
import { mailServerIn, sendBy } from './smtp.ts'

/** The environment is the host's; here it is shown and tried by the owner of an installation's only organisation. */
export function mailRoutes(publicUrl: string, env: NodeJS.ProcessEnv): Handled[] {
  return [
    query(mail.mail.state, async ({ app, actor }) => {
      if (!(await isHost(app, actor))) return { isHost: false, server: null, problem: null, unsent: 0 }
      const { rows } = await sql<{ n: bigint }>`select count(*) as n from auth.unsent_mail`.execute(app.db.outside)
      return { isHost: true, ...serverShown(env, actor), unsent: Number(rows[0]?.n ?? 0n) }
    }),
    // a query: nothing of ours changes, and a mail server may take long within no transaction
    query(mail.mail.test, async ({ app, actor }) => {
      if (!(await isHost(app, actor))) throw new Conflict('mail.host_only')
      const { userId } = requireSignedIn(actor).session
      const server = mailServerIn(env)
      if (server === null) throw new Fault('mail.not_set')
      const { rows } = await sql<{ email: string }>`select email from auth."user" where id = ${userId}`.execute(
        app.db.outside,
      )
      const to = rows[0]?.email ?? ''
      const locale = localeOf(actor.locale)
      const text = say(locale, 'mailTest.body', { url: publicUrl })
      return {
        to,
        host: server.host,
        answer: await sendBy(server, { to, subject: say(locale, 'mailTest.subject'), text }),
      }
    }),
  ]
}

/** Samples apart there is one organisation, and this is its owner. */
async function isHost(app: App, actor: Actor): Promise<boolean> {
  if (actor.role !== 'owner') return false
  const { rows } = await sql<{ id: string }>`select org_ids() as id`.execute(app.db.outside)
  if (rows.length > mostLookedAt) return false
  const orgs = await Promise.all(rows.map(({ id }) => orgSettings(app.db.of(id), id)))
  const real = orgs.filter(({ sample }) => sample === null)
  return real.length === 1 && real[0]?.id === actor.orgId
}
const mostLookedAt = 20

function serverShown(env: NodeJS.ProcessEnv, actor: Actor): Pick<MailStateJson, 'server' | 'problem'> {
  try {
    const server = mailServerIn(env)
    if (server === null) return { server: null, problem: null }
    const { host, port, from, isSecure } = server
    return { server: { host, port, from, isSecure }, problem: null }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { server: null, problem: problemOf(error, localeOf(actor.locale), '').detail }
  }
}
