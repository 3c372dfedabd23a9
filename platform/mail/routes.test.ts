import { expect, test } from 'vitest'
import { codeOf, password, serveSignIn } from '#platform/auth/server/signInFixture.ts'
import { deliver } from '#platform/auth/server/unsentMails.ts'
import { mailServer } from './mailServerFixture.ts'
import { mailRoutes } from './routes.ts'

const env: Record<string, string> = {}
const { app, memberOf, person, signedIn } = serveSignIn({ more: mailRoutes('http://farsail.test', env) })
const path = '/installation/mail'

test('the owner of the only organisation sees what is set and what waits, and tries it; nobody else does', async () => {
  const ada = await person()
  const hers = await signedIn(ada)
  const bare = await hers.send('GET', path)
  expect(bare.body).toEqual({ isHost: true, server: null, problem: null, unsent: 0 })
  expect(codeOf(await hers.send('POST', `${path}/test`, { body: {} }))).toBe('mail.not_set')
  await deliver(app, null, { to: 'tomas@haiyue.example', subject: 'A link', text: 'https://sales.example.com' })

  Object.assign(env, { FARSAIL_SMTP_URL: 'mail.example.com' })
  expect((await hers.send('GET', path)).body).toMatchObject({ problem: expect.stringContaining('smtp://'), unsent: 1 })
  const { mails, env: set } = await mailServer()
  Object.assign(env, set)
  const shown = await hers.send('GET', path)
  expect(shown.body).toMatchObject({ server: { host: '127.0.0.1', from: 'Farsail <sales@haiyue.example>' } })
  expect(JSON.stringify(shown.body)).not.toContain(password)
  const tried = await hers.send('POST', `${path}/test`, { body: {} })
  expect(tried).toMatchObject({ status: 200, body: { to: ada.email, answer: expect.stringContaining('queued as 42') } })
  expect(mails).toHaveLength(1)
  const refusing = await mailServer({ RCPT: '550 5.1.1 no such person' })
  Object.assign(env, refusing.env)
  expect(codeOf(await hers.send('POST', `${path}/test`, { body: {} }))).toBe('mail.address_refused')

  const { userId, email } = await person()
  const nobody = { isHost: false, server: null, problem: null, unsent: 0 }
  // that person's own organisation makes it the second one here
  expect((await hers.send('GET', path)).body).toEqual(nobody)
  expect(codeOf(await hers.send('POST', `${path}/test`, { body: {} }))).toBe('mail.host_only')
  const lin = {
    org: ada.org,
    memberId: await memberOf(ada.org, { name: '林悦', role: 'admin', email, userId }),
    email,
    userId,
  }
  expect((await (await signedIn(lin)).send('GET', path)).body).toEqual(nobody)
})
