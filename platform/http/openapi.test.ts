import { isContractProcedure } from '@orpc/contract'
import Fastify from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { say } from '#platform/text/messages.ts'
import { mountBesides } from '../../main.ts'
import { openapiMade, openapiText } from '../../openapi.ts'
import { contracts, declarations } from '../../product.ts'
import { routesOf } from '../../tests/accessRecords.ts'
import { appForTests } from '../../tests/harness.ts'
import { listen } from '../live/listener.ts'
import { docsPage, titleOf } from './docsPage.ts'
import { serveDocuments, written } from './documents.ts'
import { isObject } from './input.ts'

const { app, owner } = appForTests()
let document: Record<string, unknown> = {}
beforeAll(async () => {
  const read: unknown = JSON.parse(await written())
  document = isObject(read) ? read : {}
})

interface Op {
  readonly place: string
  readonly method: string
  readonly path: string
  readonly operation: Record<string, unknown>
}
function operations(): Op[] {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).flatMap(([method, operation]) =>
      isObject(operation) ? [{ place: `${method.toUpperCase()} ${path}`, method, path, operation }] : [],
    ),
  )
}
function objectAt(value: unknown, name: string): Record<string, unknown> {
  const found = isObject(value) ? value[name] : undefined
  return isObject(found) ? found : {}
}
const listAt = (value: unknown, name: string) => {
  const found = isObject(value) ? value[name] : undefined
  return Array.isArray(found) ? found : []
}
function lookUp(reference: string): unknown {
  let here: unknown = document
  for (const part of reference.replace(/^#\//, '').split('/')) here = isObject(here) ? here[part] : undefined
  return here
}
const resolved = (value: unknown) =>
  isObject(value) && typeof value['$ref'] === 'string' ? lookUp(value['$ref']) : value

test('the written document is what the contracts say (else run: node bin/generated.mjs)', async () => {
  expect(openapiText(await openapiMade())).toBe(await written())
})

test('it is OpenAPI 3.1, with what a linter asks of its head', () => {
  expect(document['openapi']).toMatch(/^3\.1\.\d$/)
  expect(objectAt(document, 'info')).toMatchObject({
    title: expect.any(String),
    version: expect.any(String),
    license: { name: 'Apache-2.0' },
  })
  expect(listAt(document, 'servers')).toEqual([{ url: '/api/v1' }])
  const schemes = Object.keys(objectAt(objectAt(document, 'components'), 'securitySchemes'))
  const asked = [
    ...listAt(document, 'security'),
    ...operations().flatMap(({ operation }) => listAt(operation, 'security')),
  ]
  expect(new Set(asked.flatMap((one) => Object.keys(one)))).toEqual(new Set(schemes))
})

test('every mounted route is in it, and nothing else is', async () => {
  const mounted = routesOf(app).map(({ method, path }) => `${method} ${path}`)
  const bare = Fastify()
  bare.addHook('onRoute', ({ method, url }) => {
    const methods = [method].flat().filter((one) => one !== 'HEAD')
    mounted.push(...methods.map((one) => `${one} ${url.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`))
  })
  const listener = await listen(owner, app.log)
  const authenticate = async () => null
  await mountBesides(bare, { app, listener, authenticate, publicUrl: 'http://farsail.test' })
  await bare.close()
  await listener.close()
  expect(
    operations()
      .map(({ place }) => place)
      .sort(),
  ).toEqual(mounted.sort())
})

test('every operation has an id of its own, a summary, a tag that is declared, and what is asked of it', () => {
  const ids = operations().map(({ operation }) => String(operation['operationId']))
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  const tags = new Set(listAt(document, 'tags').map((one) => objectOf(one)['name']))
  const wrong = operations().flatMap(({ place, path, operation }) => {
    const parameters = listAt(operation, 'parameters').map(resolved).map(objectOf)
    const inPath = parameters.filter((one) => one['in'] === 'path').map((one) => one['name'])
    const names = parameters.map((one) => `${one['in']} ${one['name']}`)
    const faults = [
      /^[\w.]+$/.test(String(operation['operationId'])) ? '' : 'id',
      String(operation['summary']).length > 3 ? '' : 'summary',
      listAt(operation, 'tags').every((tag) => tags.has(tag)) && listAt(operation, 'tags').length > 0 ? '' : 'tag',
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).join() === inPath.join() ? '' : 'path parameters',
      new Set(names).size === names.length ? '' : 'parameters twice',
      parameters.every((one) => isObject(one['schema']) && (one['in'] !== 'path' || one['required'] === true))
        ? ''
        : 'parameters',
    ]
    return faults.filter((fault) => fault !== '').map((fault) => `${place}: ${fault}`)
  })
  expect(wrong).toEqual([])
})
const objectOf = (value: unknown) => (isObject(value) ? value : {})

test('every operation says how it succeeds and how it is refused', () => {
  const wrong = operations().flatMap(({ place, method, path, operation }) => {
    const statuses = Object.keys(objectAt(operation, 'responses'))
    const isPlain = listAt(operation, 'security').length === 0 && 'security' in operation
    const wanted = isBeside(place)
      ? []
      : ['400', '422', '429', '503', ...(isPlain ? [] : ['401', '403']), ...(path.includes('{') ? ['404'] : [])]
    const missing = wanted.filter((status) => !statuses.includes(status))
    const writes = method === 'get' || isPlain || isBeside(place) ? [] : ['IdempotencyKey']
    const headers = listAt(operation, 'parameters').map((one) => String(objectOf(one)['$ref']).split('/').at(-1))
    return [
      ...(statuses.some((status) => /^(1|2)/.test(status)) ? [] : [`${place}: no success`]),
      ...missing.map((status) => `${place}: ${status}`),
      ...writes
        .filter(
          (name) =>
            !headers.includes(name) &&
            !/\/(session|sessions|api-keys|invites?|goals\/check|restatement|metric-drafts)\b/.test(place),
        )
        .map((name) => `${place}: ${name}`),
    ]
  })
  expect(wrong).toEqual([])
})
const isBeside = (place: string) =>
  /\.csv|\.xlsx|\/live|\/openapi\.json|\/docs|^POST \/imports(\/sheets)?$|\/files\/(uploads|\{id\}\/(content|picture))/.test(
    place,
  )

test('every reference leads somewhere, and no part stands unused', () => {
  const text = JSON.stringify(document)
  const references = [...new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference))]
  expect(references.filter((reference) => lookUp(reference) === undefined)).toEqual([])
  const parts = Object.entries(objectAt(document, 'components')).flatMap(([kind, named]) =>
    kind === 'securitySchemes' ? [] : Object.keys(objectOf(named)).map((name) => `#/components/${kind}/${name}`),
  )
  expect(parts.filter((part) => !references.includes(part))).toEqual([])
})

test('schemas say what they are, and nothing that 3.1 does not know', () => {
  const strange: string[] = []
  const visit = (value: unknown, place: string): void => {
    if (Array.isArray(value)) for (const [i, one] of value.entries()) visit(one, `${place}.${i}`)
    if (!isObject(value)) return
    if ('nullable' in value || 'allowEmptyValue' in value) strange.push(`${place}: a keyword of 3.0`)
    const { type } = value
    if (typeof type === 'string' && place.includes('schema') && !place.includes('example')) {
      if (!['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'].includes(type))
        strange.push(`${place}: ${type}`)
    }
    if (type === 'array' && place.includes('schema') && !isObject(value['items']))
      strange.push(`${place}: an array of what?`)
    for (const [name, one] of Object.entries(value))
      if (name !== 'example' && name !== 'default') visit(one, `${place}.${name}`)
  }
  visit({ ...document, tags: [] }, '')
  expect(strange).toEqual([])
})

test('each example is let in by the schema that it stands beside', () => {
  const wrong: string[] = []
  for (const procedure of procedures()) {
    const { place, input, output } = procedure
    const found = operations().find((one) => one.place === place)
    const body = exampleIn(found?.operation['requestBody'])
    const answers = Object.entries(objectAt(found?.operation, 'responses')).filter(([status]) => status.startsWith('2'))
    if (answers.length !== 1) wrong.push(`${place}: ${answers.length} answers`)
    const answered = output.safeParse(exampleIn(answers[0]?.[1]))
    if (!answered.success) wrong.push(`${place} answer: ${answered.error.message}`)
    if (body === undefined) continue
    const inPath = Object.fromEntries(
      listAt(found?.operation, 'parameters')
        .map(objectOf)
        .filter((one) => one['in'] === 'path')
        .map((one) => [String(one['name']), one['example']]),
    )
    const asked = input.safeParse({ ...objectOf(body), ...inPath })
    if (!asked.success) wrong.push(`${place} body: ${asked.error.message}`)
  }
  expect(wrong).toEqual([])
})
function exampleIn(holder: unknown): unknown {
  const content = objectAt(resolved(holder), 'content')
  return objectAt(content, 'text/csv' in content ? 'text/csv' : 'application/json')['example']
}
function procedures() {
  const found: { place: string; input: z.ZodType; output: z.ZodType }[] = []
  const visit = (one: unknown): void => {
    if (!isContractProcedure(one)) {
      if (isObject(one)) for (const part of Object.values(one)) visit(part)
      return
    }
    const { route, inputSchema: input, outputSchema: output } = one['~orpc']
    if (input instanceof z.ZodType && output instanceof z.ZodType)
      found.push({ place: `${route.method} ${route.path}`, input, output })
  }
  visit(contracts)
  return found
}

test('the page tells every operation in both languages', () => {
  const said = operations().map(
    ({ operation }) => [String(operation['operationId']), titleOf({ operation }, declarations, 'zh-CN')] as const,
  )
  expect(
    said
      .filter(([, title]) => !/\p{Script=Han}/u.test(title))
      .map(([id]) => `write http.docs.operation.${id} in both languages`),
  ).toEqual([])
  const english = operations().flatMap(({ operation }) => {
    const [id, summary] = [String(operation['operationId']), String(operation['summary'])]
    const text = say('en', `http.docs.operation.${id}`)
    return text.startsWith('http.docs.') || text === summary
      ? []
      : [`${id}: the text says “${text}”, the contract “${summary}”`]
  })
  expect(english).toEqual([])
})

test('the page is one for any policy: no script, nothing from elsewhere, and what it shows is escaped', async () => {
  const bare = Fastify()
  serveDocuments(bare, declarations)
  const english = await bare.inject({ method: 'GET', url: '/api/v1/docs', headers: { 'accept-language': 'en' } })
  const chinese = await bare.inject({ method: 'GET', url: '/api/v1/docs', headers: { 'accept-language': 'zh-CN' } })
  const json = await bare.inject({ method: 'GET', url: '/api/v1/openapi.json' })
  expect(json.json()).toEqual(document)
  for (const page of [english.body, chinese.body]) {
    expect(page).not.toMatch(/<script|\son\w+=|javascript:|https?:\/\/(?!farsail\.example)/i)
    expect(page).not.toMatch(/http\.docs\./)
    for (const { path } of operations()) expect(page).toContain(`<code>${path}</code>`)
  }
  expect([english.body.slice(0, 60), chinese.body.slice(0, 60)]).toEqual([
    expect.stringContaining('lang="en"'),
    expect.stringContaining('lang="zh-CN"'),
  ])
  const attack = {
    paths: {
      '/x': { get: { operationId: 'x', summary: '<img src=x onerror=alert(1)>', tags: ['<b>'], responses: {} } },
    },
  }
  expect(docsPage(attack, declarations, 'en')).not.toMatch(/<img|<b>\W/)
  await bare.close()
})
