import pg from 'pg'
import type { Logger } from 'pino'
import type { PoolConfig } from '#platform/db/connections.ts'

type Hear = (told: { readonly org: string; readonly position: bigint }) => void

/** Hears of every organisation's new outbox positions; connects again by itself, and then tells everybody to look. */
export interface Listener {
  onTold(hear: Hear): () => void
  close(): Promise<void>
}

const usualRetryMs = 1000

export async function listen(config: PoolConfig, log: Logger, retryMs = usualRetryMs): Promise<Listener> {
  const hearers = new Set<Hear>()
  let client: pg.Client | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let closed = false

  async function connect(): Promise<void> {
    const made = new pg.Client({ ...config, application_name: 'farsail live', keepAlive: true })
    made.on('error', (error) => log.warn({ err: error }, 'the live listener lost the database'))
    made.on('notification', ({ payload }) => tell(payload ?? ''))
    await made.connect()
    // an attempt that failed is told by what it throws: only a connection that stood is followed by a new one
    made.on('end', () => {
      client = null
      later()
    })
    await made.query('listen farsail')
    client = made
    if (closed) await made.end()
  }
  function later(): void {
    if (closed || timer !== null) return
    timer = setTimeout(() => {
      timer = null
      void again()
    }, retryMs)
  }
  async function again(): Promise<void> {
    try {
      await connect()
      for (const hear of hearers) hear({ org: '', position: 0n })
    } catch {
      later()
    }
  }
  function tell(payload: string): void {
    const told = toldIn(payload)
    if (told) for (const hear of hearers) hear(told)
  }

  await connect()
  return {
    onTold(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await client?.end()
    },
  }
}

/** Whoever may connect may also notify: what is not ours is not heard. */
function toldIn(payload: string): Parameters<Hear>[0] | null {
  try {
    const parsed: unknown = JSON.parse(payload)
    if (typeof parsed !== 'object' || parsed === null || !('org' in parsed) || !('position' in parsed)) return null
    return { org: String(parsed.org), position: BigInt(String(parsed.position)) }
  } catch {
    return null
  }
}
