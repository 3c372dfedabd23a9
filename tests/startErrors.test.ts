import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newId } from '#platform/config/context.ts'
import { type Ended, farsail, type Place, startProduct } from './productProcess.ts'

// What somebody at a terminal sees when the product does not start: one sentence with the way out, exit code 1.

const { host, port, user } = inject('database')
const database = `start_${newId().replaceAll('-', '')}`
const DATABASE_URL = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'farsail-start-'))
  await ask('postgres', `create database ${database}`)
})
afterAll(async () => {
  await ask('postgres', `drop database ${database} with (force)`)
  await rm(folder, { recursive: true, force: true })
})

async function ask(into: string, text: string): Promise<void> {
  const client = new pg.Client({ host, port, user, database: into })
  await client.connect()
  await client.query(text)
  await client.end()
}

/** The product's end, which comes by itself: nothing on standard output, one line on standard error, no stack. */
async function refused(place: Place, args: readonly string[] = ['--port', '0']): Promise<string> {
  const { code, out, err }: Ended = await farsail(place, ['start', ...args])
  expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
  expect(err).not.toMatch(/\bat .*:\d+:\d+|^\{/)
  return err
}

test('a port that is taken is named with the next one, in the language of the terminal, and nothing is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const taken = typeof address === 'object' && address ? address.port : 0
  const args = ['--port', String(taken)]
  const dataDir = join(folder, 'never')
  expect(await refused({ dataDir }, args)).toBe(
    `Port ${taken} is taken by another program. Start with another one: farsail start --port ${taken + 1}\n`,
  )
  expect(await refused({ dataDir }, [...args, '--workers', '2'])).toContain(`Port ${taken} is taken`)
  expect(await refused({ dataDir, env: { LC_ALL: 'zh_CN.UTF-8' } }, args)).toContain(`端口 ${taken} 已被其他程序占用`)
  other.close()
  expect(await readdir(folder)).not.toContain('never')
})

test('data that a running product has is not touched by a second one', async () => {
  const place = { dataDir: join(folder, 'shared') }
  const first = await startProduct(place)
  expect(await refused(place)).toContain(`Another Farsail (process ${first.pid}) is running on this data.`)
  await first.kill('SIGTERM')
})

test('a database that does not answer, an address that is none, and a newer database each have their sentence', async () => {
  const dataDir = join(folder, 'data')
  const gone = { DATABASE_URL: 'postgres://ada:a%20secret@127.0.0.1:1/sales' }
  const said = await refused({ dataDir, env: gone })
  expect(said).toContain('The database can’t be reached')
  expect(said).not.toContain('secret')
  expect(await refused({ dataDir, env: { DATABASE_URL: 'mysql://localhost/sales' } })).toContain('DATABASE_URL is not')

  const product = await startProduct({ dataDir, env: { DATABASE_URL } })
  await product.kill('SIGTERM')
  await ask(database, `insert into migration (name, checksum) values ('0999-flying', '')`)
  expect(await refused({ dataDir, env: { DATABASE_URL } })).toContain('made by a newer Farsail (migration 0999-flying)')
})

test('a data folder that cannot be made is named', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const dataDir = join(file, 'data')
  expect(await refused({ dataDir })).toContain(`can’t write into the data folder ${dataDir}`)
})
