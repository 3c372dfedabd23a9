import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, open, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Head, writeFrames } from '#platform/backup/file.ts'
import { newId } from '#platform/config/context.ts'
import { type EmbeddedDatabase, startEmbedded } from '#platform/db/embedded.ts'
import { figuresOf, importDeals, signIn } from './figures.ts'
import { farsail, orgAt, type Place, type ProductProcess, request, startProduct } from './productProcess.ts'
import { at, listAt, textAt } from './serving.ts'

// `farsail backup` and `farsail restore` as a host uses them: written from one place, brought back in others, compared.

const { host, port, user } = inject('database')
const patience = { timeout: 300_000 }
const sixteen = 'postgres-16-linux-x64'
let folder = ''
const ends: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'farsail-backup-'))
})
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  await rm(folder, { recursive: true, force: true })
})

let places = 0
/** A database of its own on the PostgreSQL of the test run, as a host's own would be. */
async function ownPlace(): Promise<Place> {
  const database = `backup_${newId().replaceAll('-', '')}`
  await ask({ host, port, user, database: 'postgres' }, `create database ${database}`)
  ends.push(() => ask({ host, port, user, database: 'postgres' }, `drop database ${database} with (force)`))
  const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  return { dataDir: join(folder, `own-${++places}`), env: { DATABASE_URL: url } }
}
const embeddedPlace = (): Place => ({ dataDir: join(folder, `embedded-${++places}`) })

async function ask(where: pg.ClientConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(where)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function served(place: Place): Promise<ProductProcess> {
  const product = await startProduct(place)
  ends.push(() => product.kill('SIGTERM'))
  return product
}
const backedUp = async (place: Place, name: string) => {
  const file = join(folder, name)
  const ended = await farsail(place, ['backup', file, '--json'])
  expect([ended.code, ended.err]).toEqual([0, expect.not.stringContaining('rror')])
  return { file, told: JSON.parse(ended.out) }
}
const restored = (place: Place, file: string) => farsail(place, ['restore', file, '--json'])
const verified = async (place: Place) => JSON.parse((await farsail(place, ['ledger', 'verify', '--json'])).out)

test(
  'a backup taken while the product runs comes back on any PostgreSQL with every figure, person and file',
  patience,
  async () => {
    const source = await ownPlace()
    const { authorization } = await orgAt(source)
    await orgAt(source, 'beside')
    const product = await served(source)
    const headers = { authorization }
    await importDeals(product.address, headers, 400)
    const attached = await attachedTo(product.address, headers)
    const before = await figuresOf(product.address, headers)
    expect(before.size).toBeGreaterThan(60)
    const first = await backedUp(source, 'first.backup')
    expect(first.told).toMatchObject({
      organisations: 2,
      files: 2,
      tables: { 'public.deal': 400, 'public.file': 1, 'public.org': 2 },
    })
    const { DATABASE_URL } = source.env ?? {}
    expect(Object.keys(first.told.tables).sort()).toEqual(await tablesAt(DATABASE_URL ?? ''))

    let { file } = first
    for (const place of [embeddedPlace(), ...(await placeOnSixteen()), embeddedPlace()]) {
      const back = await restored(place, file)
      expect([back.code, back.err]).toEqual([0, expect.not.stringContaining('rror')])
      expect(await verified(place)).toMatchObject({ clean: true, organisations: [{ org: 'acme' }, { org: 'beside' }] })
      const there = await startProduct(place)
      expect(await figuresOf(there.address, headers)).toEqual(before)
      expect(await signIn(there.address, 'ada@acme.example')).toBe(201)
      const content = await fetch(`${there.address}/api/v1/files/${attached}/content`, { headers })
      expect(await content.text()).toBe(contract)
      const again = await importDeals(there.address, headers, 400)
      expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 400 })
      await there.kill('SIGTERM')
      expect(await filesIn(place)).toEqual(expect.arrayContaining([...(await filesIn(source))]))
      // the second import has brought a second file
      await rm(file)
      file = (await backedUp(place, `${places}.backup`)).file
    }
  },
)

test(
  'a backup taken in the middle of an import is one moment of it, and the import goes on from there',
  patience,
  async () => {
    const place = embeddedPlace()
    const { authorization } = await orgAt(place)
    const product = await served(place)
    const headers = { authorization }
    const importing = importDeals(product.address, headers, 5_000)
    await expect.poll(() => dealsAt(product, headers), patience).toBeGreaterThan(0)
    const { file, told } = await backedUp(place, 'moment.backup')
    await importing
    const taken = told.tables['public.deal']
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(5_000)

    const elsewhere = await ownPlace()
    expect((await restored(elsewhere, file)).code).toBe(0)
    expect(await verified(elsewhere)).toMatchObject({ clean: true })
    const there = await served(elsewhere)
    await expect.poll(() => dealsAt(there, headers), patience).toBe(5_000)
    await there.kill('SIGTERM')
    expect(await verified(elsewhere)).toMatchObject({ clean: true })
  },
)

test('a backup that is damaged, cut off, newer or none is refused before anything is touched', patience, async () => {
  const place = await ownPlace()
  await orgAt(place)
  const { file } = await backedUp(place, 'whole.backup')
  const empty = embeddedPlace()
  const refusal = async (path: string) => {
    const { code, err } = await restored(empty, path)
    expect(code).toBe(1)
    return textAt(JSON.parse(err), 'errors.0.code')
  }
  const size = (await readFile(file)).length
  for (const change of ['flip', 'cut'] as const) {
    const copy = join(folder, change)
    await copyFile(file, copy)
    if (change === 'cut') await truncate(copy, size - 1_000)
    else await flip(copy, Math.floor(size / 2))
    expect(await refusal(copy)).toBe('restore.damaged')
  }
  const head: Head = {
    type: 'head',
    farsail: '9.9.9',
    takenAt: '',
    postgres: '',
    migrations: ['9999-later'],
    organisations: 0,
  }
  await writeFrames(
    join(folder, 'newer'),
    (async function* () {
      yield head
    })(),
  )
  expect(await refusal(join(folder, 'newer'))).toBe('restore.newer')
  expect(await refusal(new URL('../package.json', import.meta.url).pathname)).toBe('restore.no_backup')
  expect(await refusal(join(folder, 'nowhere'))).toBe('restore.unreadable')
  expect(existsSync(empty.dataDir)).toBe(false)
})

test(
  'nothing is ever overwritten: neither a backup, nor an installation, nor one whose server runs',
  patience,
  async () => {
    const place = await ownPlace()
    const nothing = await farsail(place, ['backup', join(folder, 'nothing'), '--json'])
    expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('backup.nothing_there')])
    await orgAt(place)
    const { file } = await backedUp(place, 'kept.backup')
    const twice = await farsail(place, ['backup', file])
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('is there already')])
    const over = await farsail({ ...place, env: { ...place.env, LC_ALL: 'zh_CN.UTF-8' } }, ['restore', file])
    expect([over.code, over.err]).toEqual([1, expect.stringContaining('备份只能恢复到空的系统中')])
    const fresh = await ownPlace()
    const product = await served(fresh)
    expect((await restored(fresh, file)).err).toContain('restore.server_running')
    await product.kill('SIGTERM')
    expect((await restored(fresh, file)).code).toBe(0)
    expect((await farsail(place, ['restore'])).code).toBe(2)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  },
)

async function flip(path: string, offset: number): Promise<void> {
  const file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, offset)
  await file.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, offset)
  await file.close()
}

/** An ordinary role's database on the oldest PostgreSQL that is served; nothing where npm has none. */
async function placeOnSixteen(): Promise<readonly Place[]> {
  try {
    createRequire(import.meta.url).resolve(sixteen)
  } catch {
    return []
  }
  const dataDir = join(folder, 'sixteen')
  const old: EmbeddedDatabase = await startEmbedded({ dataDir, packageName: sixteen, tcpPort: 0, fsync: false })
  ends.push(() => old.stop())
  const url = `127.0.0.1:${old.port}`
  await ask({ connectionString: `postgres://postgres@${url}/postgres` }, 'create role farsail_host login createrole')
  await ask({ connectionString: `postgres://postgres@${url}/postgres` }, 'create database farsail owner farsail_host')
  return [{ dataDir: join(folder, 'on-sixteen'), env: { DATABASE_URL: `postgres://farsail_host@${url}/farsail` } }]
}

/** Every table that there is, but for what the program keeps for itself. */
async function tablesAt(connectionString: string): Promise<unknown[]> {
  const rows = await ask(
    { connectionString },
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
       and c.relname not in ('migration', 'record_base')`,
  )
  return rows.map((row) => at(row, 'name')).sort()
}

const contract = '合同 of Nordwind'
/** Attaches a file to a deal as the browser does. Answers its id. */
async function attachedTo(address: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const recordId = textAt((await request(address, '/deals?limit=1', { headers })).body, 'items.0.id')
  const encoded = (text: string) => Buffer.from(text).toString('base64')
  const said = `filename ${encoded('合同.txt')},recordType ${encoded('deal')},recordId ${encoded(recordId)}`
  const bytes = Buffer.from(contract)
  const tus = { ...headers, 'tus-resumable': '1.0.0' }
  const begun = await fetch(`${address}/api/v1/files/uploads`, {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': said },
  })
  const sent = await fetch(`${address}${begun.headers.get('location')}`, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: bytes,
  })
  expect(sent.status).toBe(204)
  return textAt((await request(address, `/files?recordType=deal&recordId=${recordId}`, { headers })).body, 'items.0.id')
}

async function filesIn({ dataDir }: Place): Promise<readonly string[]> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return await Promise.all(files.sort().map((path) => readFile(path, 'utf8')))
}

async function dealsAt(product: ProductProcess, headers: Readonly<Record<string, string>>): Promise<number> {
  const { body } = await request(product.address, '/deals?count=true&limit=1', { headers })
  expect(listAt(body, 'items').length).toBeLessThan(2)
  return Number(at(body, 'count'))
}
