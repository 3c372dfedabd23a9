import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { codeAt, stepAt } from './oneTimeCode.ts'
import { type Browser, codeOf, type Person, password, property, serveSignIn } from './signInFixture.ts'
import { takeTwoFactorOff } from './twoFactor.ts'

const { app, browser, clock, memberOf, person, signedIn } = serveSignIn()

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
/** What the app shows, so many half minutes from now. */
const shown = (secret: string, ahead = 0) => codeAt(bytesOf(secret), stepAt(clock.now()) + ahead)
const codesIn = (body: unknown) => {
  const codes = property(body, 'codes')
  return Array.isArray(codes) ? codes.map(String) : []
}

async function turnedOn(who: Person): Promise<{ chrome: Browser; secret: string; codes: string[] }> {
  const chrome = await signedIn(who)
  const begun = await chrome.send('POST', '/session/two-factor', { body: { password } })
  const secret = String(property(begun.body, 'secret'))
  // the one before, so that the one of now is still good for signing in
  const on = await chrome.send('POST', '/session/two-factor/confirm', { body: { code: shown(secret, -1) } })
  return { chrome, secret, codes: codesIn(on.body) }
}
const entering = (who: Person, code?: string) =>
  browser().send('POST', '/session', { body: { email: who.email, password, ...(code === undefined ? {} : { code }) } })

async function sessionsOf(who: Person): Promise<number> {
  const { rows } = await sql`select from auth.session where user_id = ${who.userId}`.execute(app.db.outside)
  return rows.length
}

test('once turned on, the password alone signs nobody in; with the app’s code it does, and a code is good once', async () => {
  const ada = await person()
  const { chrome, secret } = await turnedOn(ada)
  const asked = await entering(ada)
  expect([asked.status, codeOf(asked), asked.setCookie]).toEqual([401, 'auth.code_needed', null])
  expect(codeOf(await entering(ada, '12345'))).toBe('auth.code_wrong')
  expect(await sessionsOf(ada)).toBe(1)
  expect((await entering(ada, ` ${shown(secret).slice(0, 3)} ${shown(secret).slice(3)}`)).status).toBe(201)
  expect(codeOf(await entering(ada, shown(secret)))).toBe('auth.code_wrong')
  expect((await chrome.send('GET', '/session/two-factor')).body).toMatchObject({ codesLeft: 10 })
})

test('a wrong password is told before any code is asked for', async () => {
  const ada = await person()
  const { secret } = await turnedOn(ada)
  const body = { email: ada.email, password: 'the tide goes out', code: shown(secret) }
  expect(codeOf(await browser().send('POST', '/session', { body }))).toBe('auth.wrong')
})

test('nothing is asked for until a first code has confirmed it, and a password begins it', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const wrong = await chrome.send('POST', '/session/two-factor', { body: { password: 'the tide goes out' } })
  expect(codeOf(wrong)).toBe('auth.old_password_wrong')
  expect(codeOf(await chrome.send('POST', '/session/two-factor/confirm', { body: { code: '123456' } }))).toBe(
    'auth.two_factor_off',
  )
  await chrome.send('POST', '/session/two-factor', { body: { password } })
  expect(codeOf(await chrome.send('POST', '/session/two-factor/confirm', { body: { code: 'x' } }))).toBe(
    'auth.code_wrong',
  )
  expect((await entering(ada)).status).toBe(201)
  expect((await chrome.send('GET', '/session/two-factor')).body).toEqual({ since: null, codesLeft: 0 })
})

test('a recovery code lets in once; new ones end those before them; none is kept as it is', async () => {
  const ada = await person()
  const { chrome, secret, codes } = await turnedOn(ada)
  const [first = '', second = ''] = codes
  expect(codes).toHaveLength(10)
  expect((await entering(ada, first.toUpperCase())).status).toBe(201)
  expect(codeOf(await entering(ada, first))).toBe('auth.code_wrong')
  expect((await chrome.send('GET', '/session/two-factor')).body).toMatchObject({ codesLeft: 9 })
  const renewed = await chrome.send('POST', '/session/two-factor/recovery-codes', { body: { password } })
  expect(codeOf(await entering(ada, second))).toBe('auth.code_wrong')
  expect((await entering(ada, codesIn(renewed.body)[0])).status).toBe(201)
  const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from auth.two_factor t
    where user_id = ${ada.userId}`.execute(app.db.outside)
  for (const kept of [secret, second, second.replace('-', '')]) expect(rows[0]?.row).not.toContain(kept)
})

test('five wrong codes close the second step for a quarter of an hour, also to the right one', async () => {
  const ada = await person()
  const { codes } = await turnedOn(ada)
  for (let i = 0; i < 5; i += 1) expect(codeOf(await entering(ada, 'wrong-codes'))).toBe('auth.code_wrong')
  expect(codeOf(await entering(ada, codes[0]))).toBe('auth.too_many_attempts')
  const before = clock.now()
  clock.set(before.add({ seconds: 901 }).toString())
  expect((await entering(ada, codes[0])).status).toBe(201)
  clock.set(before.toString())
})

test('an invitation asks an account that is there for its second step too', async () => {
  const ada = await person()
  const maya = await person()
  const { secret } = await turnedOn(maya)
  const seat = await memberOf(ada.org, { name: 'Maya', role: 'rep', email: maya.email })
  const made = await (await signedIn(ada)).send('POST', `/members/${seat}/invite`, { body: {} })
  const link = `/invites/${String(property(made.body, 'url')).split('/').at(-1)}`
  expect(codeOf(await browser().send('POST', link, { body: { password } }))).toBe('auth.code_needed')
  const code = shown(secret)
  expect((await browser().send('POST', link, { body: { password, code } })).status).toBe(201)
})

test('it is turned off with the password, or by the host; the audit keeps both', async () => {
  const ada = await person()
  const { chrome } = await turnedOn(ada)
  const off = (given: string) => chrome.send('POST', '/session/two-factor/off', { body: { password: given } })
  expect(codeOf(await off('the tide goes out'))).toBe('auth.old_password_wrong')
  expect((await off(password)).body).toEqual({ done: true })
  expect((await entering(ada)).status).toBe(201)
  await turnedOn(ada)
  await takeTwoFactorOff(app, ada.email.toUpperCase())
  expect((await entering(ada)).status).toBe(201)
  await expect(takeTwoFactorOff(app, ada.email)).rejects.toMatchObject({ code: 'auth.two_factor_off' })
  const { rows } = await sql<{ action: string; via: string }>`select action, via from audit
    where org_id = ${ada.org.orgId}::uuid and record_id = ${ada.memberId}::uuid and action like 'two%' order by at, id`.execute(
    app.db.of(ada.org.orgId),
  )
  const told = rows.map(({ action, via }) => `${action} ${via}`).toSorted()
  expect(told).toEqual(['two_factor_off app', 'two_factor_off cli', 'two_factor_on app', 'two_factor_on app'])
})

test('an API key goes on working, and reaches none of this', async () => {
  const ada = await person()
  const chrome = await signedIn(ada)
  const made = await chrome.send('POST', '/api-keys', { body: { name: 'Warehouse', scopes: ['*'], days: 1 } })
  await turnedOn(ada)
  const headers = { authorization: `Bearer ${String(property(made.body, 'key'))}` }
  expect((await browser().send('GET', '/session/me', { headers })).status).toBe(200)
  const off = await browser().send('POST', '/session/two-factor/off', { headers, body: { password } })
  expect(codeOf(off)).toBe('auth.session_needed')
})
