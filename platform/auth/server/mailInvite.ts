import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { orgSettings } from '#platform/org/settings.ts'
import type { Scope } from '#platform/record/record.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { InviteMade } from '../shapes.ts'
import { invite, inviteDays } from './invites.ts'
import type { AuthSettings } from './settings.ts'
import { deliver } from './unsentMails.ts'

/** Makes the link and, where there is mail and an address, mails it too, in the language of whom it is for. Throws what `invite` throws. */
export async function inviteMailed(
  app: App,
  { sendMail, publicUrl }: AuthSettings,
  asked: { readonly actor: Actor; readonly scope: Scope; readonly memberId: string; readonly reason: string | null },
): Promise<InviteMade> {
  const { actor, scope, memberId, reason } = asked
  const { url, expiresAt, name, email, locale } = await writing(
    app,
    actor,
    (write) => invite(write, scope, memberId, publicUrl),
    { reason },
  )
  if (sendMail === null || email === null) return { url, expiresAt, mail: null }
  const org = await orgSettings(app.db.of(actor.orgId), actor.orgId)
  const language = localeOf(locale ?? org.locale)
  const values = { name, organisation: org.name, url, days: inviteDays }
  const sent = await deliver(app, sendMail, {
    to: email,
    subject: say(language, 'auth.inviteMail.subject', values),
    text: say(language, 'auth.inviteMail.body', values),
  })
  return { url, expiresAt, mail: { to: email, sent } }
}
