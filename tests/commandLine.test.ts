import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newId } from '#platform/config/context.ts'
import { farsail, orgAt, type Place, startProduct } from './productProcess.ts'

// The command line as somebody's script meets it: exit codes, and what it says on the way.

const { host, port, user } = inject('database')
const database = `cli_${newId().replaceAll('-', '')}`
let folder = ''
let place: Place
beforeAll(async () => {
  await ask(`create database ${database}`)
  folder = await mkdtemp(join(tmpdir(), 'farsail-cli-'))
  const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  place = { dataDir: join(folder, 'data'), env: { DATABASE_URL: url } }
  await orgAt(place)
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await ask(`drop database ${database} with (force)`)
})
async function ask(text: string): Promise<void> {
  const client = new pg.Client({ host, port, user, database: 'postgres' })
  await client.connect()
  await client.query(text)
  await client.end()
}

async function imported(kind: string, text: string, more: readonly string[] = []) {
  const file = join(folder, `${kind}.csv`)
  await writeFile(file, text)
  return await farsail(place, ['import', kind, file, '--org', 'acme', ...more])
}

test('an import that refused rows says so to a script, once a reason with its count, and how to go on', async () => {
  await imported('products', 'product,price\nGTX Pro,100\n')
  const rows = Array.from({ length: 30 }, (_, i) => `D${i},Ada,GTXPro,Won,2026-01-05,2026-03-01,10\n`)
  const text = `opportunity_id,sales_agent,product,deal_stage,engage_date,close_date,close_value\n${rows.join('')}`
  const refused = await imported('deals', text)
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('30 rows (lines 2, 3, 4, 5, 6 …):')
  expect(refused.out).toContain('--accept-suggestions')
  const accepted = await imported('deals', text, ['--accept-suggestions'])
  expect(accepted.code).toBe(0)
  expect(accepted.out).toContain('--org acme')
})

test('an amount whose unit nobody said is taken at its word, and that is told', async () => {
  const { code, out } = await imported('accounts', 'account,revenue\nCancity,1100.04\n')
  expect(code).toBe(0)
  expect(out).toContain('{"units": {"revenue": "1000000"}}')
})

test('what is no day and no batch is wrong usage, named, and not an inner error', async () => {
  const day = await farsail(place, ['metric', 'revenue_booked', '--org', 'acme', '--as-of', 'yesterday'])
  expect([day.code, day.err]).toEqual([2, expect.stringContaining('“yesterday” is not a day')])
  const batch = await farsail(place, ['import', 'undo', '0190', '--org', 'acme'])
  expect([batch.code, batch.err]).toEqual([2, expect.stringContaining('batch')])
})

test('the link that the host makes leads to where the product is served', async () => {
  const product = await startProduct(place)
  const { out } = await farsail(place, ['user', 'reset', 'ada@acme.example', '--json'])
  await product.kill('SIGTERM')
  expect(out).toContain(`${product.address}/`)
})
