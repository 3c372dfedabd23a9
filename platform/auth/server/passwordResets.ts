import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { type App, newId } from '#platform/config/context.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import { requireGoodPassword } from '../rules/password.ts'
import { countAttempt, resetLimits } from './attempts.ts'
import { hashOf, randomText } from './keyText.ts'
import { type AuthSettings, addressOf } from './settings.ts'
import { deliver } from './unsentMails.ts'
import { setPassword } from './users.ts'

const mailedHours = 1
const identifierOf = (token: string) => `password-reset:${hashOf(token)}`

/** Mails a link to the user of this e-mail, if there is one; answers alike, and after the same work, if there is none. */
export async function askReset(
  app: App,
  settings: AuthSettings,
  email: string,
  from: { address: string | null; language: string },
): Promise<void> {
  await countAttempt(app, resetLimits(email, from.address))
  const found = await resetLink(app, email, mailedHours, settings.publicUrl)
  if (found === null) return
  const locale = localeOf(from.language)
  const values = { url: found.url, hours: mailedHours }
  const mail = {
    to: found.email,
    subject: say(locale, 'auth.resetMail.subject'),
    text: say(locale, 'auth.resetMail.body', values),
  }
  const delivered = deliver(app, settings.sendMail, mail)
  // the time that a mail server takes would tell that there is such a user
  if (settings.sendMail === null) await delivered
}

/** A link to set a new password, or null where nobody signs in with this e-mail: the same one statement in both cases. */
export async function resetLink(
  app: App,
  email: string,
  hours: number,
  publicUrl: string,
): Promise<{ url: string; email: string } | null> {
  const token = randomText()
  const now = app.clock.now()
  const { rows } = await sql<{ email: string }>`
    with owner as (select id, email from auth."user" where email = ${email.trim().toLowerCase()}),
    link as (
      insert into auth.verification (id, identifier, value, expires_at)
      select ${newId()}, ${identifierOf(token)}, id, ${now.add({ hours }).toString()}::timestamptz from owner)
    select email from owner`.execute(app.db.outside)
  const owner = rows[0]
  return owner === undefined ? null : { url: addressOf(publicUrl, `/reset/${token}`), email: owner.email }
}

/** Sets a new password by a link, once; all sessions and other such links end. Throws Faults `auth.link_dead`, `auth.password_…`. */
export async function resetPassword(app: App, token: string, password: string): Promise<void> {
  requireGoodPassword(password)
  const db = app.db.outside
  const { rows } = await sql<{ value: string }>`delete from auth.verification where identifier = ${identifierOf(token)}
    and expires_at > ${app.clock.now().toString()}::timestamptz returning value`.execute(db)
  const userId = rows[0]?.value
  if (userId === undefined) throw new Fault('auth.link_dead', { field: 'token' })
  await setPassword(app, userId, password)
  await sql`delete from auth.verification where value = ${userId} and identifier like 'password-reset:%'`.execute(db)
}
