import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { restoreBackup } from '#platform/backup/restore.ts'
import { newId } from '#platform/config/context.ts'
import { signIn } from './figures.ts'
import { template } from './globalSetup.ts'
import { farsail, type Place, request, startProduct } from './productProcess.ts'
import { at, listAt, textAt } from './serving.ts'

// An installation as the first version left it that sold anything: its tables by its own migrations, its rows, and the
// figures that it told on 24 November 2026. Deals were won, shared, lost, reopened and cancelled in it.

const { host, port, user } = inject('database')
const database = `early_${newId().replaceAll('-', '')}`
const here = (name: string) => new URL(`./early/${name}`, import.meta.url).pathname
let folder = ''
let place: Place
beforeAll(async () => {
  await ask('postgres', `create database ${database}`)
  folder = await mkdtemp(join(tmpdir(), 'farsail-early-'))
  const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  place = { dataDir: join(folder, 'data'), env: { DATABASE_URL: url } }
  await ask(database, gunzipSync(await readFile(here('schema.sql.gz'))).toString('utf8'))
  const where = { dataDir: place.dataDir, databaseUrl: url, owner: false }
  const restored = await restoreBackup(where, here('data.backup'), () => {})
  expect(restored.migrated).toBeGreaterThanOrEqual(5)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await ask('postgres', `drop database ${database} with (force)`)
})

async function ask(into: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ host, port, user, database: into })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('an early installation comes up as it was: figures, ledger, people', async () => {
  const verified = JSON.parse((await farsail(place, ['ledger', 'verify', '--json'])).out)
  expect(verified).toMatchObject({ clean: true, organisations: [{ org: 'haiyue', differences: [] }] })
  const product = await startProduct(place)
  try {
    expect(await signIn(product.address, 'ada@haiyue.example')).toBe(201)
    expect(await figuresNow(product.address)).toMatchObject(JSON.parse(await readFile(here('figures.json'), 'utf8')))
  } finally {
    await product.kill('SIGTERM')
  }
})

test('its tables, indexes, rights and functions are those of an installation that begins today', async () => {
  for (const what of Object.values(shape)) expect(await ask(database, what)).toEqual(await ask(template, what))
})

const shape = {
  columns: `select table_schema, table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
    where table_schema in ('public', 'auth') order by 1, 2, 3`,
  constraints: `select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as says from pg_constraint
    where connamespace in ('public'::regnamespace, 'auth'::regnamespace) order by 1, 2`,
  indexes: `select schemaname, indexname, indexdef from pg_indexes where schemaname in ('public', 'auth') order by 1, 2`,
  policies: 'select schemaname, tablename, policyname, roles, cmd, qual, with_check from pg_policies order by 1, 2, 3',
  rights: `select table_schema, table_name, grantee, privilege_type from information_schema.role_table_grants
    where grantee like 'farsail%' order by 1, 2, 3, 4`,
  security: `select oid::regclass::text as of, relrowsecurity, relforcerowsecurity from pg_class
    where relkind = 'r' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace) order by 1`,
  functions: `select oid::regprocedure::text as name, pg_get_userbyid(proowner) as owner, prosecdef, prosrc from pg_proc
    where pronamespace in ('public'::regnamespace, 'auth'::regnamespace) and prolang <> 13
      and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e') order by 1`,
  triggers: `select tgrelid::regclass::text as of, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
}

/** In the form of the file. */
async function figuresNow(address: string): Promise<Record<string, unknown>> {
  const headers = await sessionAt(address)
  const noted: object = JSON.parse(await readFile(here('figures.json'), 'utf8'))
  const found: Record<string, unknown> = {}
  for (const name of Object.keys(noted)) {
    const [key, by] = name.split(' by ')
    const path = `/metrics/${key}/values?by=${by}&from=2025-01-01&to=2026-11-24&asOf=2026-11-24`
    const { body, status } = await request(address, path, { headers })
    expect([name, status]).toEqual([name, 200])
    const rows = listAt(body, 'rows')
    found[name] = {
      total: at(body, 'total.value'),
      rows: Object.fromEntries(rows.map((row) => [textAt(row, 'name'), at(row, 'value')])),
    }
  }
  return found
}

async function sessionAt(address: string): Promise<Readonly<Record<string, string>>> {
  const body = { email: 'ada@haiyue.example', password: 'the tide comes in' }
  const answer = await request(address, '/session', { body, headers: { origin: address } })
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', 'accept-language': 'en' }
}
