import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { connectionsOver, openPool } from '#platform/db/connections.ts'
import { appForTests, buildOrg } from './harness.ts'

// Reads set the organisation once a connection: many organisations and many errors on two connections must not mix them up.

const { app, owner } = appForTests()
const pool = openPool({ ...owner, options: '-c role=farsail_app' }, 2)
const few = connectionsOver(pool)
afterAll(() => few.close())

const steps = ['read', 'write', 'broken', 'refused', 'rolled back', 'nested', 'outside', 'killed'] as const
type Step = (typeof steps)[number]

/** What a step saw of organisations: each row's, told by the row itself. */
async function take(step: Step, orgId: string): Promise<string[]> {
  const db = few.of(orgId)
  const orgs = async (of = db) =>
    (await sql<{ org_id: string }>`select org_id from member`.execute(of)).rows.map((row) => row.org_id)
  switch (step) {
    case 'read':
      return orgs()
    case 'outside':
      return orgs(few.outside)
    case 'write':
      return db.transaction().execute(async (tx) => {
        await sql`insert into gram (org_id, type, gram, record_id) values (${orgId}::uuid, 'x', 'y', gen_random_uuid())`.execute(
          tx,
        )
        const { rows } = await sql<{ org_id: string }>`select org_id from gram`.execute(tx)
        return rows.map((row) => row.org_id)
      })
    case 'broken':
      await expect(sql`select nothing from nowhere`.execute(db)).rejects.toThrow()
      return orgs()
    case 'refused':
      await expect(sql`insert into member (org_id) values (${orgId}::uuid)`.execute(db)).rejects.toThrow()
      return orgs()
    case 'rolled back':
      await expect(
        db.transaction().execute(async (tx) => {
          await orgs(tx)
          await sql`select 1 / 0`.execute(tx)
        }),
      ).rejects.toThrow()
      return orgs()
    case 'nested':
      return db.transaction().execute(async (tx) => {
        await sql`savepoint part`.execute(tx)
        await sql`select 1 / 0`.execute(tx).catch(() => {})
        await sql`rollback to savepoint part`.execute(tx)
        return orgs(tx)
      })
    case 'killed':
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(db).catch(() => {})
      return orgs()
  }
}

test('hundreds of reads, writes and failures of many organisations on two connections: nobody sees another’s row', async () => {
  const orgs: string[] = []
  for (let i = 0; i < 7; i += 1) orgs.push((await buildOrg(app)).orgId)
  const seen: string[] = []
  let random = 20_261_124
  const next = (below: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((random / 2_147_483_648) * below)
  }
  const tasks = Array.from({ length: 700 }, () => ({
    step: steps[next(next(4) === 0 ? 8 : 7)] ?? 'read',
    orgId: orgs[next(7)] ?? '',
  }))
  await Promise.all(
    tasks.map(async ({ step, orgId }) => {
      const rows = await take(step, orgId)
      const wanted = step === 'outside' ? rows.length === 0 : rows.length > 0 && rows.every((org) => org === orgId)
      if (!wanted) seen.push(`${step} of ${orgId} saw ${[...new Set(rows)].join(', ') || 'nothing'}`)
    }),
  )
  expect(seen).toEqual([])
})

test('the setting of one transaction does not outlive a connection that is handed on', async () => {
  const one = await buildOrg(app)
  await few
    .of(one.orgId)
    .transaction()
    .execute((tx) => sql`select 1`.execute(tx))
  const client: pg.PoolClient = await pool.connect()
  client.release()
  expect((await sql`select from member`.execute(few.outside)).rows).toEqual([])
})
