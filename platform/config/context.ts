import type { Logger } from 'pino'
import type { Write } from '#ledger/server/write.ts'
import type { Connections } from '#platform/db/connections.ts'

/** The time of day, which tests set. */
export interface Clock {
  now(): Temporal.Instant
}
export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** What a process is made of; made once in main.ts or by a test, and handed on. */
export interface App {
  readonly db: Connections
  readonly clock: Clock
  readonly log: Logger
  /** The folder of uploaded files. */
  readonly files: string
  /** Secret of this installation, kept outside the database: signs cookies and links. */
  readonly secret: string
  /** Checks every answer against its schema: in tests and development. */
  readonly checkAnswers: boolean
  /** What practices put into a new organisation. */
  readonly starters: readonly ((write: Write) => Promise<void>)[]
}

let last = 0
let counter = 0
// an import makes tens of thousands of ids: asking for randomness once for 512 of them saves most of their time
const random = new Uint8Array(8 * 512)
let used = random.length
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** UUIDv7 (RFC 9562), increasing within a process: 12 bits count within a millisecond. */
export function newId(now = Date.now()): string {
  if (now > last) {
    last = now
    counter = Math.floor(Math.random() * 1024)
  } else if (++counter > 4095) {
    last += 1
    counter = 0
  }
  if (used === random.length) {
    crypto.getRandomValues(random)
    used = 0
  }
  random[used] = ((random[used] ?? 0) & 0x3f) | 0x80
  const time = last.toString(16).padStart(12, '0')
  let tail = ''
  for (const end = used + 8; used < end; used += 1) tail += hex[random[used] ?? 0]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
