import { Fault } from '#ledger/rules/fault.ts'
import { takeTwoFactorOff } from '#platform/auth/server/twoFactor.ts'
import { unsentMails } from '#platform/auth/server/unsentMails.ts'
import { resetUser } from '#platform/auth/server/userReset.ts'
import { type Command, Usage } from '#platform/cli/command.ts'
import { linkAddress, within } from '#platform/cli/here.ts'
import { mailServerIn, sendBy } from '#platform/mail/smtp.ts'
import { say } from '#platform/text/messages.ts'
import { starters } from '../product.ts'

export const userReset: Command = {
  name: 'user reset',
  usage: 'EMAIL [--two-factor-off] [--json]',
  options: { 'two-factor-off': { type: 'boolean' } },
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const [email] = call.args
      if (!email) throw new Usage(say(call.locale, 'cli.email_missing'))
      if (call.flag('two-factor-off')) {
        await takeTwoFactorOff(app, email)
        return { json: { email, twoFactor: false }, lines: [say(call.locale, 'cli.two_factor_off', { email })] }
      }
      const { url } = await resetUser(app, email, linkAddress(call))
      return { json: { url }, lines: [say(call.locale, 'cli.user_reset', { url })] }
    }),
}

/** Reset links and the like, while no mail server is set up: shown to the host alone. */
export const mailUnsent: Command = {
  name: 'mail unsent',
  usage: '[--json]',
  options: {},
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const mails = await unsentMails(app)
      const lines = mails.flatMap((mail) => [`${mail.to} · ${mail.subject}`, mail.text, ''])
      return { json: { mails }, lines: lines.length ? lines : [say(call.locale, 'cli.mail_none')] }
    }),
}

/** A mail to see that mails arrive; what the server answered, in plain words. */
export const mailTest: Command = {
  name: 'mail test',
  usage: 'EMAIL [--json]',
  options: {},
  async run(call) {
    const [to] = call.args
    if (!to) throw new Usage(say(call.locale, 'cli.email_missing'))
    const server = mailServerIn(process.env)
    if (server === null) throw new Fault('mail.not_set')
    const text = say(call.locale, 'mailTest.body', { url: linkAddress(call) })
    const answer = await sendBy(server, { to, subject: say(call.locale, 'mailTest.subject'), text })
    const { host, port } = server
    return { json: { to, host, port, answer }, lines: [say(call.locale, 'mailTest.sent', { to, host, answer })] }
  },
}
