import type { WebSocket } from '@fastify/websocket'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Types } from '#platform/record/server/names.ts'
import { visibleTopics } from './topics.ts'

/** What a socket tells: that a record changed, `ready` at the position it begins at, `gone` when access has ended. */
interface Message {
  readonly topic: string
  readonly id: string | null
  readonly version: number | null
  readonly position: string
}
interface OutboxRow {
  readonly position: bigint
  readonly topic: string
  readonly record_id: string | null
  readonly version: number | null
}
export interface Stream {
  /** Sends what has come since; asked while it sends, it looks once more. */
  more(): Promise<void>
  /** Asks who this is now, for a role may have changed; false where it is nobody any more. */
  askAgain(): Promise<boolean>
}
const pageSize = 500
/** A reader that is this far behind comes back and goes on from where it was. */
const unreadMaxBytes = 1024 * 1024

export function streamTo(
  app: App,
  types: Types,
  socket: WebSocket,
  whoIs: () => Promise<Actor | null>,
  given: { readonly actor: Actor; readonly from: bigint | null },
): Stream {
  let { actor, from: position } = given
  const db = app.db.of(actor.orgId)

  function send(topic: string, id: string | null, version: number | null): void {
    const message: Message = { topic, id, version, position: String(position ?? 0n) }
    socket.send(JSON.stringify(message))
  }
  async function begin(): Promise<void> {
    const { rows } = await sql<{
      position: bigint
    }>`select position from ledger_head where org_id = ${actor.orgId}::uuid`.execute(db)
    position = rows[0]?.position ?? 0n
    send('ready', null, null)
  }
  async function askAgain(): Promise<boolean> {
    const now = await whoIs()
    if (now === null || now.orgId !== actor.orgId || now.memberId !== actor.memberId) return false
    actor = now
    return true
  }
  function end(): void {
    send('gone', null, null)
    socket.close(4403, 'gone')
  }
  /** Whether there is more: a page ends early where the rest may be another's to read. */
  async function page(): Promise<boolean> {
    const { rows } = await sql<OutboxRow>`select position, topic, record_id, version from outbox
      where org_id = ${actor.orgId}::uuid and position > ${position} and ${visibleTopics(types, actor)}
      order by position limit ${pageSize}`.execute(db)
    for (const row of rows) {
      position = row.position
      send(row.topic, row.record_id, row.version)
      if (row.topic === 'member' && (row.record_id === actor.memberId || row.record_id === null)) {
        if (!(await askAgain())) end()
        return true
      }
    }
    return rows.length === pageSize
  }
  async function step(): Promise<void> {
    if (position === null) await begin()
    while (socket.readyState === socket.OPEN && (await page())) {
      if (socket.bufferedAmount > unreadMaxBytes) socket.close(1013, 'too slow')
    }
  }
  const more = oneAtATime(() =>
    step().catch((error: unknown) => {
      app.log.warn({ err: error }, 'a live stream ended')
      socket.close(1011, 'try again')
    }),
  )
  return { askAgain, more }
}

/** Does it now, or once more when what runs is done. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let isAsked = false
  return async () => {
    if (running) {
      isAsked = true
      return running
    }
    do {
      isAsked = false
      running = work()
      await running
    } while (isAsked)
    running = null
  }
}
