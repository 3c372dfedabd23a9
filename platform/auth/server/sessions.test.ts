import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { forgetExpired } from './sessions.ts'
import { codeOf, password, property, serveSignIn } from './signInFixture.ts'

const { app, browser, clock, person, signedIn } = serveSignIn()

function items(body: unknown): readonly unknown[] {
  const list = property(body, 'items')
  return Array.isArray(list) ? list : []
}

test('one sees where one is signed in, and ends a session from afar', async () => {
  const ada = await person()
  const [desk, phone] = [await signedIn(ada), await signedIn(ada)]
  await phone.send('GET', '/session/me')
  const list = await desk.send('GET', '/sessions')
  expect(items(list.body)).toHaveLength(2)
  expect(items(list.body)).toContainEqual(
    expect.objectContaining({ current: true, device: 'Chrome on a test', address: '127.0.0.1' }),
  )
  const other = items(list.body).find((one) => property(one, 'current') === false)
  expect((await desk.send('DELETE', `/sessions/${property(other, 'id')}`)).body).toEqual({ ended: 1 })
  expect((await phone.send('GET', '/session/me')).status).toBe(401)
  expect((await desk.send('GET', '/session/me')).status).toBe(200)
})

test('another person’s session is as unknown as none', async () => {
  const maya = await signedIn(await person())
  const ada = await signedIn(await person())
  const own = items((await maya.send('GET', '/sessions')).body)[0]
  expect((await ada.send('DELETE', `/sessions/${property(own, 'id')}`)).status).toBe(404)
  expect((await maya.send('GET', '/session/me')).status).toBe(200)
})

test('all others end at a stroke; signing out ends this one, and its cookie is worth nothing', async () => {
  const ada = await person()
  const [desk, phone] = [await signedIn(ada), await signedIn(ada)]
  expect((await desk.send('DELETE', '/sessions')).body).toEqual({ ended: 1 })
  expect((await phone.send('GET', '/session/me')).status).toBe(401)
  const kept = desk.cookie()
  const out = await desk.send('DELETE', '/session')
  expect(out.setCookie).toMatch(/^farsail=; Path=\/; Max-Age=0;/)
  desk.setCookie(kept)
  expect((await desk.send('GET', '/session/me')).status).toBe(401)
})

test('a day later the cookie is replaced; the old one holds until the new one was seen, and a minute more', async () => {
  const desk = await signedIn(await person())
  const start = clock.now()
  const old = desk.cookie()
  clock.set(start.add({ hours: 25 }).toString())
  expect((await desk.send('GET', '/session/me')).cookie).not.toBe(old)
  const fresh = desk.cookie()
  const using = async (cookie: string) => {
    desk.setCookie(cookie)
    return desk.send('GET', '/session/me')
  }
  clock.set(start.add({ hours: 26 }).toString())
  expect((await using(old)).cookie).toBe(fresh) // the answer with the new one was lost on the way
  expect((await using(fresh)).status).toBe(200)
  expect((await using(old)).status).toBe(401)
  clock.set(start.toString())
})

test('a session that is not used for 30 days ends, and one that is used lives on', async () => {
  const [idle, used] = [await signedIn(await person()), await signedIn(await person())]
  const start = clock.now()
  clock.set(start.add({ hours: 24 * 29 }).toString())
  expect((await used.send('GET', '/session/me')).status).toBe(200)
  clock.set(start.add({ hours: 24 * 31 }).toString())
  expect((await used.send('GET', '/session/me')).status).toBe(200)
  expect((await idle.send('GET', '/session/me')).status).toBe(401)
  await forgetExpired(app)
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from auth.session where expires_at <= ${clock.now().toString()}::timestamptz`.execute(
    app.db.outside,
  )
  expect(rows[0]?.n).toBe(0n)
  clock.set(start.toString())
})

test('a new password ends all other sessions, and this one has a new cookie', async () => {
  const ada = await person()
  const [desk, phone] = [await signedIn(ada), await signedIn(ada)]
  const old = desk.cookie()
  const changing = (oldPassword: string, newPassword: string) =>
    desk.send('POST', '/session/password', { body: { oldPassword, newPassword } })
  expect(codeOf(await changing('not this one at all', 'a quite new password'))).toBe('auth.old_password_wrong')
  expect(codeOf(await changing(password, 'short'))).toBe('auth.password_short')
  expect((await changing(password, 'a quite new password')).body).toEqual({ ended: 1 })
  expect((await desk.send('GET', '/session/me')).status).toBe(200)
  expect((await phone.send('GET', '/session/me')).status).toBe(401)
  desk.setCookie(old)
  expect((await desk.send('GET', '/session/me')).status).toBe(401)
  expect((await browser().send('POST', '/session', { body: { email: ada.email, password } })).status).toBe(401)
  expect(
    (await browser().send('POST', '/session', { body: { email: ada.email, password: 'a quite new password' } })).status,
  ).toBe(201)
})
