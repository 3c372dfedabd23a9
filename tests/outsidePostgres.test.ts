import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '#platform/db/embedded.ts'
import { migrations } from '#platform/db/migrate.ts'
import { orgAt, type Place, type ProductProcess, request, startProduct } from './productProcess.ts'
import { at, textAt } from './serving.ts'

// A PostgreSQL of the host's own: the oldest that is served, reached by its URL alone, as an ordinary role.

const packageName = 'postgres-16-linux-x64'

describe.runIf(isInstalled())(`with PostgreSQL 16 (skipped where npm has no ${packageName})`, () => {
  let folder = ''
  let sixteen: EmbeddedDatabase
  let url = ''
  let place: Place
  let product: ProductProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'farsail-16-'))
    sixteen = await startEmbedded({ dataDir: join(folder, 'postgres'), packageName, tcpPort: 0, fsync: false })
    const { port } = sixteen
    const host = new pg.Client(`postgres://postgres@127.0.0.1:${port}/postgres`)
    await host.connect()
    await host.query('create role farsail_host login createrole')
    await host.query('create database farsail owner farsail_host')
    await host.end()
    url = `postgres://farsail_host@127.0.0.1:${port}/farsail`
    place = { dataDir: join(folder, 'data'), env: { DATABASE_URL: url } }
    product = await startProduct(place)
  })
  afterAll(async () => {
    await product?.kill('SIGTERM')
    await sixteen?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A session of the host's role, or one that is bound as the application's are. */
  async function session(role: 'host' | 'farsail_app'): Promise<pg.Client> {
    const options = role === 'host' ? {} : { options: `-c role=${role}` }
    const client = new pg.Client({ connectionString: url, ...options })
    await client.connect()
    return client
  }

  test('a role that is no superuser migrates its database as far as the program is', async () => {
    const host = await session('host')
    const { rows } =
      await host.query(`select current_setting('server_version_num')::int / 10000 as major, rolsuper, rolbypassrls
      from pg_roles where rolname = current_user`)
    expect(rows).toEqual([{ major: 16, rolsuper: false, rolbypassrls: false }])
    const applied = await host.query<{ name: string }>('select name from migration order by name')
    expect(applied.rows.map(({ name }) => name)).toEqual((await migrations()).map(({ name }) => name))
    await host.end()
  })

  test('a deal is opened and won through the API, and the figure is there', async () => {
    const { authorization, ownerId } = await orgAt(place, 'haiyue')
    const headers = { authorization }
    const stages = await request(product.address, '/stages', { headers })
    const values = { name: 'Harbour', stageId: textAt(stages.body, 'items.0.id'), ownerId }
    const opened = await request(product.address, '/deals', { headers, body: values })
    const won = await request(product.address, `/deals/${textAt(opened.body, 'id')}/win`, {
      headers,
      body: { amount: { amount: '48.21', currency: 'CNY' } },
    })
    expect([opened.status, won.status]).toEqual([201, 200])
    const figure = await request(product.address, '/metrics/revenue_booked/values', { headers })
    expect(at(figure.body, 'total.value')).toEqual({ amount: '48.21', currency: 'CNY' })
  })

  test('the application sees and writes one organisation only, and has no way around that', async () => {
    const [mine, theirs] = [await orgAt(place, 'ours'), await orgAt(place, 'theirs')]
    const account = { body: { name: 'Secret' }, headers: { authorization: theirs.authorization } }
    expect((await request(product.address, '/accounts', account)).status).toBe(201)
    const app = await session('farsail_app')
    await app.query(`select set_config('farsail.org_id', $1, false)`, [mine.orgId])
    expect((await app.query('select from account where org_id = $1', [theirs.orgId])).rowCount).toBe(0)
    expect((await app.query(`update account set name = 'Mine'`)).rowCount).toBe(0)
    const add = 'insert into outbox (org_id, position, topic) values ($1, 1, $2)'
    await expect(app.query(add, [theirs.orgId, 'account'])).rejects.toThrow(/row-level security/)
    await expect(app.query('alter table account disable row level security')).rejects.toThrow(/must be owner/)
    await app.query('set row_security = off')
    await expect(app.query('select from account')).rejects.toThrow(/row-level security/)
    await app.query('set row_security = on')
    await app.query(`select set_config('farsail.org_id', '', false)`)
    expect((await app.query('select from account')).rowCount).toBe(0)
    const roles = await app.query(`select rolsuper or rolbypassrls or rolcanlogin or rolcreaterole as may from pg_roles
      where rolname = 'farsail_app'`)
    expect(roles.rows).toEqual([{ may: false }])
    await app.end()
  })

  test('a change is told by NOTIFY, on which what is live in the browser rests', async () => {
    const { authorization, orgId } = await orgAt(place, 'live')
    const ears = await session('farsail_app')
    const heard = new Promise<string>((resolve) => {
      ears.on('notification', ({ payload }) => payload?.includes(orgId) && resolve(payload))
    })
    await ears.query('listen farsail')
    await request(product.address, '/accounts', { headers: { authorization }, body: { name: 'Haiyue' } })
    expect(JSON.parse(await heard)).toMatchObject({ org: orgId })
    await ears.end()
  })
})

function isInstalled(): boolean {
  try {
    return existsSync(createRequire(import.meta.url).resolve(packageName))
  } catch {
    return false
  }
}
