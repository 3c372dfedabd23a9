import type { FastifyRequest } from 'fastify'
import { Fault } from '#ledger/rules/fault.ts'

type Values = Record<string, unknown>

/**
 * Path, then query of a read or body of a write, as one object; `filter[amount][gte]=1` opens into objects. Throws Faults
 * `request.unreadable` (400), `request.media_type` (415), `request.path_differs`.
 */
export function inputOf(request: FastifyRequest): unknown {
  const params = isObject(request.params) ? request.params : {}
  if (request.method === 'GET' || request.method === 'HEAD') {
    return { ...opened(isObject(request.query) ? request.query : {}), ...params }
  }
  requireJson(request)
  const body: unknown = request.body ?? {}
  if (!isObject(body)) return body
  for (const [name, value] of Object.entries(params)) {
    if (Object.hasOwn(body, name) && body[name] !== value) {
      throw new Fault('request.path_differs', { field: name, value: String(body[name]), address: String(value) })
    }
  }
  return { ...body, ...params }
}

export function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Other formats have routes of their own. */
function requireJson(request: FastifyRequest): void {
  const type = request.headers['content-type']
  if (type === undefined || /^application\/([\w.-]+\+)?json\b/i.test(type)) return
  throw new Fault('request.media_type', { field: 'Content-Type', value: type.slice(0, 100) })
}

const deepest = 4

function opened(query: Values): Values {
  const input: Values = {}
  for (const [key, value] of Object.entries(query)) {
    const path = key.split(/[[\]]+/).filter((part) => part !== '')
    const isStrange = path.length > deepest || path.includes('__proto__')
    const last = path.pop()
    if (last === undefined || isStrange) throw new Fault('request.unreadable', { field: key, value: key })
    let here = input
    for (const part of path) {
      const next = here[part]
      const made: Values = isObject(next) ? next : {}
      here[part] = made
      here = made
    }
    here[last] = value
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
