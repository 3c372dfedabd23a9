import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newId } from '#platform/config/context.ts'
import {
  type ApiCall,
  orgAt,
  type Place,
  type ProductProcess,
  password,
  request,
  startProduct,
} from './productProcess.ts'
import { at, codeOf, listAt, textAt } from './serving.ts'

// Two server processes with one database, secret and folder of files, as behind a load balancer.

const { host, port, user } = inject('database')
const database = `two_${newId().replaceAll('-', '')}`
let place: Place
let one: ProductProcess
let other: ProductProcess
let headers: Readonly<Record<string, string>> = {}
let ownerId = ''

beforeAll(async () => {
  await admin(`create database ${database}`)
  const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  place = { dataDir: await mkdtemp(join(tmpdir(), 'farsail-two-')), env: { DATABASE_URL: url } }
  ;[one, other] = await Promise.all([startProduct(place), startProduct(place)])
  const org = await orgAt(place)
  headers = { authorization: org.authorization }
  ownerId = org.ownerId
})
afterAll(async () => {
  await Promise.all([one?.kill('SIGTERM'), other?.kill('SIGTERM')])
  await rm(place.dataDir, { recursive: true, force: true })
  await admin(`drop database ${database} with (force)`)
})

async function admin(text: string): Promise<void> {
  const client = new pg.Client({ host, port, user, database: 'postgres' })
  await client.connect()
  await client.query(text)
  await client.end()
}

async function done(server: ProductProcess, path: string, call: ApiCall = {}): Promise<unknown> {
  const answer = await request(server.address, path, { ...call, headers: { ...headers, ...call.headers } })
  expect([answer.status, answer.body]).toEqual([expect.toBeOneOf([200, 201, 202, 204]), answer.body])
  return answer.body
}
const post = (server: ProductProcess, path: string, body: unknown, more: Readonly<Record<string, string>> = {}) =>
  done(server, path, { body, headers: more })

/** The cookie of a session that was made there. */
async function signedIn(server: ProductProcess): Promise<Readonly<Record<string, string>>> {
  const { headers } = await request(server.address, '/session', { body: { email: 'ada@acme.example', password } })
  return { cookie: String(headers['set-cookie']).split(';')[0] ?? '' }
}

/** What a websocket was told, in order. */
function listening(server: ProductProcess, who: Readonly<Record<string, string>>) {
  // Node's takes headers, which a browser's does not
  const address = `${server.address.replace('http', 'ws')}/api/v1/live`
  const socket: WebSocket = Reflect.construct(WebSocket, [address, { headers: who }])
  const told: unknown[] = []
  const ready = new Promise<void>((resolve, reject) => {
    socket.addEventListener('message', ({ data }) => {
      told.push(JSON.parse(String(data)))
      resolve()
    })
    socket.addEventListener('close', ({ code, reason }) => reject(new Error(`closed: ${code} ${reason}`)))
  })
  return { told, ready, close: () => socket.close() }
}

test('who signs in at one is signed in at the other, hears there what is written here, and is out at both', async () => {
  const cookie = await signedIn(one)
  expect((await request(other.address, '/session/me', { headers: cookie })).status).toBe(200)

  const socket = listening(other, cookie)
  await socket.ready
  const id = textAt(await post(one, '/accounts', { name: 'Haiyue' }), 'id')
  await expect.poll(() => socket.told).toContainEqual(expect.objectContaining({ topic: 'account', id, version: 1 }))
  socket.close()

  await request(one.address, '/session', { method: 'DELETE', headers: cookie })
  expect((await request(other.address, '/session/me', { headers: cookie })).status).toBe(401)
})

test('positions of what is written at both at once come to a listener in their order, and none comes late', async () => {
  const socket = listening(one, headers)
  await socket.ready
  const write = async (server: ProductProcess, writer: number) => {
    const ids: string[] = []
    for (let n = 0; n < 15; n += 1)
      ids.push(textAt(await post(server, '/products', { name: `Sail ${writer}-${n}` }), 'id'))
    return ids
  }
  const written = (await Promise.all([one, other, one, other].map(write))).flat()
  const products = () => socket.told.filter((message) => at(message, 'topic') === 'product')
  await expect.poll(() => products().length).toBe(written.length)
  expect(
    products()
      .map((message) => textAt(message, 'id'))
      .sort(),
  ).toEqual(written.sort())
  const positions = socket.told.map((message) => Number(textAt(message, 'position')))
  expect(positions).toEqual([...positions].sort((a, b) => a - b))
  socket.close()
})

test('a key that is used at both at once writes once, and both are given the same answer', async () => {
  for (let round = 0; round < 8; round += 1) {
    const key = { 'idempotency-key': `round ${round}` }
    const both = await Promise.all(
      [one, other].map((server) => post(server, '/accounts', { name: `Twice ${round}` }, key)),
    )
    expect(textAt(both[0], 'id')).toBe(textAt(both[1], 'id'))
  }
  const found = await done(one, '/accounts?limit=200')
  expect(listAt(found, 'items').filter((account) => textAt(account, 'name').startsWith('Twice'))).toHaveLength(8)
})

test('jobs that are queued at both run once each', async () => {
  const jobs = await Promise.all(
    Array.from({ length: 6 }, async (_, n) => {
      const server = n % 2 === 0 ? one : other
      const form = new FormData()
      form.append('kind', 'contacts')
      form.append('file', new Blob([`name,email\nContact ${n},c${n}@haiyue.example\n`]), `contacts-${n}.csv`)
      const batch = textAt(await done(server, '/imports', { body: form }), 'id')
      return textAt(await done(server, `/imports/${batch}/commit`, { method: 'POST' }), 'jobId')
    }),
  )
  for (const [n, job] of jobs.entries()) {
    const asked = n % 2 === 0 ? other : one
    await expect
      .poll(() => done(asked, `/jobs/${job}`), { timeout: 30_000 })
      .toMatchObject({
        state: 'done',
        result: { created: 1 },
      })
  }
  const contacts = listAt(await done(one, '/contacts?limit=200'), 'items')
  expect(contacts.map((contact) => [textAt(contact, 'name'), at(contact, 'version')]).sort()).toEqual(
    jobs.map((_, n) => [`Contact ${n}`, 1]),
  )
})

test('what is set at one holds at the other at once: rates, calendars, names and keys', async () => {
  const stageId = textAt(await done(one, '/stages'), 'items.0.id')
  const values = { name: 'Abroad', stageId, ownerId, amount: { amount: '100.00', currency: 'USD' } }
  const refused = await request(other.address, '/deals', { body: values, headers })
  expect(codeOf(refused)).toBe('fx.rate_missing')
  await post(one, '/fx-rates', {
    fromCurrency: 'USD',
    toCurrency: 'CNY',
    validOn: '2026-01-01',
    rate: '7.1',
    source: 'bank',
  })
  const deal = textAt(await post(other, '/deals', values), 'id')
  await post(one, `/deals/${deal}/win`, {})
  const booked = '/metrics/revenue_booked/values'
  expect(at(await done(other, booked), 'total.value')).toEqual({ amount: '710.00', currency: 'CNY' })

  const siteId = textAt(await post(one, '/sites', { name: 'Office', calendar: 'CN', weekend: [6, 7] }), 'id')
  const member = await post(one, '/members', { name: 'Maya', role: 'rep', vacant: false })
  const path = `/members/${textAt(member, 'id')}`
  await post(one, `${path}/move`, { teamId: null, managerId: null, siteId, from: '2026-01-01' })
  const worked = () => done(other, `${path}/working-days?from=2026-11-23&to=2026-11-27`)
  const before = await worked()
  await post(one, '/calendar-days', { siteId, on: '2026-11-25', kind: 'holiday', name: 'Storm' })
  expect(await worked()).not.toEqual(before)

  await done(one, '/organisation', { method: 'PATCH', body: { name: 'Acme Sails' } })
  expect(JSON.stringify(await done(other, '/session/me'))).toContain('Acme Sails')

  const cookie = await signedIn(one)
  const short = { body: { name: 'short', scopes: ['*'], days: 1 }, headers: cookie }
  const key = (await request(one.address, '/api-keys', short)).body
  const byKey = { authorization: `Bearer ${textAt(key, 'key')}` }
  expect((await request(other.address, '/deals', { headers: byKey })).status).toBe(200)
  await request(one.address, `/api-keys/${textAt(key, 'id')}`, { method: 'DELETE', headers: cookie })
  expect((await request(other.address, '/deals', { headers: byKey })).status).toBe(401)
})

test('failed sign-ins are counted over both together', async () => {
  const tries: number[] = []
  for (let n = 0; n < 11; n += 1) {
    const server = n % 2 === 0 ? one : other
    const body = { email: 'nobody@acme.example', password: 'a guess at it' }
    tries.push((await request(server.address, '/session', { body })).status)
  }
  expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429])
})
