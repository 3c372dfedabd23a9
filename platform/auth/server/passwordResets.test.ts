import { expect, test } from 'vitest'
import { codeOf, password, serveSignIn } from './signInFixture.ts'
import { deliver, unsentMails } from './unsentMails.ts'
import { resetUser } from './userReset.ts'

const { app, browser, clock, mails, person, signedIn } = serveSignIn({ mail: true })

const tokenIn = (text: string | undefined) => /\/reset\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''
const renewed = 'the tide goes out'
const using = (token: string, given = renewed) =>
  browser().send('POST', `/password-resets/${token}`, { body: { password: given } })
const entering = (email: string, given: string) =>
  browser().send('POST', '/session', { body: { email, password: given } })

async function mailedToken(email: string): Promise<string> {
  await browser().send('POST', '/password-resets', { body: { email } })
  return tokenIn(mails.findLast((mail) => mail.to === email)?.text)
}

test('a mailed link sets a new password once, and ends all sessions', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const token = await mailedToken(ada.email)
  expect(codeOf(await using(token, 'short'))).toBe('auth.password_short')
  expect((await using(token)).body).toEqual({ done: true })
  expect((await chrome.send('GET', '/session/me')).status).toBe(401)
  expect((await entering(ada.email, password)).status).toBe(401)
  expect((await entering(ada.email, renewed)).status).toBe(201)
  expect(codeOf(await using(token))).toBe('auth.link_dead')
})

test('an hour later the link is dead, and so is an earlier one once another was used', async () => {
  const ada = await person()
  const start = clock.now()
  const [first, second] = [await mailedToken(ada.email), await mailedToken(ada.email)]
  clock.set(start.add({ minutes: 60 }).toString())
  expect(codeOf(await using(first))).toBe('auth.link_dead')
  clock.set(start.add({ minutes: 59 }).toString())
  expect((await using(second)).status).toBe(200)
  expect(codeOf(await using(first))).toBe('auth.link_dead')
  clock.set(start.toString())
})

test('the answer does not tell whether there is such a user; the mail is in the language of who asks', async () => {
  const ada = await person()
  const asking = (email: string) =>
    browser().send('POST', '/password-resets', { body: { email }, headers: { 'accept-language': 'zh-CN' } })
  const known = await asking(ada.email)
  const sent = mails.length
  expect(await asking('nobody@example.com')).toEqual(known)
  expect(mails).toHaveLength(sent)
  expect(mails.at(-1)).toMatchObject({ to: ada.email, subject: '重设 Farsail 密码' })
})

test('a mailbox is not flooded', async () => {
  const ada = await person()
  for (let i = 0; i < 5; i += 1) await browser().send('POST', '/password-resets', { body: { email: ada.email } })
  expect(codeOf(await browser().send('POST', '/password-resets', { body: { email: ada.email } }))).toBe(
    'auth.too_many_attempts',
  )
})

test('the host makes a link that is good for a day', async () => {
  const ada = await person()
  const start = clock.now()
  const { url } = await resetUser(app, ada.email, 'https://farsail.test/')
  expect(url).toMatch(/^https:\/\/farsail\.test\/reset\/[\w-]{43}$/)
  clock.set(start.add({ hours: 23 }).toString())
  expect((await using(tokenIn(url))).status).toBe(200)
  clock.set(start.toString())
  await expect(resetUser(app, 'nobody@example.com', 'https://farsail.test')).rejects.toThrow('auth.user_unknown')
})

test('what the mail server refuses, or nobody could send, is kept for the host', async () => {
  const mail = { to: 'ada@example.com', subject: 'Hello', text: 'A link' }
  await deliver(app, () => Promise.reject(new Error('mailbox full')), mail)
  await deliver(app, null, { ...mail, to: 'maya@example.com' })
  expect(await unsentMails(app)).toEqual([
    { ...mail, to: 'maya@example.com', createdAt: '2026-11-24T09:00:00.000Z' },
    { ...mail, createdAt: '2026-11-24T09:00:00.000Z' },
  ])
})
