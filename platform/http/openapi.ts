import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { AnyDeclaration } from '#platform/record/record.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import { isObject } from './input.ts'
import { besides, csvContent } from './openapiBeside.ts'
import { exampleOf, type JsonSchema } from './openapiExample.ts'
import { exportParametersOf, listParameters, listParametersOf } from './openapiLists.ts'
import {
  answerHeaders,
  headers,
  type NamedSchema,
  named,
  namedSchemas,
  refusalFor,
  refusalResponses,
} from './openapiParts.ts'

export interface Described {
  readonly contracts: AnyContractRouter
  readonly declarations: readonly AnyDeclaration[]
  /** Schemas of answers that stand in the document under a name. */
  readonly answers: readonly NamedSchema[]
}
export interface OpenapiDocument {
  readonly openapi: string
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: { readonly [kind: string]: { readonly [name: string]: unknown } }
  readonly [part: string]: unknown
}
export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly parameters?: readonly unknown[]
  readonly requestBody?: unknown
  readonly responses: { readonly [status: string]: unknown }
  readonly security?: readonly unknown[]
}

/** The document of the public API: made from the contracts, with what the library does not know of them. */
export async function openapiOf({ contracts, declarations, answers }: Described): Promise<OpenapiDocument> {
  const converter = new ZodToJsonSchemaConverter()
  const generator = new OpenAPIGenerator({ schemaConverters: [converter] })
  const made = await generator.generate(contracts, { info: { title: 'Farsail', version: '1' } })
  const known = [...answers, ...namedSchemas(declarations)].map(({ name, schema, strategy }) => {
    return { name, schema: plainJson(converter.convert(schema, { strategy })[1]) }
  })
  const byText = new Map(known.map(({ name, schema }) => [JSON.stringify(schema), name]))
  byText.set('{}', 'Json')
  const schemas = Object.fromEntries(
    known.map(({ name, schema }) => [name, name === 'Json' ? anyJson : named(schema, byText, name)]),
  )
  const parts = new Map(
    Object.entries(schemas).flatMap(([name, schema]) => (isObject(schema) ? [[name, schema] as const] : [])),
  )
  const routes = routesIn(contracts)
  const paths = pathsOf(plainJson(made.paths ?? {}), { declarations, parts, routes, byText })
  return {
    openapi: '3.1.1',
    info: {
      title: 'Farsail',
      version: '1',
      description: conventions,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { apiKey: [] }],
    tags: [...new Set([...routes.values()].map(({ tag }) => tag)), 'live'].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes,
      schemas: usedOf(parts, paths),
      headers: answerHeaders,
      parameters: { ...headers, ...listParameters },
      responses: refusalResponses(),
    },
  }
}

const conventions = [
  'Days `2026-11-24`, instants RFC 3339 in UTC, money `{"amount": "1234.50", "currency": "CNY"}`, shares and rates as decimal texts.',
  'Absent is `null`, and `null` is never 0. Refusals are problem documents (RFC 9457) that name each field and the way out.',
  'Writes take an `Idempotency-Key`; records carry an `ETag`, and `If-Match` guards against overwriting.',
  'Lists are paged by `nextCursor`. Fields are added to answers within v1, and none is removed.',
].join('\n')

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: 'farsail_session', description: 'The cookie of the web app.' },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'fsk_…',
    description: 'An API key of one organisation, with scopes.',
  },
}
const anyJson: JsonSchema = { description: 'Any JSON.', example: null }

/** The parts that something refers to, directly or through another. */
function usedOf(parts: ReadonlyMap<string, JsonSchema>, paths: object): Record<string, JsonSchema> {
  const used = new Map<string, JsonSchema>([['Problem', parts.get('Problem') ?? {}]])
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const part = parts.get(name)
      if (!part) throw new Error(`Nothing is named ${name}.`)
      if (used.has(name)) continue
      used.set(name, part)
      visit(part)
    }
  }
  visit([...used.values(), paths])
  return Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** JSON and nothing else: what is undefined goes. */
function plainJson(value: object): Record<string, unknown> {
  const parsed: unknown = JSON.parse(JSON.stringify(value))
  return isObject(parsed) ? parsed : {}
}

interface RouteFacts {
  readonly meta: RouteMeta
  readonly tag: string
}
interface Describing {
  readonly declarations: readonly AnyDeclaration[]
  readonly parts: ReadonlyMap<string, JsonSchema>
  readonly routes: ReadonlyMap<string, RouteFacts>
  readonly byText: ReadonlyMap<string, string>
}

/** What routes say of themselves, by method and path. */
function routesIn(router: AnyContractRouter): Map<string, RouteFacts> {
  const found = new Map<string, RouteFacts>()
  const visit = (one: unknown): void => {
    if (isContractProcedure(one)) {
      const { route, meta } = one['~orpc']
      found.set(`${route.method} ${route.path}`, { meta: metaIn(meta), tag: route.tags?.[0] ?? '' })
    } else if (isObject(one)) for (const part of Object.values(one)) visit(part)
  }
  visit(router)
  return found
}
function metaIn(meta: object): RouteMeta {
  const scope: unknown = Reflect.get(meta, 'scope')
  const may: unknown = Reflect.get(meta, 'may')
  const text = (name: string) => {
    const value: unknown = Reflect.get(meta, name)
    return typeof value === 'string' ? { [name]: value } : {}
  }
  return {
    may: may === 'public' || may === 'everyone' ? may : {},
    writes: Reflect.get(meta, 'writes') === true,
    scope: typeof scope === 'string' ? scope : '',
    ...text('type'),
    ...text('action'),
    ...('owner' in meta ? { owner: null } : {}),
    ...('answers' in meta && meta.answers === 'csv' ? { answers: meta.answers } : {}),
  }
}

function pathsOf(made: Record<string, unknown>, describing: Describing): OpenapiDocument['paths'] {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const [path, methods] of Object.entries(made)) {
    if (!isObject(methods)) continue
    for (const [method, operation] of Object.entries(methods)) {
      const facts = describing.routes.get(`${method.toUpperCase()} ${path}`)
      if (!facts || !isObject(operation)) throw new Error(`${method} ${path} is in no contract.`)
      paths[path] = { ...paths[path], [method]: operationOf(path, method, operation, facts, describing) }
    }
  }
  for (const { method, path, scope, operation } of besides) {
    const open = path === '/openapi.json' || path === '/docs' ? { security: [] } : {}
    const refused = refusalsOf(path, method, { may: 'everyone', writes: false, scope: scope ?? '' })
    paths[path] = {
      ...paths[path],
      [method]: { ...operation, ...open, responses: { ...operation.responses, ...(scope === null ? {} : refused) } },
    }
  }
  return paths
}

function operationOf(
  path: string,
  method: string,
  made: Record<string, unknown>,
  { meta }: RouteFacts,
  describing: Describing,
): Operation {
  const own = Array.isArray(made['parameters']) ? made['parameters'] : []
  const given = recordParametersOf(path, method, meta, describing) ?? own.map((one) => parameterOf(one, describing))
  const body = bodyOf(made['requestBody'], describing)
  return {
    operationId: String(made['operationId']),
    summary: String(made['summary']),
    description: neededFor(meta),
    tags: Array.isArray(made['tags']) ? made['tags'].map(String) : [],
    parameters: [...given, ...headersOf(path, method, meta)],
    ...(body === null ? {} : { requestBody: body }),
    responses: { ...answersOf(made['responses'], meta, describing), ...refusalsOf(path, method, meta) },
    ...(meta.may === 'public' ? { security: [] } : {}),
  }
}

/** The filters and orders of a list and of its file, which the contract knows as one object. */
function recordParametersOf(path: string, method: string, meta: RouteMeta, { declarations }: Describing) {
  const declaration = declarations.find((one) => method === 'get' && meta.type === one.type)
  if (path === `/${declaration?.path}` && declaration) return listParametersOf(declaration)
  return path === `/${declaration?.path}/export` && declaration ? exportParametersOf(declaration) : null
}

function neededFor(meta: RouteMeta): string {
  if (meta.may === 'public') return 'For everybody, signed in or not.'
  const key = `An API key needs the scope \`${meta.scope}\`.`
  return meta.type && meta.action ? `Needs the permission \`${meta.type}.${meta.action}\`. ${key}` : key
}

function parameterOf(given: unknown, { parts, byText }: Describing): unknown {
  if (!isObject(given)) return given
  const { allowEmptyValue: _, allowReserved: __, ...kept } = given
  const schema = named(given['schema'], byText)
  const example =
    isObject(schema) && kept['in'] === 'path' ? { example: exampleOf(schema, parts, String(kept['name'])) } : {}
  return { ...kept, schema, ...example }
}

function bodyOf(made: unknown, describing: Describing): unknown {
  const schema = schemaIn(made, describing)
  if (schema === null) return null
  const required = isObject(made) && made['required'] === true
  return { required, content: { 'application/json': { schema, example: exampleOf(schema, describing.parts) } } }
}

function answersOf(made: unknown, meta: RouteMeta, describing: Describing): Record<string, unknown> {
  if (!isObject(made)) return {}
  const limits = { RateLimit: headerRef('RateLimit'), 'RateLimit-Policy': headerRef('RateLimitPolicy') }
  return Object.fromEntries(
    Object.entries(made).map(([status, answer]) => {
      const schema = schemaIn(answer, describing) ?? {}
      const isRecord =
        meta.owner !== undefined && typeof schema['$ref'] === 'string' && !schema['$ref'].endsWith('Page')
      const description = status === '201' ? 'Made.' : status === '202' ? 'Begun: ask the job how far it is.' : 'Done.'
      const content =
        meta.answers === 'csv'
          ? csvContent
          : { 'application/json': { schema, example: exampleOf(schema, describing.parts) } }
      return [
        status,
        { description, headers: { ...(isRecord ? { ETag: headerRef('ETag') } : {}), ...limits }, content },
      ]
    }),
  )
}
const headerRef = (name: keyof typeof answerHeaders) => ({ $ref: `#/components/headers/${name}` })

function schemaIn(made: unknown, { byText }: Describing): JsonSchema | null {
  const content = isObject(made) ? made['content'] : null
  const json = isObject(content) ? content['application/json'] : null
  const schema = isObject(json) ? named(json['schema'], byText) : null
  return isObject(schema) ? schema : null
}

function headersOf(path: string, method: string, meta: RouteMeta): unknown[] {
  const takes: (keyof typeof headers)[] = ['AcceptLanguage']
  if (meta.may !== 'public') takes.push('FarsailOrg')
  if (meta.may !== 'public' && meta.writes) takes.push('FarsailReason')
  if (keepsAnswers(meta)) takes.push('IdempotencyKey')
  if (meta.action !== 'invite' && meta.owner !== undefined && meta.writes && path.includes('{id}') && method !== 'get')
    takes.push('IfMatch')
  return takes.map((name) => ({ $ref: `#/components/parameters/${name}` }))
}

/** What holds a secret is never kept for a request that comes again. */
function keepsAnswers(meta: RouteMeta): boolean {
  return meta.may !== 'public' && meta.writes && meta.action !== 'invite' && !/^(session|api-keys):/.test(meta.scope)
}

function refusalsOf(path: string, method: string, meta: RouteMeta): Record<string, unknown> {
  const statuses = ['400', '422', '429', '503']
  if (meta.may !== 'public') statuses.push('401', '403')
  if (path.includes('{')) statuses.push('404')
  if (method !== 'get') statuses.push('409', '413', '415')
  if (meta.owner !== undefined && meta.writes && path.includes('{id}')) statuses.push('412')
  return Object.fromEntries(statuses.sort().map((status) => [status, refusalFor(status)]))
}
