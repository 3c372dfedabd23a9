import { expect, test } from 'vitest'
import { askReset } from '#platform/auth/server/passwordResets.ts'
import { deliver, unsentMails } from '#platform/auth/server/unsentMails.ts'
import { createUser } from '#platform/auth/server/users.ts'
import { appForTests } from '../../tests/harness.ts'
import { mailServer } from './mailServerFixture.ts'
import { sendKept } from './sendKept.ts'
import { htmlOf, mailerBy, mailServerIn, sendBy } from './smtp.ts'

const { app } = appForTests()
const wanted = (env: Record<string, string>) => {
  const server = mailServerIn(env)
  if (server === null) throw new Error('No mail server is set.')
  return server
}

test('somebody who forgot a password gets the link by mail, as text and as a page', async () => {
  const { mails, env } = await mailServer()
  await createUser(app, { name: 'Maya', email: 'maya@haiyue.example', password: 'the tide comes in' })
  const settings = { declarations: [], sendMail: mailerBy(wanted(env)), publicUrl: 'https://sales.example.com' }
  await askReset(app, settings, 'maya@haiyue.example', { address: null, language: 'en' })
  await expect.poll(() => mails.length, { timeout: 30_000 }).toBe(1)
  const mail = (mails[0] ?? '').replaceAll('=\n', '')
  expect(mail).toMatch(/^To: maya@haiyue\.example$/m)
  expect(mail).toContain('From: Farsail <sales@haiyue.example>')
  expect(mail).toContain('Content-Type: text/plain')
  expect(mail).toContain('<a href=3D"https://sales.example.com/reset/')
  expect(await unsentMails(app)).toEqual([])
})

test('a mail that the server would not take is kept, and goes out when it does', async () => {
  const away = wanted({ ...(await mailServer({ MAIL: '451 try later' })).env })
  const mail = { to: 'tomas@haiyue.example', subject: '重设密码', text: 'https://sales.example.com/reset/x' }
  await deliver(app, mailerBy(away), mail)
  expect(await unsentMails(app)).toMatchObject([mail])
  const { mails, env } = await mailServer()
  const send = mailerBy(wanted(env))
  if (send === null) throw new Error('No mail server is set.')
  await sendKept(send)(app)
  expect([mails.length, await unsentMails(app)]).toEqual([1, []])
})

test('what the mail server says is told in plain words', async () => {
  const mail = { to: 'maya@haiyue.example', subject: 'Test', text: 'Test' }
  const { env } = await mailServer({ RCPT: '550 5.1.1 no such person', AUTH: '535 5.7.8 wrong password' })
  await expect(sendBy(wanted(env), mail)).rejects.toMatchObject({
    code: 'mail.address_refused',
    details: { value: '550 5.1.1 no such person', to: mail.to },
  })
  const login = { ...env, FARSAIL_SMTP_URL: env.FARSAIL_SMTP_URL.replace('//', '//maya:wrong@') }
  await expect(sendBy(wanted(login), mail)).rejects.toMatchObject({ code: 'mail.login_refused' })
  const gone = { ...env, FARSAIL_SMTP_URL: 'smtp://127.0.0.1:1' }
  await expect(sendBy(wanted(gone), mail)).rejects.toMatchObject({ code: 'mail.unreachable' })
  expect(() => mailServerIn({ FARSAIL_SMTP_URL: 'mail.example.com' })).toThrow('mail.url_wrong')
  expect(() => mailServerIn({ FARSAIL_SMTP_URL: 'smtp://mail.example.com' })).toThrow('mail.from_missing')
  expect(mailServerIn({})).toBe(null)
})

test('a page shows what the text says and nothing that somebody slipped in', () => {
  expect(htmlOf('A <b>\nhttps://x.example/y?a=1&b=2\n\nEnd')).toContain(
    '<p>A &lt;b&gt;<br><a href="https://x.example/y?a=1&amp;b=2">https://x.example/y?a=1&amp;b=2</a></p><p>End</p>',
  )
})
