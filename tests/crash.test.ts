import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { farsail, orgAt, type ProductProcess, request, startProduct } from './productProcess.ts'
import { at, listAt, textAt } from './serving.ts'

// The product as its own processes, with fsync, killed at moments that the import's progress names.

const rows = 18_000
/** What is killed, in turn; each time three chunks of 1,000 rows further on. */
const victims = ['server', 'postgres', 'both', 'session', 'server'] as const
const rowsBetween = 3_000

let dataDir = ''
let product: ProductProcess
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'farsail-crash-'))
})
afterEach(async () => {
  await product?.kill('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

test('kill -9 in the middle of an import, again and again: nothing that was acknowledged is lost, nothing is there twice', {
  timeout: 600_000,
}, async () => {
  const { authorization } = await orgAt({ dataDir })
  const headers = { authorization }
  product = await startProduct({ dataDir })
  const job = await importDeals(headers)
  const writer = writing(headers)
  for (const [round, victim] of victims.entries()) {
    await reaches(`/jobs/${job}`, headers, (round + 1) * rowsBetween)
    await kill(victim)
    if (product.hasEnded()) product = await startProduct({ dataDir })
  }
  await expect.poll(() => stateOf(`/jobs/${job}`, headers), { timeout: 120_000 }).toBe('done')
  const acknowledged = await writer.stop()

  expect(acknowledged.size).toBeGreaterThan(victims.length)
  const accounts = await all('/accounts', headers)
  expect(accounts.map((one) => [textAt(one, 'name'), textAt(one, 'id')]).sort()).toEqual([...acknowledged].sort())
  const deals = await all('/deals', headers)
  expect(deals.map((one) => textAt(one, 'externalId')).sort()).toEqual(
    Array.from({ length: rows }, (_, row) => `D-${row}`).sort(),
  )
  const verified = await farsail({ dataDir }, ['ledger', 'verify', '--json'])
  expect(JSON.parse(verified.out)).toMatchObject({ clean: true, organisations: [{ org: 'acme', differences: [] }] })
  expect(verified.code).toBe(0)
})

type Headers = Readonly<Record<string, string>>

/** Uploads the file, takes what is proposed, begins; the job's id. */
async function importDeals(headers: Headers): Promise<string> {
  const lines = Array.from({ length: rows }, (_, row) => {
    const day = `2026-${String(1 + (row % 9)).padStart(2, '0')}-${String(1 + (row % 27)).padStart(2, '0')}`
    return `D-${row},Deal ${row},Ada,${row % 3 === 0 ? 'Won' : 'Lead'},2025-12-01,${day},${100 + row}`
  })
  const form = new FormData()
  form.append('kind', 'deals')
  const file = `Deal ID,Deal name,Owner,Stage,Created,Close date,Amount\n${lines.join('\n')}\n`
  form.append('file', new Blob([file], { type: 'text/csv' }), 'deals.csv')
  const opened = await request(product.address, '/imports', { body: form, headers })
  expect(opened.status).toBe(201)
  const path = `/imports/${textAt(opened.body, 'id')}`
  await request(product.address, path, { method: 'PATCH', body: { acceptSuggestions: true }, headers })
  const begun = await request(product.address, `${path}/commit`, { method: 'POST', headers })
  expect(begun.status).toBe(202)
  return textAt(begun.body, 'jobId')
}

/** Somebody who goes on creating accounts meanwhile, each under a key and again until it is acknowledged. */
function writing(headers: Headers): { stop(): Promise<ReadonlyMap<string, string>> } {
  const acknowledged = new Map<string, string>()
  let goesOn = true
  const work = async () => {
    for (let n = 0; goesOn; n += 1) {
      const name = `Account ${n}`
      const call = { body: { name }, headers: { ...headers, 'idempotency-key': name } }
      while (!acknowledged.has(name)) {
        const answer = await request(product.address, '/accounts', call).catch(() => null)
        if (answer?.status === 201) acknowledged.set(name, textAt(answer.body, 'id'))
        else expect(answer?.status ?? 503).toBe(503)
      }
    }
  }
  const working = work()
  return {
    async stop() {
      goesOn = false
      await working
      return acknowledged
    },
  }
}

async function reaches(path: string, headers: Headers, row: number): Promise<void> {
  const reached = async () => {
    if (product.hasEnded()) throw new Error(`The product has ended: ${product.said()}`)
    const answer = await request(product.address, path, { headers }).catch(() => null)
    const state = at(answer?.body, 'state')
    if (state === 'failed' || state === 'done')
      throw new Error(`The import is ${state} already: ${JSON.stringify(answer?.body)}`)
    return Number(at(answer?.body, 'done') ?? 0)
  }
  await expect.poll(reached, { timeout: 120_000, interval: 10 }).toBeGreaterThanOrEqual(row)
}
async function stateOf(path: string, headers: Headers): Promise<unknown> {
  const answer = await request(product.address, path, { headers }).catch(() => null)
  return at(answer?.body, 'state')
}

async function all(path: string, headers: Headers): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for (let cursor: unknown = ''; typeof cursor === 'string'; ) {
    const page = await request(product.address, `${path}?limit=200&cursor=${encodeURIComponent(cursor)}`, { headers })
    expect(page.status).toBe(200)
    found.push(...listAt(page.body, 'items'))
    cursor = at(page.body, 'nextCursor')
  }
  return found
}

async function kill(victim: (typeof victims)[number]): Promise<void> {
  const postgres = await postgresPids()
  if (victim === 'session') {
    // one that serves the pool: the others are told, and PostgreSQL begins anew
    const sessions = await Promise.all(postgres.map(async (pid) => ({ pid, title: await titleOf(pid) })))
    const ours = sessions.find(({ title }) => title.includes('postgres postgres [local]'))
    if (!ours) throw new Error('PostgreSQL serves nobody.')
    process.kill(ours.pid, 'SIGKILL')
    return
  }
  if (victim !== 'postgres') await product.kill('SIGKILL')
  if (victim !== 'server') for (const pid of postgres) killHard(pid)
}

/** PostgreSQL's main process and those that it started. */
async function postgresPids(): Promise<readonly number[]> {
  const main = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postgres', 'postmaster.pid'), 'utf8'), 10)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = await Promise.all(pids.map((pid) => parentOf(pid)))
  return [main, ...pids.filter((_, index) => parents[index] === main)]
}
async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)
}
const titleOf = (pid: number) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it went with its main process
  }
}
