import pg from 'pg'
import type { Logger } from 'pino'
import type { PoolConfig } from '#platform/db/connections.ts'

const againMs = 500

/** Tells when a job was asked for, and when the database is back, for what was under way went with it. */
export async function hearJobs(
  config: PoolConfig,
  log: Logger,
  heard: () => void,
): Promise<{ close(): Promise<void> }> {
  let ears: pg.Client | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  async function connect(): Promise<void> {
    const made = new pg.Client({ ...config, application_name: 'farsail jobs' })
    made.on('error', (error) => log.warn({ err: error }, 'the job listener lost the database'))
    made.on('notification', heard)
    await made.connect()
    made.on('end', later)
    ears = made
    await made.query('listen farsail_jobs')
    if (closed) await made.end()
  }
  function later(): void {
    ears = null
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => void connect().then(heard, later), againMs)
  }

  await connect()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await ears?.end()
    },
  }
}
