import { sql } from 'kysely'
import type { SendMail } from '#platform/auth/server/unsentMails.ts'
import type { App } from '#platform/config/context.ts'

/** As long as a link in it is good. */
const keptMinutes = 55

/** Tries mails again that could not go out, while it makes sense; one that goes is kept no longer. */
export const sendKept = (send: SendMail) => async (app: App) => {
  const since = app.clock.now().subtract({ minutes: keptMinutes }).toString()
  const { rows } = await sql<{ id: string }>`select id from auth.unsent_mail where created_at > ${since}::timestamptz
    order by created_at limit 50`.execute(app.db.outside)
  for (const { id } of rows)
    await app.db.outside.transaction().execute(async (tx) => {
      const { rows: locked } = await sql<{ to: string; subject: string; text: string }>`
        select recipient as "to", subject, body as text from auth.unsent_mail where id = ${id}::uuid for update skip locked`.execute(
        tx,
      )
      const [mail] = locked
      if (!mail) return
      try {
        await send(mail)
      } catch (error) {
        app.log.warn({ err: error }, 'a mail could not be sent; it is tried again')
        return
      }
      await sql`delete from auth.unsent_mail where id = ${id}::uuid`.execute(tx)
    })
}
