import websocket, { type WebSocket } from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireSameSite } from '#platform/auth/server/authentication.ts'
import { sql } from 'kysely'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { type Authenticate, base } from '#platform/http/mount.ts'
import type { Types } from '#platform/record/server/names.ts'
import type { Listener } from './listener.ts'

interface OutboxRow {
  position: bigint
  topic: string
  record_id: string | null
  version: number | null
}
const pageSize = 500

/**
 * One websocket a client: `{topic, id, version, position}` for each change of a record that the member may see, from the
 * position `?from=` on, so that a client that was away misses nothing. `id` null: many changed, ask again.
 */
export async function liveUpdates(
  server: FastifyInstance,
  app: App,
  types: Types,
  listener: Listener,
  authenticate: Authenticate,
  publicUrl: string,
): Promise<void> {
  await server.register(websocket, { options: { maxPayload: 4096 } })
  server.get(`${base}/live`, { websocket: true }, async (socket, request) => {
    if (!fromSameSite(request, publicUrl)) return socket.close(4403, 'origin')
    const actor = await authenticate(request).catch(() => null)
    if (!actor) return socket.close(4401, 'sign in')
    const asked = new URL(request.url, 'http://farsail').searchParams.get('from')
    const stream = streamTo(app, types, socket, actor, asked && /^\d{1,18}$/.test(asked) ? BigInt(asked) : null)
    const stop = listener.onTold(({ org }) => {
      if (org === actor.orgId || org === '') void stream.more()
    })
    const beat = setInterval(() => socket.ping(), 30_000)
    socket.on('close', () => {
      stop()
      clearInterval(beat)
    })
    await stream.more()
  })
}

/** The upgrade is a GET, which a foreign page could ask for. */
function fromSameSite(request: FastifyRequest, publicUrl: string): boolean {
  try {
    requireSameSite(request, publicUrl)
    return true
  } catch {
    return false
  }
}

function streamTo(app: App, types: Types, socket: WebSocket, actor: Actor, from: bigint | null) {
  const db = app.db.of(actor.orgId)
  let position = from
  let running: Promise<void> | null = null
  let again = false

  async function step(): Promise<void> {
    if (position === null) {
      const { rows } = await sql<{
        position: bigint
      }>`select position from ledger_head where org_id = ${actor.orgId}::uuid`.execute(db)
      position = rows[0]?.position ?? 0n
      socket.send(JSON.stringify({ topic: 'ready', id: null, version: null, position: position.toString() }))
    }
    for (;;) {
      const { rows } = await sql<OutboxRow>`select position, topic, record_id, version from outbox
        where org_id = ${actor.orgId}::uuid and position > ${position} and ${visibleTopics(types, actor)}
        order by position limit ${pageSize}`.execute(db)
      for (const row of rows) {
        socket.send(
          JSON.stringify({
            topic: row.topic,
            id: row.record_id,
            version: row.version,
            position: row.position.toString(),
          }),
        )
        position = row.position
      }
      if (rows.length < pageSize) return
    }
  }
  return {
    async more(): Promise<void> {
      if (running) {
        again = true
        return running
      }
      do {
        again = false
        running = step().catch((error: unknown) => {
          app.log.warn({ err: error }, 'a live stream ended')
          socket.close(1011, 'try again')
        })
        await running
      } while (again && socket.readyState === socket.OPEN)
      running = null
    },
  }
}

/** The same access as in lists: by role and owner, asked anew for every message. */
function visibleTopics(types: Types, actor: Actor) {
  const each = [...types.values()].flatMap((declaration) => {
    const scope = scopeOf(actor, declaration.may['read'] ?? {})
    if (scope === null) return []
    return [
      sql`(topic = ${declaration.type} and (record_id is null or ${rowsIn(actor, declaration.owner === null ? 'all' : scope, 'ownerId')}))`,
    ]
  })
  return sql`(${sql.join([...each, sql`topic in ('job', 'import')`], sql` or `)})`
}
