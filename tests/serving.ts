import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Handled } from '#platform/http/handled.ts'
import type { Authenticate } from '#platform/http/mount.ts'
import type { RequestLimits } from '#platform/http/rateLimit.ts'
import { serverOf } from '#platform/http/server.ts'
import { allRoutes } from '../product.ts'
import { appForTests, type TestApp } from './harness.ts'

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly bytes: Buffer
  readonly headers: LightMyRequestResponse['headers']
}
type Headers = Readonly<Record<string, string>>
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Somebody who calls the public API. Paths without `/api/v1`. */
export interface Caller {
  send(method: Method, path: string, body?: unknown, headers?: Headers): Promise<Answer>
  get(path: string, headers?: Headers): Promise<Answer>
  post(path: string, body?: unknown, headers?: Headers): Promise<Answer>
  patch(path: string, body?: unknown, headers?: Headers): Promise<Answer>
  delete(path: string, headers?: Headers): Promise<Answer>
}
export interface Served extends TestApp {
  readonly server: () => FastifyInstance
  readonly as: (actor: Actor) => Caller
  /** Nobody is signed in. */
  readonly nobody: Caller
}

const actors = new Map<string, Actor>()
/** Takes the caller from a header: how people sign in is tested where that is done. */
export const byHeader: Authenticate = async (request) => actors.get(String(request.headers['x-actor'])) ?? null

const noLimits: RequestLimits = { known: null, unknown: null }
/** The whole product served in process, with `more` routes of the test's own. Call it at the file's top. */
export function productServed(limits: RequestLimits = noLimits, more: readonly Handled[] = []): Served {
  const test = appForTests()
  let running: FastifyInstance | null = null
  const server = () => {
    if (running === null) throw new Error('The server runs in tests only.')
    return running
  }
  beforeAll(async () => {
    running = await serverFor(test.app, limits, more)
  })
  afterAll(() => running?.close())
  return { ...test, server, as: (actor) => callerOf(server, nameOf(actor)), nobody: callerOf(server, null) }
}

export function serverFor(app: App, limits: RequestLimits, more: readonly Handled[] = []): Promise<FastifyInstance> {
  const handled = [...allRoutes(app, { sendMail: null, publicUrl: 'http://farsail.test' }), ...more]
  return serverOf(app, { handled, authenticate: byHeader, limits })
}

export function nameOf(actor: Actor): string {
  const name = JSON.stringify([
    actor.orgId,
    actor.memberId,
    actor.role,
    actor.via,
    [...(actor.scopes ?? [])],
    actor.locale,
    actor.today,
  ])
  actors.set(name, actor)
  return name
}

function callerOf(server: () => FastifyInstance, name: string | null): Caller {
  const send: Caller['send'] = async (method, path, body, headers = {}) => {
    const response = await server().inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(name === null ? {} : { 'x-actor': name }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return {
      status: response.statusCode,
      body: read(response.body),
      bytes: response.rawPayload,
      headers: response.headers,
    }
  }
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** `at(body, 'items.0.name')`: a part of an answer, undefined where it isn't there. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, name) => {
    return typeof here === 'object' && here !== null ? Reflect.get(here, name) : undefined
  }, value)
}
export function textAt(value: unknown, path: string): string {
  const found = at(value, path)
  if (typeof found !== 'string') throw new Error(`No text at ${path} of ${JSON.stringify(value)}`)
  return found
}
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path)
  if (!Array.isArray(found)) throw new Error(`No list at ${path} of ${JSON.stringify(value)}`)
  return found
}
/** The code of the first problem that an answer names. */
export const codeOf = (answer: Answer) => at(answer.body, 'errors.0.code')
