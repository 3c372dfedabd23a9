import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { codeOf, password, property, serveSignIn } from './signInFixture.ts'

const { app, browser, clock, memberOf, person, signedIn } = serveSignIn()

test('Ada signs in and is told who she is, where, and what she may do', async () => {
  const ada = await person()
  const chrome = browser()
  const answer = await chrome.send('POST', '/session', { body: { email: ada.email.toUpperCase(), password } })
  expect(answer).toMatchObject({
    status: 201,
    body: {
      user: { email: ada.email },
      member: { id: ada.memberId, role: 'owner', theme: 'auto' },
      org: { id: ada.org.orgId, currency: 'CNY', fiscalStartMonth: 1 },
      organisations: [{ id: ada.org.orgId }],
      may: { 'member.invite': 'all', 'member.export': 'all', 'org.update': 'all' },
    },
  })
  expect(answer.setCookie).toMatch(/^farsail=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
  expect((await chrome.send('GET', '/session/me')).body).toEqual(answer.body)
})

test('a rep may invite nobody, and the session says so', async () => {
  const ada = await person()
  const tomas = await person()
  await memberOf(ada.org, { name: 'Tomás', role: 'rep', userId: tomas.userId })
  const chrome = await signedIn(tomas)
  const there = await chrome.send('POST', '/session/organisation', { body: { orgId: ada.org.orgId } })
  expect(there.body).toMatchObject({ member: { name: 'Tomás', role: 'rep' }, may: { 'member.read': 'all' } })
  for (const permission of ['member.invite', 'member.export', 'org.update'])
    expect(property(there.body, 'may')).not.toHaveProperty([permission])
})

test('a wrong password and an unknown e-mail are refused in the same words', async () => {
  const ada = await person()
  const wrong = await browser().send('POST', '/session', { body: { email: ada.email, password: 'the tide goes out' } })
  const unknown = await browser().send('POST', '/session', { body: { email: 'nobody@example.com', password } })
  expect(wrong.status).toBe(401)
  expect(codeOf(wrong)).toBe('auth.wrong')
  expect(wrong.body).toEqual(unknown.body)
})

test('a cookie that somebody made up, or changed, is nobody’s', async () => {
  const ada = await person()
  const other = await person()
  const chrome = await signedIn(ada)
  const good = chrome.cookie()
  for (const bad of [
    `${good}x`,
    good.replace(ada.org.orgId, other.org.orgId),
    'farsail=a.b.c',
    'farsail=',
    'farsail',
  ]) {
    chrome.setCookie(bad)
    expect((await chrome.send('GET', '/session/me')).status, bad).toBe(401)
  }
})

test('ten wrong passwords close the door for a quarter of an hour, for this e-mail and address', async () => {
  const ada = await person()
  const maya = await person()
  const entering = (email: string, given: string) =>
    browser().send('POST', '/session', { body: { email, password: given } })
  for (let i = 0; i < 10; i += 1) expect(codeOf(await entering(ada.email, 'the tide goes out'))).toBe('auth.wrong')
  const shut = await entering(ada.email, password)
  expect(codeOf(shut)).toBe('auth.too_many_attempts')
  expect(property(property(property(shut.body, 'errors'), '0'), 'details')).toEqual({ retryAfter: 900, minutes: 15 })
  expect((await entering(maya.email, password)).status).toBe(201)
  const before = clock.now()
  clock.set(before.add({ seconds: 901 }).toString())
  expect((await entering(ada.email, password)).status).toBe(201)
  clock.set(before.toString())
})

test('signing in often is no offence', async () => {
  const ada = await person()
  for (let i = 0; i < 11; i += 1) {
    expect((await browser().send('POST', '/session', { body: { email: ada.email, password } })).status).toBe(201)
  }
})

test('the header chooses another organisation of one’s own for one request, by name or id, and no other', async () => {
  const ada = await person()
  const maya = await person()
  await memberOf(maya.org, { name: 'Ada in Maya’s', role: 'admin', userId: ada.userId })
  const chrome = await signedIn(ada)
  const { rows } = await sql<{ slug: string }>`select slug from org where id = ${maya.org.orgId}::uuid`.execute(
    app.db.of(maya.org.orgId),
  )
  for (const name of [rows[0]?.slug ?? '', maya.org.orgId]) {
    const there = await chrome.send('GET', '/session/me', { headers: { 'farsail-org': name } })
    expect(there.body).toMatchObject({ org: { id: maya.org.orgId }, member: { role: 'admin' } })
  }
  expect((await chrome.send('GET', '/session/me')).body).toMatchObject({ org: { id: ada.org.orgId } })
  const strange = await person()
  for (const name of [strange.org.orgId, 'no-such-org']) {
    expect(codeOf(await chrome.send('GET', '/session/me', { headers: { 'farsail-org': name } }))).toBe(
      'auth.organisation_not_yours',
    )
  }
  expect(codeOf(await chrome.send('POST', '/session/organisation', { body: { orgId: strange.org.orgId } }))).toBe(
    'auth.organisation_not_yours',
  )
})

test('who has left is out at once, also in the middle of a session', async () => {
  const ada = await person({ timeZone: 'Asia/Shanghai' })
  const chrome = await signedIn(ada)
  const deactivate = (on: string) =>
    sql`update member set deactivated_on = ${on}::date where org_id = ${ada.org.orgId}::uuid`.execute(
      app.db.of(ada.org.orgId),
    )
  await deactivate('2026-11-25')
  expect((await chrome.send('GET', '/session/me')).status).toBe(200)
  const before = clock.now()
  clock.set('2026-11-24T16:30:00Z') // the 25th in Shanghai
  expect((await chrome.send('GET', '/session/me')).status).toBe(401)
  expect(codeOf(await browser().send('POST', '/session', { body: { email: ada.email, password } }))).toBe(
    'auth.no_organisation',
  )
  clock.set(before.toString())
})

test('a request that changes something must come from our own pages', async () => {
  const chrome = await signedIn(await person())
  const changing = (headers: Record<string, string>) =>
    chrome.send('PATCH', '/session/me', { body: { theme: 'dark' }, headers })
  const strange: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ]
  for (const headers of strange) {
    expect(codeOf(await changing(headers))).toBe('auth.cross_site')
  }
  expect((await changing({ 'sec-fetch-site': 'same-origin', origin: 'https://proxy.example' })).status).toBe(200)
  expect((await changing({ origin: 'http://localhost:80', host: 'localhost' })).status).toBe(200)
  expect((await changing({})).status).toBe(200)
  expect((await chrome.send('GET', '/session/me', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200)
})

test('name, language, zone, theme and density are one’s own to change', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const change = { name: '林悦', locale: 'zh-CN', timeZone: 'Europe/Berlin', theme: 'dark', density: 'compact' }
  expect((await chrome.send('PATCH', '/session/me', { body: change })).body).toMatchObject({
    member: change,
    user: { name: '林悦' },
  })
  expect((await chrome.send('PATCH', '/session/me', { body: { locale: null } })).body).toMatchObject({
    member: { locale: null, theme: 'dark', density: 'compact' },
  })
  expect(codeOf(await chrome.send('PATCH', '/session/me', { body: { timeZone: 'Mars/Olympus' } }))).toBe(
    'time.zone_unknown',
  )
  expect((await chrome.send('PATCH', '/session/me', { body: { role: 'owner' } })).status).toBe(422)
})
