import { once } from 'node:events'
import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Fault } from '#ledger/rules/fault.ts'
import { authenticatorOf } from '#platform/auth/server/authentication.ts'
import { isSetupNeeded, setupAddress } from '#platform/auth/server/setUp.ts'
import { superviseWorkers } from '#platform/cli/workers.ts'
import type { App } from '#platform/config/context.ts'
import { type Installation, noteAddress, openInstallation, type Where } from '#platform/config/installation.ts'
import { fileDownloads } from '#platform/files/server/downloads.ts'
import { type FileLimits, fileLimitsIn } from '#platform/files/server/limits.ts'
import { fileUploads } from '#platform/files/server/uploads.ts'
import { serveDocuments } from '#platform/http/documents.ts'
import type { Authenticate } from '#platform/http/mount.ts'
import { limitsIn } from '#platform/http/rateLimit.ts'
import { serverOf } from '#platform/http/server.ts'
import { trustedIn } from '#platform/http/trustProxy.ts'
import { importFiles } from '#platform/import/server/files.ts'
import { keepHouse } from '#platform/jobs/housekeeping.ts'
import { runJobs } from '#platform/jobs/runner.ts'
import { type Listener, listen } from '#platform/live/listener.ts'
import { liveUpdates } from '#platform/live/socket.ts'
import { sendKept } from '#platform/mail/sendKept.ts'
import { mailerBy, mailServerIn } from '#platform/mail/smtp.ts'
import { demoPath, openDemo } from '#sample/server/index.ts'
import { allRoutes, chores, declarations, imports, jobKinds, starters, types, withFiles } from './product.ts'

export interface Start {
  readonly where: Where
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly publicUrl: string | null
  /** One of several processes on one database, whose house another one keeps. */
  readonly isWorker?: boolean
  /** The sample company, in a language, open to whoever reaches the address. */
  readonly demo?: Demo | null
}
export interface Demo {
  readonly language: 'zh-CN' | 'en'
  /** In hundredths. */
  readonly onProgress: (percent: number) => void
}
export interface Running {
  readonly address: string
  /** The address to open: with the one-time token while nobody has set the installation up. */
  readonly opens: string
  stop(): Promise<void>
}

/** Starts the product: database up, migrated, and the server listening. Throws Faults that say the way out. */
export async function start(given: Start): Promise<Running> {
  const { where, host, publicUrl, isWorker = false } = given
  const ends = new AsyncDisposableStack()
  try {
    const port = isWorker ? given.port : await freePort(host, given.port)
    const installation = await openInstallation(where, starters)
    ends.defer(() => installation.close())
    const { app, bound } = installation
    if (!isWorker) await opened(app, given)
    const listener = await listen(bound, app.log)
    ends.defer(() => listener.close())
    const runner = await runJobs(app, jobKinds, bound)
    ends.defer(() => runner.close())
    const server = await serve(installation, listener, publicUrl ?? `http://${shown(host)}:${port}`)
    ends.defer(() => server.close())
    await server.listen({ host, port }).catch((error: unknown) => {
      throw portFault(error, host, port)
    })
    if (!isWorker) houseKept(app, ends)
    const at = server.server.address()
    return await running(app, given, typeof at === 'object' && at ? at.port : port, ends)
  } catch (error) {
    await ends.disposeAsync()
    throw error
  }
}

/**
 * Starts several server processes that share a port and the database, which this process opens, migrates and keeps. A
 * process that dies is started again. Throws what `start` throws, and Fault `start.worker_failed`.
 */
export async function startWorkers(given: Start, count: number): Promise<Running> {
  const { where, host, port } = given
  const ends = new AsyncDisposableStack()
  try {
    await freePort(host, port)
    const { app, url, close } = await openInstallation(where, starters)
    ends.defer(close)
    await opened(app, given)
    const workers = await superviseWorkers(count, { DATABASE_URL: url }, app.log)
    ends.defer(() => workers.stop())
    houseKept(app, ends)
    return await running(app, given, workers.port, ends)
  } catch (error) {
    await ends.disposeAsync()
    throw error
  }
}

async function opened(app: App, { demo }: Start): Promise<void> {
  if (!demo) return
  const onProgress = (done: number, total: number) => demo.onProgress(Math.floor((done * 100) / total))
  await openDemo(app, demo.language, { onProgress })
}

function houseKept(app: App, ends: AsyncDisposableStack): void {
  const send = mailerBy(mailServerIn(process.env))
  const again = send === null ? [] : [sendKept(send)]
  const house = keepHouse(app, { ...chores, forInstallation: [...chores.forInstallation, ...again] })
  ends.defer(() => house.close())
}

async function running(
  app: App,
  { where, host, publicUrl, isWorker, demo }: Start,
  port: number,
  ends: AsyncDisposableStack,
): Promise<Running> {
  const address = publicUrl ?? `http://${shown(host)}:${port}`
  if (!isWorker) ends.defer(noteAddress(where.dataDir, address))
  if (demo) return { address, opens: `${address}${demoPath}`, stop: () => ends.disposeAsync() }
  const opens = (await isSetupNeeded(app.db.outside)) ? setupAddress(app, address) : address
  return { address, opens, stop: () => ends.disposeAsync() }
}

/** The port that links name, asked for before anything is made or begun; 0 takes a free one. */
async function freePort(host: string, port: number): Promise<number> {
  const server = createServer()
  const free = once(server, 'listening')
  server.listen({ host, port })
  await free.catch((error: unknown) => {
    throw portFault(error, host, port)
  })
  const at = server.address()
  await new Promise((done) => server.close(done))
  return typeof at === 'object' && at ? at.port : port
}

async function serve(installation: Installation, listener: Listener, publicUrl: string): Promise<FastifyInstance> {
  const { app } = installation
  const authenticate = authenticatorOf(app, { publicUrl })
  return serverOf(app, {
    handled: allRoutes(app, { sendMail: mailerBy(mailServerIn(process.env)), publicUrl }),
    authenticate,
    limits: limitsIn(process.env),
    trusts: trustedIn(process.env),
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
    readonly limits?: FileLimits
  },
): Promise<void> {
  const { app, listener, authenticate, publicUrl, limits = fileLimitsIn(process.env) } = given
  importFiles(server, app, imports, authenticate)
  fileUploads(server, { app, types: withFiles, limits, authenticate })
  fileDownloads(server, { app, types: withFiles, authenticate })
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
