import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodType } from 'zod'
import { Fault } from '#ledger/rules/fault.ts'
import { requireScope } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import { answerHeaders } from './answerHeaders.ts'
import { attach } from './attach.ts'
import { sendProblem } from './errors.ts'
import { type Call, FileReply, type Handled, Reply } from './handled.ts'
import { once } from './idempotency.ts'
import { inputOf, isObject } from './input.ts'
import { localeFor, speaking } from './language.ts'
import { invalidInput } from './problem.ts'
import type { RequestCounter } from './rateLimit.ts'

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

/** Serves contract routes as REST. Our own mount: the library's handler costs a third of the throughput. */
export function mount(
  server: FastifyInstance,
  app: App,
  handled: readonly Handled[],
  authenticate: Authenticate,
  counter: RequestCounter,
): void {
  for (const one of handled) {
    const facts = factsOf(one)
    server.route({
      method: facts.method,
      url: facts.url,
      handler: async (request, reply) => {
        reply.headers(answerHeaders)
        const actor = await callerOf(request, reply, facts.meta, authenticate, counter)
        const scope = requireScope(actor, facts.meta)
        const input = inputOf(request)
        const parsed = facts.schemas.inputSchema?.safeParse(input)
        if (parsed && !parsed.success) {
          return sendProblem(reply, invalidInput(parsed.error.issues, input, localeFor(request), request.url))
        }
        const call: Call<unknown> = {
          app,
          actor,
          scope,
          db: app.db.of(actor.orgId),
          input: parsed ? parsed.data : input,
          ifMatch: versionIn(headerOf(request, 'if-match')),
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

/** Throws Faults `auth.required` (401), `request.too_many` (429). */
async function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  meta: RouteMeta,
  authenticate: Authenticate,
  counter: RequestCounter,
): Promise<Actor> {
  const known = meta.may === 'public' ? null : await knownCaller(request, reply, authenticate, counter)
  await counter.count(request, reply, known)
  if (known) return speaking(request, known)
  if (meta.may !== 'public') throw new Fault('auth.required')
  return speaking(request, nobody(request))
}

/** Wrong keys count like no key at all. */
async function knownCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  authenticate: Authenticate,
  counter: RequestCounter,
): Promise<Actor | null> {
  try {
    return await authenticate(request)
  } catch (error) {
    if (error instanceof Fault) await counter.count(request, reply, null)
    throw error
  }
}

const nobody = (request: FastifyRequest): Actor => ({
  orgId: '',
  memberId: null,
  role: 'guest',
  via: 'app',
  scopes: null,
  locale: 'en',
  address: request.ip,
  today: '',
})

export const headerOf = (request: FastifyRequest, name: string) => {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** The version that must stand for a write to go on. Throws Fault `request.if_match_unreadable` (400). */
function versionIn(ifMatch: string | null): number | null {
  if (ifMatch === null || ifMatch === '*') return null
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch) ?? []
  if (version === undefined)
    throw new Fault('request.if_match_unreadable', { field: 'If-Match', value: ifMatch.slice(0, 100) })
  return Number(version)
}

function run(one: Handled, call: Call<unknown>, request: FastifyRequest, facts: RouteFacts): Promise<unknown> {
  const key = facts.meta.writes && facts.meta.may !== 'public' ? headerOf(request, 'idempotency-key') : null
  if (key === null) return one.run(call)
  return once(one, call, key, { meta: facts.meta, route: `${facts.method} ${facts.url}`, status: facts.status })
}

function answer(reply: FastifyReply, facts: RouteFacts, app: App, given: unknown): FastifyReply {
  if (given instanceof FileReply) return attach(reply, given.name).send(given.content)
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
