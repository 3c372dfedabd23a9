import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newId } from '#platform/config/context.ts'
import { type Ended, farsail, orgAt, type Place, startProduct } from './productProcess.ts'
import { at, listAt } from './serving.ts'

// `farsail doctor` as a process, on a database reached by its URL as the host's own would be, and on folders of its own.

const { host, port, user } = inject('database')
const database = `doctor_${newId().replaceAll('-', '')}`
const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
let folder = ''
let place: Place
beforeAll(async () => {
  await ask('postgres', `create database ${database}`)
  folder = await mkdtemp(join(tmpdir(), 'farsail-doctor-'))
  place = { dataDir: join(folder, 'data'), env: { DATABASE_URL: url } }
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await ask('postgres', `drop database ${database} with (force)`)
})

async function ask(into: string, text: string): Promise<void> {
  const client = new pg.Client({ host, port, user, database: into })
  await client.connect()
  await client.query(text)
  await client.end()
}

interface Examined extends Ended {
  readonly states: Readonly<Record<string, unknown>>
  check(name: string): unknown
}
async function examined(of: Place): Promise<Examined> {
  const ended = await farsail(of, ['doctor', '--json'])
  const checks = listAt(JSON.parse(ended.out), 'checks')
  return {
    ...ended,
    states: Object.fromEntries(checks.map((one) => [String(at(one, 'name')), at(one, 'state')])),
    check: (name) => checks.find((one) => at(one, 'name') === name),
  }
}

test('where nothing is set up yet, nothing is broken, and nothing is made by looking', async () => {
  const dataDir = join(folder, 'nothing')
  const found = await examined({ dataDir })
  expect(found.code).toBe(0)
  expect(found.states).toMatchObject({ database: 'note', files: 'fine', disk: 'fine' })
  expect(await readdir(folder)).not.toContain('nothing')

  const fresh = await examined(place)
  expect(fresh.code).toBe(0)
  expect(fresh.states).toMatchObject({ database: 'fine', migrations: 'note', clock: 'fine' })
})

test('it says what is set up while the server runs and when it does not, in the language of the terminal', async () => {
  await orgAt(place)
  const product = await startProduct(place)
  const running = await examined(place)
  await product.kill('SIGTERM')
  expect(running.code).toBe(0)
  expect(running.check('server')).toMatchObject({ state: 'fine', values: { processes: 1 } })
  expect(running.check('database')).toMatchObject({ values: { kind: 'own', version: expect.stringMatching(/^18/) } })

  const env = { ...place.env, LC_ALL: 'zh_CN.UTF-8', FARSAIL_URL: 'https://sales.example.com' }
  const still = await farsail({ ...place, env }, ['doctor'])
  expect(still.code).toBe(0)
  expect(still.out.split('\n')).toEqual(
    expect.arrayContaining([
      '✓ 组织：1 个',
      '· 服务：没有运行。farsail start 可启动它。',
      '✓ 访问地址：https://sales.example.com',
      '· 邮件：没有设置邮件服务器（FARSAIL_SMTP_URL、FARSAIL_MAIL_FROM），重置密码链接会留给你处理。没有待发的邮件。',
      '没有发现故障。',
    ]),
  )
})

test('a database that is gone, newer or behind is broken, and the way out is said', async () => {
  const gone = await examined({ ...place, env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/gone' } })
  expect(gone.code).toBe(1)
  expect(gone.check('database')).toMatchObject({ state: 'broken', values: { code: 'database.unreachable' } })

  await ask(database, `insert into migration (name, checksum) values ('9999-from-the-future', '')`)
  const newer = await examined(place)
  expect(newer.check('migrations')).toMatchObject({ state: 'broken', values: { code: 'database.newer' } })
  await ask(database, `delete from migration where name like '9999%' or name like '0008%'`)
  const behind = await examined(place)
  expect([newer.code, behind.code]).toEqual([1, 1])
  expect(behind.check('migrations')).toMatchObject({ state: 'broken', values: { pending: ['0008-open-jobs'] } })
})

test('an address that is none, and files where nobody can write, are broken', async () => {
  const dataDir = join(folder, 'a-file')
  await writeFile(dataDir, '')
  const found = await examined({ dataDir: join(dataDir, 'data'), env: { FARSAIL_URL: 'sales' } })
  expect(found.code).toBe(1)
  expect(found.states).toMatchObject({ address: 'broken', files: 'broken' })
})
