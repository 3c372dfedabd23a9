import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { setupAddress, setupToken } from './setUp.ts'
import { codeOf, password, serveSignIn } from './signInFixture.ts'
import { slugOf } from './slug.ts'
import { createUser } from './users.ts'

const { app, browser } = serveSignIn({ publicUrl: 'https://farsail.test' })

const asked = (email: string) => ({
  token: setupToken(app),
  organisationName: '海岳科技',
  name: 'Ada',
  email,
  password,
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  fiscalStartMonth: 4,
})
const settingUp = (body: object) => browser().send('POST', '/setup', { body })

// One story in one order: an installation is set up once.
test('who has the address sets the installation up, once; two at once are not two', async () => {
  expect(setupAddress(app, 'https://farsail.test')).toBe(`https://farsail.test/setup#${setupToken(app)}`)
  expect((await browser().send('GET', '/setup')).body).toEqual({ needed: true })
  const wrong = await settingUp({ ...asked('ada@example.com'), token: 'guessed' })
  expect([wrong.status, codeOf(wrong)]).toEqual([403, 'auth.token_wrong'])
  expect(codeOf(await settingUp({ ...asked('ada@example.com'), password: 'short' }))).toBe('auth.password_short')

  expect(codeOf(await settingUp({ ...asked('ada@example.com'), timeZone: 'Mars/Olympus' }))).toBe(
    'org.time_zone_unknown',
  )
  const { rows } = await sql`select from auth."user"`.execute(app.db.outside)
  expect(rows).toHaveLength(0) // nobody is left behind, so it can be tried again

  await createUser(app, { name: 'Ada', email: 'ada@example.com', password }) // left behind by an attempt that was cut off
  const both = await Promise.all([settingUp(asked('ada@example.com')), settingUp(asked('maya@example.com'))])
  expect(both.map((one) => one.status).sort()).toEqual([201, 409])
  const won = both.find((one) => one.status === 201)
  expect(won?.body).toMatchObject({
    member: { role: 'owner', locale: 'zh-CN' },
    org: { slug: 'haiyuekeji', currency: 'CNY', fiscalStartMonth: 4 },
  })
  expect(won?.setCookie).toMatch(/^__Host-farsail=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/)
  const chrome = browser()
  chrome.setCookie(won?.cookie ?? '')
  expect((await chrome.send('GET', '/session/me')).status).toBe(200)

  expect((await browser().send('GET', '/setup')).body).toEqual({ needed: false })
  expect(codeOf(await settingUp(asked('tomas@example.com')))).toBe('auth.set_up_already')
})

test('an organisation’s short name is spelled from its name', async () => {
  expect(await slugOf('海岳科技')).toBe('haiyuekeji')
  expect(await slugOf('Farsail 远航 GmbH & Co.')).toBe('farsail-yuanhang-gmbh-co')
  expect(await slugOf('Société Générale')).toBe('societe-generale')
  expect(await slugOf('🌊')).toBe('organisation')
  expect(await slugOf(`--${'x'.repeat(80)}`)).toMatch(/^x{63}$/)
})
