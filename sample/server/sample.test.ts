import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticatorOf } from '#platform/auth/server/authentication.ts'
import { sessionCookie } from '#platform/auth/server/sessionCookie.ts'
import { createUser, enterUser } from '#platform/auth/server/users.ts'
import { serverOf } from '#platform/http/server.ts'
import { createOrg } from '#platform/org/server/createOrg.ts'
import { allRoutes } from '../../product.ts'
import { appForTests } from '../../tests/harness.ts'
import { openDemo } from './openDemo.ts'
import { openSample } from './seats.ts'

const { app, owner } = appForTests()
const publicUrl = 'http://farsail.test'
let server: FastifyInstance
beforeAll(async () => {
  server = await serverOf(app, {
    handled: allRoutes(app, { sendMail: null, publicUrl }),
    authenticate: authenticatorOf(app, { publicUrl }),
    limits: { known: null, unknown: null },
  })
})
afterAll(() => server.close())

/** Keeps its cookie as a browser does. */
function browser(cookie = '') {
  return async (method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await server.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie, origin: publicUrl, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    })
    const set = answer.headers['set-cookie']
    if (typeof set === 'string') cookie = set.split(';')[0] ?? ''
    const json: unknown = answer.body === '' ? null : JSON.parse(answer.body)
    return { status: answer.statusCode, body: json }
  }
}

/** A real organisation with an owner who signs in. */
async function haiyue(slug: string) {
  const user = { name: '林悦', email: `lin@${slug}.example`, password: 'a calm sea never made a sailor' }
  const userId = await createUser(app, user)
  const made = await createOrg(app, {
    ...{ name: '海岳科技', slug, currency: 'CNY', timeZone: 'Asia/Shanghai', locale: 'zh-CN', fiscalStartMonth: 1 },
    owner: { name: user.name, email: user.email, userId },
  })
  const { token } = await enterUser(app, user.email, user.password)
  const cookie = sessionCookie(app, publicUrl, { token, orgId: made.orgId }).split(';')[0]
  return { ...made, userId, token, send: browser(cookie) }
}

test('a visitor looks at an open sample through one pair of eyes after another, and no password is asked', async () => {
  await openDemo(app, 'en', { scale: 0.005 })
  const send = browser()
  const door = await send('GET', '/sample/door')
  expect(door.body).toMatchObject({ seats: [{ as: 'rep' }, { as: 'manager' }, { as: 'ops' }, { as: 'owner' }] })
  expect(await send('POST', '/sample/enter', { as: 'rep' })).toMatchObject({
    status: 201,
    body: { member: { role: 'rep', name: 'Maya Okafor' }, org: { sample: 'open' } },
  })
  const lin = seatIn((await send('GET', '/sample')).body, 'manager')
  await send('POST', '/sample/see', { memberId: lin })
  expect((await send('GET', '/session/me')).body).toMatchObject({ member: { role: 'manager', name: 'Lin Yue' } })
  await send('POST', '/sample/see', { memberId: seatIn(door.body, 'owner') })
  expect(await send('POST', `/members/${lin}/invite`, {})).toMatchObject({ status: 409 })
  const other = browser()
  await other('POST', '/sample/enter', { as: 'owner' })
  expect((await other('GET', '/sessions')).body).toMatchObject({ items: [{ current: true }] })
})

test('nobody looks through another’s eyes in a real organisation, whatever stands with the session', async () => {
  const lin = await haiyue('no-eyes')
  const maya = await memberOf(lin.orgId)
  expect(await lin.send('POST', '/sample/see', { memberId: maya })).toMatchObject({ status: 403 })
  expect(await lin.send('POST', '/sample/remove', {})).toMatchObject({ status: 403 })
  await sql`update auth.session set sees_as = ${maya}::uuid where token = ${lin.token}`.execute(app.db.outside)
  expect((await lin.send('GET', '/session/me')).body).toMatchObject({ member: { id: lin.memberId } })
  const remove = sql`select remove_sample(${lin.orgId}::uuid)`.execute(app.db.of(lin.orgId))
  await expect(remove).rejects.toThrow('only a sample')
  const flag = sql`update org set sample = 'own' where id = ${lin.orgId}::uuid`.execute(app.db.of(lin.orgId))
  await expect(flag).rejects.toThrow('said when it is made')
})

test('a sample that is removed leaves nothing, and other organisations stay as they are', async () => {
  const lin = await haiyue('stays')
  const sampleId = (await openSample(app)) ?? ''
  const before = await rowsByOrg()
  expect(before.get(sampleId)?.size).toBeGreaterThan(15)
  const send = browser()
  await send('POST', '/sample/enter', { as: 'rep' })
  expect(await send('POST', '/sample/remove', {})).toMatchObject({ status: 200, body: { isElsewhere: false } })
  const after = await rowsByOrg()
  expect(after.get(sampleId)).toBeUndefined()
  expect(after.get(lin.orgId)).toEqual(before.get(lin.orgId))
  const users = await asHost(`select email from auth."user" where email like '%@sample.invalid'`)
  expect(users).toEqual([])
  expect(await asHost(`select id from org where sample is not null`)).toEqual([])
  expect((await send('GET', '/session/me')).status).toBe(401)
})

test('an owner makes a sample of her own, and is back at work when it is removed', async () => {
  const lin = await haiyue('own')
  const made = await lin.send('POST', '/sample', { locale: 'zh-CN' })
  expect(made).toMatchObject({ status: 200, body: { org: { sample: 'own', name: '海岳科技' } } })
  expect((await lin.send('POST', '/sample/remove', {})).body).toMatchObject({ isElsewhere: true })
  expect((await lin.send('GET', '/session/me')).body).toMatchObject({ org: { id: lin.orgId, sample: null } })
})

async function memberOf(orgId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into member (org_id, id, name, role)
    values (${orgId}::uuid, gen_random_uuid(), 'Maya', 'rep') returning id`.execute(app.db.of(orgId))
  return rows[0]?.id ?? ''
}

function seatIn(body: unknown, as: string): string {
  if (typeof body !== 'object' || body === null || !('seats' in body) || !Array.isArray(body.seats)) return ''
  return body.seats.find((seat) => seat.as === as)?.memberId ?? ''
}

async function asHost(text: string): Promise<unknown[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** How many rows each organisation has in each table that has organisations' rows. */
async function rowsByOrg(): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const found = new Map<string, Map<string, number>>()
  const client = new pg.Client(owner)
  await client.connect()
  const tables = await client.query<{ name: string }>(`select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where column_name = 'org_id' and table_schema = 'public' and table_type = 'BASE TABLE'`)
  for (const { name } of tables.rows) {
    const rows = await client.query<{ org_id: string; n: string }>(
      `select org_id, count(*) as n from "${name}" group by org_id`,
    )
    for (const { org_id, n } of rows.rows) {
      const own = found.get(org_id) ?? new Map<string, number>()
      found.set(org_id, own.set(name, Number(n)))
    }
  }
  await client.end()
  return found
}

test('a temporary table does not pass a real organisation off as a sample', async () => {
  const lin = await haiyue('shadow')
  const trick = app.db
    .of(lin.orgId)
    .transaction()
    .execute(async (tx) => {
      await sql`create temp table org on commit drop as select ${lin.orgId}::uuid as id, 'own'::text as sample`.execute(
        tx,
      )
      await sql`select remove_sample(${lin.orgId}::uuid)`.execute(tx)
    })
  await expect(trick).rejects.toThrow('only a sample')
  expect((await lin.send('GET', '/session/me')).body).toMatchObject({ org: { id: lin.orgId } })
})
