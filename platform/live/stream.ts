import type { WebSocket } from '@fastify/websocket'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Types } from '#platform/record/server/names.ts'
import { visibleTopics } from './topics.ts'

/**
 * What a socket tells: that a record changed, `ready` at the position it begins at, `*` where anything may have changed,
 * `gone` when access has ended.
 */
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
  let hasBegun = false
  const db = app.db.of(actor.orgId)

  function send(topic: string, id: string | null, version: number | null): void {
    socket.send(JSON.stringify({ topic, id, version, position: String(position ?? 0n) } satisfies Message))
  }
  /** Who is new begins at the last position; who was away where they were, if all that they missed is still kept. */
  async function begin(): Promise<void> {
    const { head, first } = await keptNews(db, actor.orgId)
    hasBegun = true
    if (position !== null && position <= head && first <= position + 1n) return
    const topic = position === null ? 'ready' : '*'
    position = head
    send(topic, null, null)
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
    const rows = await newsAfter(db, actor, types, position ?? 0n)
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
    if (!hasBegun) await begin()
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

/** What the actor may hear behind a position, page by page. */
async function newsAfter(db: Db, actor: Actor, types: Types, position: bigint): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`select position, topic, record_id, version from outbox
    where org_id = ${actor.orgId}::uuid and position > ${position} and ${visibleTopics(types, actor)}
    order by position limit ${pageSize}`.execute(db)
  return rows
}

/**
 * The last position, and the first whose news is still kept. Who comes back to one before that, or to one that there never
 * was (the data are an older copy), can't be told what they missed: they ask for everything again and go on from the last.
 */
async function keptNews(db: Db, orgId: string): Promise<{ readonly head: bigint; readonly first: bigint }> {
  const { rows } = await sql<{ head: bigint | null; first: bigint | null }>`select
    (select position from ledger_head where org_id = ${orgId}::uuid) as head,
    (select min(position) from outbox where org_id = ${orgId}::uuid) as first`.execute(db)
  const head = rows[0]?.head ?? 0n
  return { head, first: rows[0]?.first ?? head + 1n }
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
