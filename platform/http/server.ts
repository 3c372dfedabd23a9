import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import statics from '@fastify/static'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { App } from '#platform/config/context.ts'
import { answerError, answerErrors } from './errors.ts'
import type { Handled } from './handled.ts'
import { type Authenticate, mount } from './mount.ts'
import { type RequestCounter, type RequestLimits, requestCounter, usualLimits } from './rateLimit.ts'
import type { TrustedProxies } from './trustProxy.ts'

const bodyMax = 5 * 1024 * 1024
const dist = new URL('../../dist/web', import.meta.url).pathname
const assets = `${dist}/assets/`

export interface Serving {
  readonly handled: readonly Handled[]
  readonly authenticate: Authenticate
  /** Routes that are not JSON: uploads, downloads, the socket. */
  readonly more?: (server: FastifyInstance) => Promise<void> | void
  readonly limits?: RequestLimits
  readonly trusts?: TrustedProxies
}

/** The HTTP server: API, then the web app's files; every other address is a page of the app. */
export async function serverOf(app: App, serving: Serving): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = app.log
  const server = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyMax,
    trustProxy: serving.trusts ?? false,
    genReqId: requestIds(),
    routerOptions: { maxParamLength: 500 },
    // a closing server still answers what is on its way; new connections find nobody
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      answerError(app, error, request, reply)
    },
  })
  readJson(server)
  endConnections(server)
  await server.register(cookie)
  await server.register(multipart, { limits: { fileSize: 2 * 1024 ** 3, files: 1 } })
  answerErrors(server, app)
  const counter = await requestCounter(server, serving.limits ?? usualLimits)
  mount(server, app, serving.handled, serving.authenticate, counter)
  await server.register(async (inside) => {
    await protect(inside)
    inside.addHook('preHandler', countFor(serving.authenticate, counter))
    await serving.more?.(inside)
  })
  if (existsSync(dist)) {
    await server.register(async (pages) => {
      await protect(pages)
      await servePages(pages)
    })
  }
  return server
}

/** What pages may do in a browser. */
async function protect(pages: FastifyInstance): Promise<void> {
  await pages.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // the component library sets style attributes
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
}

/** Routes beside the contracts' ask themselves who calls; before that, and before a body is read, the call is counted. */
function countFor(authenticate: Authenticate, counter: RequestCounter) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const actor = await authenticate(request).catch(() => null)
    await counter.count(request, reply, actor)
  }
}

/** Of this process and no other; random bytes for each request would cost more than the rest of what is done for its id. */
function requestIds(): () => string {
  const process = randomBytes(5).toString('hex')
  let n = 0
  return () => `${process}-${(++n).toString(36)}`
}

/** A connection that is kept alive would hold up the end for as long as it is kept. */
function endConnections(server: FastifyInstance): void {
  let isClosing = false
  server.addHook('preClose', (done) => {
    isClosing = true
    done()
  })
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
}

/** JSON and nothing else, but where a route says so; a body that is announced and empty is none. */
function readJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser(['application/json', 'text/plain'])
  server.addContentTypeParser(/^application\/([\w.-]+\+)?json\b/i, { parseAs: 'string' }, (request, body, done) => {
    const text = String(body)
    if (text === '') done(null, undefined)
    else parse(request, text, done)
  })
}

async function servePages(server: FastifyInstance): Promise<void> {
  await server.register(statics, {
    root: dist,
    wildcard: false,
    preCompressed: true,
    index: false,
    cacheControl: false,
    // the build names assets by their content; what keeps its name (icon, manifest) is asked for anew
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  server.get('/*', (request, reply) => {
    // an asset of an older build is gone, and no page stands in for it
    if (/^\/(api|assets)\//.test(request.url)) return reply.callNotFound()
    return reply.sendFile('index.html')
  })
}
