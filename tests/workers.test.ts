import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { farsail, type Place, type ProductProcess, request, startProduct } from './productProcess.ts'
import { at, listAt } from './serving.ts'

// `farsail start --workers 2` with its own database: what runs below it is looked up in /proc.

let place: Place
let product: ProductProcess
beforeEach(async () => {
  place = { dataDir: await mkdtemp(join(tmpdir(), 'farsail-workers-')) }
  product = await startProduct(place, ['--workers', '2'])
})
afterEach(async () => {
  await product?.kill('SIGTERM')
  await rm(place.dataDir, { recursive: true, force: true })
})

test('two processes answer; one that is killed is replaced while requests go on; a stop leaves nobody behind', async () => {
  await expect.poll(serving, { timeout: 30_000 }).toBe(2)
  const [killed, other] = await childrenOf(product.pid)
  if (killed === undefined || other === undefined) throw new Error('There are no two processes.')
  const answers = asking()
  process.kill(killed, 'SIGKILL')
  const pids = async () => (await childrenOf(product.pid)).filter((pid) => pid !== killed)
  await expect.poll(async () => (await pids()).length, { timeout: 30_000 }).toBe(2)
  await expect.poll(serving, { timeout: 30_000 }).toBe(2)
  expect(await pids()).toContain(other)
  const statuses = await answers.stop()
  expect(new Set(statuses)).toEqual(new Set([200]))

  const all = [product.pid, ...(await childrenOf(product.pid)), await postgresPid()]
  expect((await product.kill('SIGTERM')).code).toBe(0)
  expect(all.filter(isAlive)).toEqual([])
})

test('the processes go with the one that keeps them, also where that one is killed, and the next start goes on', async () => {
  const workers = await childrenOf(product.pid)
  await product.kill('SIGKILL')
  await expect.poll(() => workers.filter(isAlive), { timeout: 30_000 }).toEqual([])
  product = await startProduct(place, ['--workers', '2'])
  expect((await request(product.address, '/health')).status).toBe(200)
})

/** Asks again and again, each time over a connection of its own; one that broke with the killed process is asked anew. */
function asking(): { stop(): Promise<readonly number[]> } {
  const statuses: number[] = []
  let goesOn = true
  const work = async () => {
    while (goesOn) {
      const call = { headers: { connection: 'close' } }
      const answer = await request(product.address, '/health', call).catch(() => null)
      if (answer) statuses.push(answer.status)
    }
  }
  const working = work()
  return {
    async stop() {
      goesOn = false
      await working
      return statuses
    },
  }
}

async function serving(): Promise<unknown> {
  const { out } = await farsail(place, ['doctor', '--json'])
  const server = listAt(JSON.parse(out), 'checks').find((one) => at(one, 'name') === 'server')
  return at(server, 'values.processes')
}

/** Server processes that it began, PostgreSQL not among them. */
async function childrenOf(parent: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const told = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return new RegExp(`^PPid:\\s+${parent}$`, 'm').test(status) && command.includes('farsail.ts')
    }),
  )
  return pids.filter((_, index) => told[index])
}

async function postgresPid(): Promise<number> {
  return Number.parseInt(await readFile(join(place.dataDir, 'postgres', 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
