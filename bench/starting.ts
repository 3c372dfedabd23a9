import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { askOnce } from './load.ts'
import { type Bench, serving, startProduct } from './product.ts'
import { type Measured, mb, median, percent, processFigures, seconds, timed } from './report.ts'

const idle = 350 * 1024 ** 2
const rounds = 3
const emptyNode = ['-e', `console.log('{"address": "-"}'); setInterval(() => {}, 1000)`]

/** From the command to the first answer on a data folder that is there, and what server and database hold when idle. */
export async function starting(bench: Bench): Promise<readonly Measured[]> {
  await bench.close()
  const took: number[] = []
  const empty: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const { took: one, result } = await timed(async () => {
      const product = await startProduct(bench.dataDir)
      await askOnce(product.address, { path: '/api/v1/health' })
      return product
    })
    await result.stop()
    const bare = await timed(() => serving(emptyNode))
    await bare.result.stop()
    // the first fills the compile cache
    if (round > 0) took.push(one)
    if (round > 0) empty.push(bare.took)
  }
  const product = await startProduct(bench.dataDir)
  await wait(10_000)
  const server = processFigures(product.pid).now
  const database = databaseMemory(bench.dataDir)
  await product.stop()
  return [
    {
      what: 'start on an existing data folder, to an answer',
      value: seconds(median(took)),
      of: `Node alone: ${seconds(median(empty))}`,
      budget: { text: '≤ 2 s', met: median(took) <= 2_000 },
    },
    {
      what: 'idle for ten seconds',
      value: `${mb(server + database)}: server ${mb(server)}, database ${mb(database)}`,
      ratio: `${percent(server + database, idle)} of the budget`,
      budget: { text: '≤ 350 MB', met: server + database <= idle },
    },
  ]
}

/** Proportional: what its processes share counts once. */
function databaseMemory(dataDir: string): number {
  const main = readFileSync(`${dataDir}/postgres/postgres/postmaster.pid`, 'utf8').split('\n')[0] ?? ''
  const family = readdirSync('/proc').filter((pid) => pid === main || parentOf(pid) === main)
  return family.reduce((sum, pid) => sum + pssOf(pid), 0)
}
function parentOf(pid: string): string | undefined {
  if (!/^\d+$/.test(pid)) return undefined
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]
  } catch {
    return undefined
  }
}
function pssOf(pid: string): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024
}
