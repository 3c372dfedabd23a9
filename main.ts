import type { FastifyInstance } from 'fastify'
import { Fault } from '#ledger/rules/fault.ts'
import { authenticatorOf } from '#platform/auth/server/authentication.ts'
import { isSetupNeeded, setupAddress } from '#platform/auth/server/setUp.ts'
import type { App } from '#platform/config/context.ts'
import { type Installation, openInstallation, type Where } from '#platform/config/installation.ts'
import { serveDocuments } from '#platform/http/documents.ts'
import type { Authenticate } from '#platform/http/mount.ts'
import { limitsIn } from '#platform/http/rateLimit.ts'
import { serverOf } from '#platform/http/server.ts'
import { importFiles } from '#platform/import/server/files.ts'
import { keepHouse } from '#platform/jobs/housekeeping.ts'
import { runJobs } from '#platform/jobs/runner.ts'
import { type Listener, listen } from '#platform/live/listener.ts'
import { liveUpdates } from '#platform/live/socket.ts'
import { allRoutes, chores, declarations, imports, jobKinds, starters, types } from './product.ts'

export interface Start {
  readonly where: Where
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly publicUrl: string | null
}
export interface Running {
  readonly address: string
  /** The address to open: with the one-time token while nobody has set the installation up. */
  readonly opens: string
  stop(): Promise<void>
}

/** Starts the product: database up, migrated, and the server listening. Throws Faults that say the way out. */
export async function start({ where, host, port, publicUrl }: Start): Promise<Running> {
  const installation = await openInstallation(where, starters)
  try {
    const { app, bound } = installation
    const listener = await listen(bound, app.log)
    const runner = await runJobs(app, jobKinds, bound)
    const house = keepHouse(app, chores)
    const server = await serve(installation, listener, publicUrl ?? `http://${shown(host)}:${port}`)
    await server.listen({ host, port }).catch((error: unknown) => {
      throw portFault(error, host, port)
    })
    const at = server.server.address()
    const address = publicUrl ?? `http://${shown(host)}:${typeof at === 'object' && at ? at.port : port}`
    const needed = await isSetupNeeded(app.db.outside)
    return {
      address,
      opens: needed ? setupAddress(app, address) : address,
      async stop() {
        house.close()
        await server.close()
        await runner.close()
        await listener.close()
        await installation.close()
      },
    }
  } catch (error) {
    await installation.close()
    throw error
  }
}

async function serve(installation: Installation, listener: Listener, publicUrl: string): Promise<FastifyInstance> {
  const { app } = installation
  const authenticate = authenticatorOf(app, { publicUrl })
  return serverOf(app, {
    handled: allRoutes(app, { sendMail: null, publicUrl }),
    authenticate,
    limits: limitsIn(process.env),
    more: (server) => mountBesides(server, { app, listener, authenticate, publicUrl }),
  })
}

/** The routes whose bodies or answers are no JSON: files, the document of the API, the socket. */
export async function mountBesides(
  server: FastifyInstance,
  given: {
    readonly app: App
    readonly listener: Listener
    readonly authenticate: Authenticate
    readonly publicUrl: string
  },
): Promise<void> {
  const { app, listener, authenticate, publicUrl } = given
  importFiles(server, app, imports, authenticate)
  serveDocuments(server, declarations)
  await liveUpdates(server, app, types, listener, authenticate, publicUrl)
}

const shown = (host: string) =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host

function portFault(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'EADDRINUSE') return new Fault('start.port_taken', { field: 'port', value: port, next: port + 1 })
  if (code === 'EACCES') return new Fault('start.port_forbidden', { field: 'port', value: port })
  if (code === 'EADDRNOTAVAIL') return new Fault('start.host_unknown', { field: 'host', value: host })
  return error
}
