import { connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { serverOf } from '#platform/http/server.ts'
import { types } from '../../product.ts'
import { buildOrg } from '../../tests/harness.ts'
import { at, nameOf, productServed, textAt } from '../../tests/serving.ts'
import { type Listener, listen } from './listener.ts'
import { liveUpdates } from './socket.ts'

// A server of its own on a free port, with Node's WebSocket as the client.

const { app, owner, as } = productServed()
const publicUrl = 'http://farsail.test'
/** Who is signed in with a token; taken away or changed as the office would. */
const people = new Map<string, Actor | null>()
let server: FastifyInstance
let listener: Listener
let address = ''
beforeAll(async () => {
  listener = await listen({ ...owner, options: '-c role=farsail_app' }, app.log)
  server = await liveServer()
  address = (await server.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
function liveServer(): Promise<FastifyInstance> {
  const authenticate: Parameters<typeof liveUpdates>[4] = async (request) =>
    people.get(new URL(request.url, publicUrl).searchParams.get('token') ?? '') ?? null
  const more = (made: FastifyInstance) => liveUpdates(made, app, types, listener, authenticate, publicUrl)
  return serverOf(app, { handled: [], authenticate, more })
}
afterAll(async () => {
  await server.close()
  await listener.close()
})

interface Message {
  readonly topic: string
  readonly id: string | null
  readonly version: number | null
  readonly position: string
}
interface Client {
  /** The next message, or how the socket was closed. */
  next(): Promise<Message | string>
  close(): void
  send(text: string): void
}

function client(query: string, at = address): Client {
  const socket = new WebSocket(`${at}/api/v1/live?${query}`)
  const waiting: ((one: Message | string) => void)[] = []
  const come: (Message | string)[] = []
  const take = (one: Message | string) => {
    const first = waiting.shift()
    if (first) first(one)
    else come.push(one)
  }
  socket.addEventListener('message', ({ data }) => take(messageIn(String(data))))
  socket.addEventListener('close', ({ code, reason }) => take(`${code} ${reason}`))
  return {
    next: () => new Promise((resolve) => (come.length > 0 ? resolve(come.shift() ?? '') : waiting.push(resolve))),
    close: () => socket.close(),
    send: (text) => socket.send(text),
  }
}
function messageIn(text: string): Message {
  const given: unknown = JSON.parse(text)
  const [id, version] = [at(given, 'id'), at(given, 'version')]
  return {
    topic: textAt(given, 'topic'),
    id: typeof id === 'string' ? id : null,
    version: typeof version === 'number' ? version : null,
    position: textAt(given, 'position'),
  }
}
function signIn(actor: Actor): string {
  const token = nameOf(actor)
  people.set(token, actor)
  return encodeURIComponent(token)
}
async function next(of: Client): Promise<Message> {
  const message = await of.next()
  if (typeof message === 'string') throw new Error(`Closed: ${message}`)
  return message
}

/** What she is told beside, of notices that are hers alone, is not asked here. */
async function nextOfRecords(of: Client): Promise<Message> {
  const message = await next(of)
  return message.topic === 'notice' ? await nextOfRecords(of) : message
}

async function company() {
  const ada = await buildOrg(app)
  const api = as(ada)
  const stageId = textAt((await api.get('/stages')).body, 'items.0.id')
  const seller = async (name: string): Promise<Actor> => ({
    ...ada,
    role: 'rep',
    memberId: textAt((await api.post('/members', { name, role: 'rep', vacant: false })).body, 'id'),
  })
  const deal = async (of: Actor, name: string) =>
    textAt((await api.post('/deals', { name, stageId, ownerId: of.memberId })).body, 'id')
  return { ada, api, seller, deal }
}

test('a change is heard with its topic, id and version', async () => {
  const { ada, api } = await company()
  const socket = client(`token=${signIn(ada)}`)
  expect(await next(socket)).toMatchObject({ topic: 'ready', id: null })
  const made = await api.post('/products', { name: 'Sail' })
  const id = textAt(made.body, 'id')
  expect(await next(socket)).toMatchObject({ topic: 'product', id, version: 1 })
  await api.patch(`/products/${id}`, { code: 'S1' })
  expect(await next(socket)).toMatchObject({ topic: 'product', id, version: 2 })
  socket.close()
})

test('who was away goes on from where they were and misses nothing', async () => {
  const { ada, api } = await company()
  const first = client(`token=${signIn(ada)}`)
  const { position } = await next(first)
  first.close()
  const ids: string[] = []
  for (let i = 0; i < 12; i += 1) ids.push(textAt((await api.post('/products', { name: `Sail ${i}` })).body, 'id'))
  const again = client(`token=${signIn(ada)}&from=${position}`)
  const heard: Message[] = []
  for (const _ of ids) heard.push(await next(again))
  expect(heard.map(({ id }) => id)).toEqual(ids)
  expect(heard.map((one) => Number(one.position) - Number(position))).toEqual(ids.map((_, i) => i + 1))
  again.close()
})

test('who was away for longer than news are kept is told to ask for everything again, and hears on', async () => {
  const { ada, api } = await company()
  const first = client(`token=${signIn(ada)}`)
  const { position } = await next(first)
  first.close()
  for (const name of ['Sail', 'Mast', 'Keel']) await api.post('/products', { name })
  const forget = (upTo: bigint) =>
    sql`delete from outbox where org_id = ${ada.orgId}::uuid and position <= ${upTo}`.execute(app.db.of(ada.orgId))
  const from = (at: bigint) => client(`token=${signIn(ada)}&from=${at}`)
  const start = BigInt(position)
  // nothing that they missed is gone yet
  await forget(start)
  const inTime = from(start)
  expect(await next(inTime)).toMatchObject({ topic: 'product', version: 1 })
  inTime.close()
  await forget(start + 1n)
  for (const at of [start, start + 1_000n]) {
    const late = from(at)
    expect(await next(late)).toMatchObject({ topic: '*', id: null, position: String(start + 3n) })
    late.close()
  }
  // all news are gone: who knew them all is told nothing, who did not is told
  await forget(start + 3n)
  const [late, upToDate] = [from(start + 2n), from(start + 3n)]
  expect(await next(late)).toMatchObject({ topic: '*' })
  const made = await api.post('/products', { name: 'Anchor' })
  for (const one of [late, upToDate]) {
    expect(await next(one)).toMatchObject({ topic: 'product', id: textAt(made.body, 'id') })
    one.close()
  }
})

test('a rep hears of their own deals and never of a colleague’s', async () => {
  const { ada, api, seller, deal } = await company()
  const [maya, tomas] = [await seller('Maya'), await seller('Tomás')]
  const [hers, all] = [client(`token=${signIn(maya)}`), client(`token=${signIn(ada)}`)]
  await next(hers)
  await next(all)
  const his = await deal(tomas, 'Nordwind')
  const own = await deal(maya, 'Südwind')
  const heard = [await nextOfRecords(hers), await nextOfRecords(hers)]
  expect(heard).toMatchObject([{ topic: 'deal', id: own }, { topic: 'dealEvent' }])
  expect(await next(all)).toMatchObject({ topic: 'deal', id: his })
  // handed over, it is news for both
  await api.patch(`/deals/${own}`, { ownerId: tomas.memberId })
  expect(await nextOfRecords(hers)).toMatchObject({ topic: 'deal', id: own, version: 2 })
  await api.patch(`/deals/${own}`, { nextStep: 'call' })
  const hers2 = await deal(maya, 'Westwind')
  expect(await nextOfRecords(hers)).toMatchObject({ topic: 'deal', id: hers2 })
  hers.close()
  all.close()
})

test('nothing is heard from another organisation', async () => {
  const [one, other] = [await company(), await company()]
  const socket = client(`token=${signIn(one.ada)}`)
  await next(socket)
  await other.api.post('/products', { name: 'Mast' })
  const made = await one.api.post('/products', { name: 'Sail' })
  expect(await next(socket)).toMatchObject({ topic: 'product', id: textAt(made.body, 'id') })
  socket.close()
})

test('a new role counts from the moment at which it was given', async () => {
  const { ada, api, seller, deal } = await company()
  const [maya, tomas] = [await seller('Maya'), await seller('Tomás')]
  const token = nameOf(maya)
  people.set(token, maya)
  const socket = client(`token=${encodeURIComponent(token)}`)
  await next(socket)
  people.set(token, { ...maya, role: 'ops' })
  await api.patch(`/members/${maya.memberId}`, { role: 'ops' })
  expect(await next(socket)).toMatchObject({ topic: 'member', id: maya.memberId })
  const his = await deal(tomas, 'Nordwind')
  expect(await next(socket)).toMatchObject({ topic: 'deal', id: his })
  expect(ada.role).toBe('owner')
  socket.close()
})

test('when access ends, the socket says so and closes', async () => {
  const { api, seller } = await company()
  const maya = await seller('Maya')
  const token = nameOf(maya)
  people.set(token, maya)
  const socket = client(`token=${encodeURIComponent(token)}`)
  await next(socket)
  people.set(token, null)
  await api.post(`/members/${maya.memberId}/deactivate`, { on: '2026-11-24', successorId: null })
  expect(await next(socket)).toMatchObject({ topic: 'member', id: maya.memberId })
  expect(await next(socket)).toMatchObject({ topic: 'gone', id: null })
  expect(await socket.next()).toBe('4403 gone')
})

test('who is not signed in is told so, and a message too large ends its own socket alone', async () => {
  expect(await client('token=nobody').next()).toBe('4401 sign in')
  const { ada, api } = await company()
  const [loud, calm] = [client(`token=${signIn(ada)}`), client(`token=${signIn(ada)}`)]
  await next(loud)
  await next(calm)
  loud.send('x'.repeat(10_000))
  expect(await loud.next()).toMatch(/^1009/)
  const made = await api.post('/products', { name: 'Sail' })
  expect(await next(calm)).toMatchObject({ id: textAt(made.body, 'id') })
  calm.close()
})

test('a server that ends takes leave of its sockets, of those too that don’t answer', async () => {
  const { ada } = await company()
  const ending = await liveServer()
  const url = await ending.listen({ port: 0, host: '127.0.0.1' })
  const socket = client(`token=${signIn(ada)}`, url.replace('http', 'ws'))
  await next(socket)
  const mute = await muteSocket(new URL(url).port, `/api/v1/live?token=${signIn(ada)}`)
  await ending.close()
  expect(await socket.next()).toMatch(/^1001/)
  mute.destroy()
})

/** A peer that is upgraded and then never says a word: its network is gone. */
async function muteSocket(port: string, path: string): Promise<Socket> {
  const socket = connect(Number(port), '127.0.0.1')
  const lines = ['Host: 127.0.0.1', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13']
  socket.write(
    `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\nSec-WebSocket-Key: ${btoa('0123456789abcdef')}\r\n\r\n`,
  )
  await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  return socket
}
