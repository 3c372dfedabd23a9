import websocket, { type WebSocket } from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '#platform/access/actor.ts'
import { requireSameSite } from '#platform/auth/server/authentication.ts'
import type { App } from '#platform/config/context.ts'
import { type Authenticate, base } from '#platform/http/mount.ts'
import type { Types } from '#platform/record/server/names.ts'
import type { Listener } from './listener.ts'
import { type Stream, streamTo } from './stream.ts'

const beatMs = 30_000

/**
 * One websocket a client: `{topic, id, version, position}` for each change of a record that the member may see, from the
 * position `?from=` on, so that a client that was away misses nothing. `id` null: many changed, ask again; topic `*`: it was
 * away for longer than news are kept, ask for everything again. Closes with 4401
 * where nobody is signed in, 4403 where the page is foreign or access has ended.
 */
export async function liveUpdates(
  server: FastifyInstance,
  app: App,
  types: Types,
  listener: Listener,
  authenticate: Authenticate,
  publicUrl: string,
): Promise<void> {
  await server.register(websocket, {
    options: { maxPayload: 4096 },
    preClose(done) {
      takeLeave(server.websocketServer.clients)
      done()
    },
  })
  server.get(`${base}/live`, { websocket: true }, async (socket, request) => {
    const ending = new AbortController()
    // before anything is waited for: whoever is gone by then must not be listened for
    socket.on('close', () => ending.abort())
    if (!fromSameSite(request, publicUrl)) return socket.close(4403, 'origin')
    const whoIs = () => authenticate(request).catch(() => null)
    const actor = await whoIs()
    if (!actor) return socket.close(4401, 'sign in')
    const stream = streamTo(app, types, socket, whoIs, { actor, from: fromOf(request) })
    if (!ending.signal.aborted) await follow(socket, stream, listener, actor, ending.signal)
  })
}

const leaveMs = 500

/** Clients come back to another process; one whose network is gone does not hold up the end. */
function takeLeave(clients: ReadonlySet<WebSocket>): void {
  for (const client of clients) client.close(1001, 'the server ends')
  setTimeout(() => {
    for (const client of clients) client.terminate()
  }, leaveMs)
}

async function follow(
  socket: WebSocket,
  stream: Stream,
  listener: Listener,
  actor: Actor,
  end: AbortSignal,
): Promise<void> {
  const stop = listener.onTold(({ org }) => {
    if (org === actor.orgId || org === '') void stream.more()
  })
  let isThere = true
  socket.on('pong', () => {
    isThere = true
  })
  const beat = setInterval(() => {
    if (!isThere) return socket.terminate()
    isThere = false
    socket.ping()
    void stream.askAgain().then(
      (isSomebody) => isSomebody || socket.close(4401, 'sign in'),
      () => socket.close(1011, 'try again'),
    )
  }, beatMs)
  end.addEventListener('abort', () => {
    stop()
    clearInterval(beat)
  })
  await stream.more()
}

function fromOf(request: FastifyRequest): bigint | null {
  const asked = new URL(request.url, 'http://farsail').searchParams.get('from')
  return asked && /^\d{1,18}$/.test(asked) ? BigInt(asked) : null
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
