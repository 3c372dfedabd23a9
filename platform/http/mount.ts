import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { ZodType } from 'zod'
import { Fault } from '#ledger/rules/fault.ts'
import { requireScope } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import { localeOf } from '#platform/text/messages.ts'
import { type Call, type Handled, type Inside, Reply } from './handled.ts'
import { invalidInput, problemOf } from './problem.ts'

export const base = '/api/v1'
/** Finds who calls: by session cookie or API key. Null where nobody is signed in. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>

interface RouteFacts {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly url: string
  readonly status: number
  readonly meta: RouteMeta
  readonly schemas: { readonly inputSchema?: ZodType; readonly outputSchema?: ZodType }
}

/** Serves contract routes as REST. Our own 150 lines: the library's handler costs a third of the throughput. */
export function mount(
  server: FastifyInstance,
  app: App,
  handled: readonly Handled[],
  authenticate: Authenticate,
): void {
  for (const one of handled) {
    const facts = factsOf(one)
    server.route({
      method: facts.method,
      url: facts.url,
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store')
        const input = inputOf(request)
        const actor = facts.meta.may === 'public' ? nobody(request) : await authenticate(request)
        if (!actor) throw new Fault('auth.required')
        const scope = requireScope(actor, facts.meta)
        const parsed = facts.schemas.inputSchema?.safeParse(input)
        if (parsed && !parsed.success) {
          return reply
            .code(422)
            .type('application/problem+json')
            .send(invalidInput(parsed.error.issues, input, localeOf(actor.locale), request.url))
        }
        const call: Call<unknown> = {
          app,
          actor,
          scope,
          db: app.db.of(actor.orgId),
          input: parsed ? parsed.data : input,
          ifMatch: versionIn(request.headers['if-match']),
          reason: headerOf(request, 'farsail-reason'),
        }
        return answer(reply, facts, app, await run(one, call, request, facts))
      },
    })
  }
}

function factsOf(one: Handled): RouteFacts {
  const def = one.procedure['~orpc']
  const route: unknown = def['route']
  if (typeof route !== 'object' || route === null) throw new Error('A route without method and path.')
  const { method, path, successStatus } = route as {
    method: RouteFacts['method']
    path: string
    successStatus?: number
  }
  // A getter builds the schemas in the first request that needs them.
  const schemas = def as RouteFacts['schemas']
  return {
    method,
    url: `${base}${path.replace(/\{(\w+)\}/g, ':$1')}`,
    status: successStatus ?? 200,
    meta: def.meta,
    schemas,
  }
}

const nobody = (request: FastifyRequest): Actor => ({
  orgId: '',
  memberId: null,
  role: 'guest',
  via: 'app',
  scopes: null,
  locale: headerOf(request, 'accept-language') ?? 'en',
  address: request.ip,
  today: '',
})

export const headerOf = (request: FastifyRequest, name: string) => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}
const versionIn = (etag: string | undefined) =>
  etag && /^(W\/)?"\d+"$/.test(etag) ? Number(etag.replace(/\D/g, '')) : null

/** Path, then query of a read or body of a write, as one object; `filter[amount][gte]=1` opens into objects. */
function inputOf(request: FastifyRequest): unknown {
  const params = isObject(request.params) ? request.params : {}
  if (request.method === 'GET') return { ...opened(isObject(request.query) ? request.query : {}), ...params }
  const body: unknown = request.body ?? {}
  return isObject(body) ? { ...body, ...params } : body
}
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function opened(query: Record<string, unknown>): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(query)) {
    const path = key.split(/[[\]]+/).filter((part) => part !== '')
    let here = input
    path.forEach((part, i) => {
      if (part === '__proto__') throw new Fault('request.unreadable', { field: key, value: part })
      if (i === path.length - 1)
        Object.defineProperty(here, part, { value, enumerable: true, writable: true, configurable: true })
      else {
        const next = Object.hasOwn(here, part) ? here[part] : undefined
        const made = isObject(next) ? next : {}
        here[part] = made
        here = made
      }
    })
  }
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, lists(value)]))
}
/** `filter[stage][in][0]=…` as clients write lists, too. */
function lists(value: unknown): unknown {
  if (!isObject(value)) return value
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key) => /^\d{1,3}$/.test(key))) return Object.values(value)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, lists(inner)]))
}

async function run(one: Handled, call: Call<unknown>, request: FastifyRequest, facts: RouteFacts): Promise<unknown> {
  const key = facts.meta.writes && facts.meta.may !== 'public' ? headerOf(request, 'idempotency-key') : null
  if (key === null || call.actor.orgId === '') return one.run(call)
  const route = `${facts.method} ${facts.url}`
  const bodyHash = createHash('sha256').update(JSON.stringify(call.input)).digest('hex')
  const actorId = call.actor.memberId ?? call.actor.orgId
  const earlier = await firstAnswer(call, actorId, route, key)
  if (earlier) {
    if (earlier.body_hash !== bodyHash) throw new Fault('idempotency.reused', { field: 'Idempotency-Key', value: key })
    return new Reply(earlier.answer, earlier.status, { 'idempotency-replayed': 'true' })
  }
  const inside: Inside = async (write, answer) => {
    // two at once: the second waits here for the first, then is answered as the first was
    await sql`insert into idempotency (org_id, actor_id, route, key, body_hash, status, answer)
      values (${call.actor.orgId}::uuid, ${actorId}::uuid, ${route}, ${key}, ${bodyHash}, ${facts.status}, ${JSON.stringify(answer)}::jsonb)`.execute(
      write.tx,
    )
  }
  try {
    return await one.run(call, inside)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'record.not_unique') throw error
    const other = await firstAnswer(call, actorId, route, key)
    if (other?.body_hash !== bodyHash) throw error
    return new Reply(other.answer, other.status, { 'idempotency-replayed': 'true' })
  }
}

interface FirstAnswer {
  body_hash: string
  status: number
  answer: unknown
}
async function firstAnswer(
  call: Call<unknown>,
  actorId: string,
  route: string,
  key: string,
): Promise<FirstAnswer | undefined> {
  if (key.length > 255)
    throw new Fault('idempotency.too_long', { field: 'Idempotency-Key', value: key.slice(0, 50), most: 255 })
  const { rows } = await sql<FirstAnswer>`select body_hash, status, answer from idempotency
    where org_id = ${call.actor.orgId}::uuid and actor_id = ${actorId}::uuid and route = ${route} and key = ${key}`.execute(
    call.db,
  )
  return rows[0]
}

function answer(reply: FastifyReply, facts: RouteFacts, app: App, given: unknown): FastifyReply {
  const made = given instanceof Reply ? given : new Reply(given, facts.status)
  if (app.checkAnswers && made.status < 300 && facts.schemas.outputSchema) {
    const checked = facts.schemas.outputSchema.safeParse(made.body)
    if (!checked.success) throw new Error(`${facts.url} answers otherwise than it says: ${checked.error.message}`)
  }
  reply.code(made.status).headers(made.headers)
  const version = isObject(made.body) && typeof made.body['version'] === 'number' ? made.body['version'] : null
  if (version !== null) reply.header('etag', `"${version}"`)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(made.body ?? null))
}

/** Faults become problems; anything else is logged and answered without its inside. */
export function answerErrors(server: FastifyInstance, app: App): void {
  server.setNotFoundHandler((request, reply) =>
    sendFault(reply, request, new Fault('route.not_found', { value: request.url })),
  )
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof Fault) return sendFault(reply, request, error)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const known: { readonly [code: string]: string } = {
      FST_ERR_CTP_INVALID_JSON_BODY: 'request.unreadable',
      FST_ERR_CTP_EMPTY_JSON_BODY: 'request.unreadable',
      FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
      FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.media_type',
      ECONNREFUSED: 'database.unreachable',
      ENOENT: 'database.unreachable',
      '57P01': 'database.unreachable',
      '57P03': 'database.unreachable',
    }
    const fault = known[code]
    if (fault === 'database.unreachable') reply.header('retry-after', '2')
    if (fault) return sendFault(reply, request, new Fault(fault, { value: '' }))
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
    if (status === 429) return sendFault(reply, request, new Fault('request.too_many', {}))
    app.log.error({ err: error, url: request.url }, 'request failed')
    return sendFault(reply, request, new Fault('request.failed', { value: request.id }), 500)
  })
}

function sendFault(reply: FastifyReply, request: FastifyRequest, fault: Fault, status?: number): FastifyReply {
  const made = problemOf(fault, localeOf(headerOf(request, 'accept-language')), request.url)
  const final = status ? { ...made, status } : made
  const wait = fault.details['retryAfter']
  if (typeof wait === 'number') reply.header('retry-after', String(wait))
  return reply.code(final.status).type('application/problem+json').send(JSON.stringify(final))
}
