import pg from 'pg'
import type { Logger } from 'pino'
import type { PoolConfig } from '#platform/db/connections.ts'

type Hear = (told: { readonly org: string; readonly position: bigint }) => void

/** Hears of every organisation's new outbox positions; connects again by itself, and then tells everybody to look. */
export interface Listener {
  onTold(hear: Hear): () => void
  close(): Promise<void>
}

const retryMs = 1000

export async function listen(config: PoolConfig, log: Logger): Promise<Listener> {
  const hearers = new Set<Hear>()
  let client: pg.Client | null = null
  let closed = false

  async function connect(): Promise<void> {
    const made = new pg.Client({ ...config, application_name: 'farsail live' })
    made.on('error', (error) => log.warn({ err: error }, 'the live listener lost the database'))
    made.on('end', () => {
      client = null
      if (!closed) setTimeout(() => void again(), retryMs)
    })
    made.on('notification', ({ payload }) => tell(payload ?? ''))
    await made.connect()
    await made.query('listen farsail')
    client = made
  }
  async function again(): Promise<void> {
    if (closed) return
    try {
      await connect()
      for (const hear of hearers) hear({ org: '', position: 0n })
    } catch {
      setTimeout(() => void again(), retryMs)
    }
  }
  function tell(payload: string): void {
    const parsed: unknown = JSON.parse(payload)
    if (typeof parsed !== 'object' || parsed === null || !('org' in parsed) || !('position' in parsed)) return
    const told = { org: String(parsed.org), position: BigInt(String(parsed.position)) }
    for (const hear of hearers) hear(told)
  }

  await connect()
  return {
    onTold(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}
