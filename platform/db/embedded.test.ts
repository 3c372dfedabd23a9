import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type DatabaseAddress, type EmbeddedDatabase, joinOrStartEmbedded, startEmbedded } from './embedded.ts'

// Only against hanging for ever: a slow machine is no failure.
const PATIENCE = { timeout: 60_000 }
vi.setConfig({ testTimeout: PATIENCE.timeout, hookTimeout: PATIENCE.timeout })

let folder = ''
const ends: (() => Promise<unknown>)[] = []

// A cluster is made once, by the first test's own way, and copied for the others.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'farsail-'))
  const db = await startEmbedded({ dataDir: join(folder, 'made'), fsync: false })
  await db.stop()
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

afterAll(() => rm(folder, { recursive: true }))

test('the first start makes a database in which Chinese text can be searched; the second finds what was written', async () => {
  const dataDir = join(folder, 'first')
  const first = await started({ dataDir })
  expect(first.adopted).toBe(false)
  await ask(first, 'create extension pg_trgm')
  expect(await ask(first, `select cardinality(show_trgm('云帆')) as n`)).toEqual([{ n: 3 }])
  await note(first, 'a deal was won')
  await first.stop()

  expect(await notes(await started({ dataDir }))).toEqual(['a deal was won'])
})

test('only a socket leads to the database, in a folder that nobody else may enter', async () => {
  const db = await started({ dataDir: await freshData('private') })
  expect(await ask(db, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect((await stat(db.socketDir)).mode & 0o777).toBe(0o700)
})

test('a second Farsail on the same data is told which process has it', async () => {
  const dataDir = await freshData('second')
  const owner = await ownerProcess(dataDir)
  await expect(startEmbedded({ dataDir, fsync: false })).rejects.toMatchObject({
    code: 'database.in_use',
    details: { pid: owner.pid },
  })
})

test('of two first starts at once one wins and the other is told', async () => {
  const dataDir = join(folder, 'race')
  const both = await Promise.allSettled([started({ dataDir }), started({ dataDir })])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'database.in_use' } })
})

test('after kill -9 of Farsail the next start takes over the database it left running', async () => {
  const dataDir = await freshData('orphan')
  const owner = await ownerProcess(dataDir)
  await kill(owner)
  const db = await started({ dataDir })
  expect(db.adopted).toBe(true)
  expect(await notes(db)).toEqual(['from the process before'])
})

test('a database left running with other settings is started anew', async () => {
  const dataDir = await freshData('settings')
  await kill(await ownerProcess(dataDir))
  const db = await started({ dataDir, settings: { work_mem: '5MB' } })
  expect(db.adopted).toBe(false)
  expect(await ask(db, 'show work_mem')).toEqual([{ work_mem: '5MB' }])
  expect(await notes(db)).toEqual(['from the process before'])
})

test('after kill -9 of both, the next start recovers what was acknowledged', async () => {
  const dataDir = await freshData('both')
  const owner = await ownerProcess(dataDir, { fsync: true })
  const pid = await postmasterPid(dataDir)
  await kill(owner)
  process.kill(pid, 'SIGKILL')
  const db = await started({ dataDir })
  expect(db.adopted).toBe(false)
  expect(await notes(db)).toEqual(['from the process before'])
})

test('a number left behind that by now is another process does not hinder a start', async () => {
  const dataDir = await freshData('reused')
  const bystander = spawn('sleep', ['600'])
  ends.push(() => kill(bystander))
  await kill(await ownerProcess(dataDir, { fsync: true }))
  process.kill(await postmasterPid(dataDir), 'SIGKILL')
  for (const file of ['postgres/postmaster.pid', 'socket/.s.PGSQL.5432.lock']) {
    const left = await readFile(join(dataDir, file), 'utf8')
    await writeFile(join(dataDir, file), left.replace(/^\d+/, String(bystander.pid)))
  }
  expect(await notes(await started({ dataDir }))).toEqual(['from the process before'])
  expect(bystander.exitCode).toBe(null)
})

test('a database that is killed under a running Farsail comes back at the same address', async () => {
  const lost: string[] = []
  const onLost = (problem: string) => lost.push(problem)
  const db = await started({ dataDir: await freshData('revived'), fsync: true, onLost })
  await note(db, 'before')
  const before = db.pid
  process.kill(before, 'SIGKILL')
  await expect.poll(() => notes(db).catch(() => []), PATIENCE).toEqual(['before'])
  await expect.poll(() => db.pid, PATIENCE).not.toBe(before)
  expect(lost[0]).toBe('PostgreSQL is gone')
  await expect(startEmbedded({ dataDir: dirname(db.socketDir) })).rejects.toMatchObject({ code: 'database.in_use' })
})

test('a database whose socket was swept away is ended and started anew', async () => {
  const dataDir = await freshData('swept')
  await kill(await ownerProcess(dataDir))
  await rm(join(dataDir, 'socket'), { recursive: true })
  const db = await started({ dataDir })
  expect(db.adopted).toBe(false)
  expect(await notes(db)).toEqual(['from the process before'])
})

test('a command uses the database of the running product and leaves it running', async () => {
  const dataDir = await freshData('joined')
  const product = await started({ dataDir })
  const command = await joinOrStartEmbedded(dataDir)
  expect([command.adopted, command.pid]).toEqual([true, product.pid])
  await command.stop()
  expect(await ask(product, 'select 1 as up')).toEqual([{ up: 1 }])
})

test('a command alone starts the database and ends it; if the product came meanwhile, it stays', async () => {
  const dataDir = await freshData('alone')
  const command = await joinOrStartEmbedded(dataDir, { fsync: false })
  expect(command.adopted).toBe(false)
  const product = await started({ dataDir })
  await command.stop()
  expect(await ask(product, 'select 1 as up')).toEqual([{ up: 1 }])
  await product.stop()
  await expect(ask(product, 'select 1')).rejects.toThrow()
})

test('when the product stops while a command works, the command can finish and then ends the database', async () => {
  const dataDir = await freshData('last')
  const product = await started({ dataDir })
  const command = await joinOrStartEmbedded(dataDir)
  await product.stop()
  expect(await ask(command, 'select 1 as up')).toEqual([{ up: 1 }])
  await command.stop()
  await expect(ask(command, 'select 1')).rejects.toThrow()
})

test('a data folder with a long path has its socket in a short private one', async () => {
  const dataDir = join(folder, 'l'.repeat(60), 'o'.repeat(60), 'ng')
  await mkdir(dataDir, { recursive: true })
  await cp(join(folder, 'made'), dataDir, { recursive: true })
  const db = await started({ dataDir })
  expect(db.socketDir.length).toBeLessThan(90)
  expect((await stat(db.socketDir)).mode & 0o777).toBe(0o700)
  const command = await joinOrStartEmbedded(dataDir)
  expect(command.pid).toBe(db.pid)
  await command.stop()
  await db.stop()
  await rm(db.socketDir, { recursive: true })
})

test('PostgreSQL 16 can be had at a URL, as an installation with DATABASE_URL has it', async () => {
  const db = await started({ dataDir: join(folder, 'sixteen'), packageName: 'postgres-16-linux-x64', tcpPort: 0 })
  const [row] = await ask(
    { ...db.urlOf('postgres'), host: '127.0.0.1' },
    `select current_setting('server_version') as v`,
  )
  expect(row?.v).toMatch(/^16\./)
})

type Options = Parameters<typeof startEmbedded>[0]

async function started(options: Options): Promise<EmbeddedDatabase> {
  const db = await startEmbedded({ fsync: false, ...options })
  ends.push(() => db.stop())
  return db
}

async function freshData(name: string): Promise<string> {
  const dataDir = join(folder, name)
  await cp(join(folder, 'made'), dataDir, { recursive: true })
  return dataDir
}

/** Another Farsail: owns the database, has written one note, and goes on until it is killed. */
async function ownerProcess(dataDir: string, { fsync = false } = {}): Promise<ChildProcess> {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(import.meta.resolve('./embedded.ts'))})
    const { Client } = await import(${JSON.stringify(import.meta.resolve('pg'))})
    const db = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, fsync: ${fsync} })
    const client = new Client(db.urlOf('postgres'))
    await client.connect()
    await client.query("create table note (id serial, text text)")
    await client.query("insert into note (text) values ('from the process before')")
    console.log('serving')
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  ends.push(async () => {
    await kill(child)
    const left = await joinOrStartEmbedded(dataDir, { fsync: false })
    await left.stop()
  })
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  expect(String(said)).toBe('serving\n')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

async function note(db: EmbeddedDatabase, text: string): Promise<void> {
  await ask(db, 'create table if not exists note (id serial, text text)')
  await ask(db, `insert into note (text) values ('${text}')`)
}

async function notes(db: EmbeddedDatabase): Promise<unknown[]> {
  return (await ask(db, 'select text from note order by id')).map((row) => row.text)
}

async function ask(db: EmbeddedDatabase | DatabaseAddress, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client('urlOf' in db ? db.urlOf('postgres') : db)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
