import { z } from 'zod'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { pageOf } from '#platform/record/resource.ts'
import { id, moneySchema, schemasOf } from '#platform/record/schemas.ts'
import { isObject } from './input.ts'
import type { JsonSchema } from './openapiExample.ts'
import type { Problem } from './problem.ts'

/** What stands once in the document and is referred to: schemas by name, headers, refusals. */
export interface NamedSchema {
  readonly name: string
  readonly schema: z.ZodType
  readonly strategy: 'input' | 'output'
}

const problemSchema: z.ZodType<Problem> = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(
    z.object({
      path: z.string(),
      value: z.unknown(),
      code: z.string(),
      message: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})

const pascal = (type: string) => `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`

/** Larger ones first: what they hold is found in them afterwards. */
export function namedSchemas(declarations: readonly AnyDeclaration[]): NamedSchema[] {
  const types = new Set(declarations.map(({ type }) => pascal(type)))
  const ofTypes = declarations.flatMap((declaration): NamedSchema[] => {
    const { record, create, change } = schemasOf(declaration)
    const name = pascal(declaration.type)
    return [
      { name: `${name}Page`, schema: pageOf(record), strategy: 'output' },
      { name, schema: record, strategy: 'output' },
      { name: `New${name}`, schema: create, strategy: 'input' },
      // a change of a target may be a record of its own
      { name: types.has(`${name}Change`) ? `${name}Edit` : `${name}Change`, schema: change, strategy: 'input' },
    ]
  })
  return [
    ...ofTypes,
    { name: 'Problem', schema: problemSchema, strategy: 'output' },
    { name: 'Money', schema: moneySchema, strategy: 'output' },
    { name: 'Json', schema: z.json(), strategy: 'output' },
    { name: 'Id', schema: id, strategy: 'output' },
  ]
}

const header = (name: string, description: string, schema: JsonSchema) => ({
  name,
  in: 'header',
  description,
  schema,
  required: false,
})
const text = (example: string): JsonSchema => ({ type: 'string', example })

/** Headers of requests. */
export const headers = {
  AcceptLanguage: header('Accept-Language', 'The language of messages and names: `en` or `zh-CN`.', text('zh-CN')),
  FarsailOrg: header(
    'Farsail-Org',
    'Another of one’s own organisations, by slug or id; with a session only.',
    text('haiyue'),
  ),
  FarsailReason: header(
    'Farsail-Reason',
    'Why: it stands in the history of what is changed.',
    text('asked for by the customer'),
  ),
  IdempotencyKey: header(
    'Idempotency-Key',
    'Kept for 48 hours: the same body under the key is answered as the first time, another body with 409.',
    { type: 'string', minLength: 1, maxLength: 255, example: '7c0f6f0e-win-nordwind' },
  ),
  IfMatch: header('If-Match', 'The `ETag` that the record came with: 412 where another version stands.', text('"3"')),
} as const

/** Headers of answers. */
export const answerHeaders = {
  ETag: { description: 'The version of the record, for `If-Match`.', schema: text('"3"') },
  RateLimit: {
    description: 'What is left of the quota, and for how many seconds.',
    schema: text('"known";r=239999;t=60'),
  },
  RateLimitPolicy: { description: 'The quota: requests and seconds.', schema: text('"known";q=240000;w=60') },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', example: 2 } },
} as const

const refusals: { readonly [status: string]: readonly [name: string, description: string, code: string] } = {
  400: ['Unreadable', 'The request can’t be read, or asks a list for what it can’t do.', 'list.sort_unknown'],
  401: ['SignInFirst', 'Nobody is signed in, or the API key has ended.', 'auth.required'],
  403: ['NotAllowed', 'The role or the key lacks a permission, which is named.', 'access.forbidden'],
  404: ['NotFound', 'It is not there, or the caller may not know of it.', 'record.not_found'],
  409: [
    'Conflict',
    'It doesn’t fit what stands: the deal is closed, the value is taken, the key was used for another body.',
    'record.not_unique',
  ],
  412: ['ChangedMeanwhile', 'Another version stands than `If-Match` names.', 'record.stale'],
  413: ['TooLarge', 'The body is too large.', 'request.too_large'],
  415: ['UnknownFormat', 'The body is no JSON.', 'request.media_type'],
  422: ['NotAccepted', 'Understood, but not valid: every field that is wrong, with the way out.', 'field.required'],
  429: ['TooManyRequests', 'The quota is used up.', 'request.too_many'],
  503: ['NotAvailableNow', 'The database is away.', 'database.unreachable'],
}

/** The refusals as answers by name, each with an example. */
export function refusalResponses(): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(refusals).map(([status, [name, description, code]]) => {
      const waits = status === '429' || status === '503'
      const example = {
        type: `https://farsail.example/problems/${code}`,
        title: description.split(/[,.:]/)[0],
        status: Number(status),
        detail: description,
        instance: '/api/v1/deals',
        errors: [{ path: '', value: null, code, message: description }],
      }
      const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } }
      const more = waits ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } } : {}
      return [name, { description, ...more, content }]
    }),
  )
}
export function refusalFor(status: string): { readonly $ref: string } {
  const found = refusals[status]
  if (!found) throw new Error(`No refusal ${status}.`)
  return { $ref: `#/components/responses/${found[0]}` }
}

/** Puts references in place of what has a name, as deep as it goes; sizes of whole numbers that say nothing go. */
export function named(value: unknown, byText: ReadonlyMap<string, string>, self = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, byText))
  if (!isObject(value)) return value
  const name = byText.get(JSON.stringify(value))
  if (name !== undefined && name !== self) return { $ref: `#/components/schemas/${name}` }
  const kept = Object.entries(value).filter(
    ([key, one]) => !(safe.has(Number(one)) && (key === 'minimum' || key === 'maximum')),
  )
  return Object.fromEntries(kept.map(([key, one]) => [key, named(one, byText)]))
}
const safe: ReadonlySet<number> = new Set([Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
