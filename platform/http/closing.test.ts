import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { connectionsOver, openPool } from '#platform/db/connections.ts'
import { buildOrg } from '../../tests/harness.ts'
import { nameOf, productServed, serverFor } from '../../tests/serving.ts'

const { app, owner } = productServed()
const holder = new pg.Client(owner)
afterAll(() => holder.end())

test('a server that is asked to end answers what is on its way and takes nothing more', async () => {
  const ada = await buildOrg(app)
  const server = await serverFor(app, { known: null, unknown: null })
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  // a write that waits for the database, so that it is on its way when the server is asked to end
  await holder.connect()
  await holder.query('begin')
  await holder.query('select from org where id = $1 for update', [ada.orgId])
  const slow = fetch(`${address}/api/v1/organisation`, {
    method: 'PATCH',
    headers: { 'x-actor': nameOf(ada), 'content-type': 'application/json' },
    body: JSON.stringify({ name: '海岳集团' }),
  })
  await waiting()
  const closed = server.close()
  await holder.query('rollback')
  const answer = await slow
  expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close'])
  await closed
  await expect(fetch(`${address}/api/v1/health`)).rejects.toThrow()
})

async function waiting(): Promise<void> {
  for (;;) {
    const { rows } = await holder.query(
      "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    )
    if (rows.length > 0) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('while the disk is full, everybody is told that nothing was saved and who can help', async () => {
  const full = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' })
  const pool = openPool({ host: '127.0.0.1', port: 1 }, 1)
  const server = await serverFor(
    {
      ...app,
      db: {
        ...connectionsOver(pool),
        get outside(): never {
          throw full
        },
      },
    },
    { known: null, unknown: null },
  )
  const answer = await server.inject({ method: 'GET', url: '/api/v1/health' })
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '60'])
  expect(answer.json()).toMatchObject({ status: 503, errors: [{ code: 'database.full' }] })
  await server.close()
  await pool.end()
})

test('while the database is away, everybody is told when to come back', async () => {
  const away = openPool({ host: '127.0.0.1', port: 1 }, 1)
  const server = await serverFor({ ...app, db: connectionsOver(away) }, { known: null, unknown: null })
  const answer = await server.inject({ method: 'GET', url: '/api/v1/health' })
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2'])
  expect(answer.json()).toMatchObject({ status: 503, errors: [{ code: 'database.unreachable' }] })
  await server.close()
  await away.end()
})
