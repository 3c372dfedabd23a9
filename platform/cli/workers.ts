import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Logger } from 'pino'
import { Fault } from '#ledger/rules/fault.ts'

export const workersMost = 12
const againAfterMs = 250
const againAfterMostMs = 30_000
/** Whoever has lived that long didn't die of the start. */
const settledMs = 60_000

export interface Workers {
  /** The port that they share. */
  readonly port: number
  /** Asks all to stop, and resolves when the last one is gone. */
  stop(): Promise<void>
}

/**
 * Runs this same command in `count` processes that share one port, and starts one that died again, later each time it
 * dies at once. They end with this process, however it ends. Throws Fault `start.worker_failed` where one never served;
 * it has said why itself.
 */
export async function superviseWorkers(count: number, env: NodeJS.ProcessEnv, log: Logger): Promise<Workers> {
  // each takes connections itself: one that was handed to a process just killed would hang for ever
  cluster.schedulingPolicy = cluster.SCHED_NONE
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let stopping = false

  function keep(worker: Worker, deaths: number): void {
    const began = performance.now()
    worker.once('exit', (code, signal) => {
      if (stopping) return
      log.error({ pid: worker.process.pid, code, signal }, 'a server process ended; another one is started')
      const times = performance.now() - began > settledMs ? 0 : deaths
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          keep(cluster.fork(env), times + 1)
        },
        Math.min(againAfterMostMs, againAfterMs * 2 ** times),
      )
      timers.add(timer)
    })
  }
  async function stop(): Promise<void> {
    stopping = true
    for (const timer of timers) clearTimeout(timer)
    const left = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    const gone = left.map((worker) => once(worker, 'exit'))
    for (const worker of left) worker.process.kill('SIGTERM')
    await Promise.all(gone)
  }

  const first = Array.from({ length: count }, () => cluster.fork(env))
  const ports = await Promise.all(first.map(portOf))
  const [port] = ports
  if (port === undefined || port === null || ports.includes(null)) {
    await stop()
    throw new Fault('start.worker_failed')
  }
  for (const worker of first) keep(worker, 0)
  return { port, stop }
}

/** The port at which it listens; null where it ended before. */
async function portOf(worker: Worker): Promise<number | null> {
  return new Promise((resolve) => {
    worker.once('listening', ({ port }) => resolve(port))
    worker.once('exit', () => resolve(null))
  })
}
