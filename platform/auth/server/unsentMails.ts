import { sql } from 'kysely'
import { type App, newId } from '#platform/config/context.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}
export type SendMail = (mail: Mail) => Promise<void>

/** Sends a mail, or keeps it for the host where that can't be done; was it sent? Never fails: what it is for was done already. */
export async function deliver(app: App, sendMail: SendMail | null, mail: Mail): Promise<boolean> {
  try {
    if (sendMail === null) {
      await keep(app, mail)
      return false
    }
    try {
      await sendMail(mail)
      return true
    } catch (error) {
      app.log.warn({ err: error }, 'a mail could not be sent; see `farsail mail unsent`')
      await keep(app, mail)
    }
  } catch (error) {
    app.log.error({ err: error }, 'a mail was neither sent nor kept')
  }
  return false
}

async function keep(app: App, mail: Mail): Promise<void> {
  await sql`insert into auth.unsent_mail (id, recipient, subject, body, created_at)
    values (${newId()}::uuid, ${mail.to}, ${mail.subject}, ${mail.text}, ${app.clock.now().toString()}::timestamptz)`.execute(
    app.db.outside,
  )
}

export interface UnsentMail extends Mail {
  readonly createdAt: string
}
/** For the host alone, at the command line: the mails of the last week that did not go out, the newest first. */
export async function unsentMails(app: App): Promise<readonly UnsentMail[]> {
  const { rows } =
    await sql<UnsentMail>`select recipient as "to", subject, body as text, created_at as "createdAt" from auth.unsent_mail
    order by created_at desc, id desc limit 200`.execute(app.db.outside)
  return rows
}
