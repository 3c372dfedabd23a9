import { getMigrations } from 'better-auth/db/migration'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { appForTests } from '../../../tests/harness.ts'
import { optionsFor } from './library.ts'

const { app, owner } = appForTests()

test('the tables of migration 0005 are those that the sign-in library writes', async () => {
  const pool = new pg.Pool(owner)
  const options = optionsFor(app)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const { toBeCreated, toBeAdded } = await getMigrations({ ...options, database: { ...options.database, db } })
  await db.destroy()
  expect([...toBeCreated, ...toBeAdded]).toEqual([])
})

test('the application reads no organisation’s keys and invitations from outside it', async () => {
  for (const table of ['api_key', 'invite']) {
    const { rows } = await sql<{
      forced: boolean
    }>`select relforcerowsecurity as forced from pg_class where oid = ${table}::regclass`.execute(app.db.outside)
    expect(rows[0]?.forced).toBe(true)
    await expect(sql`delete from ${sql.table(table)}`.execute(app.db.outside)).rejects.toThrow('permission denied')
  }
})
