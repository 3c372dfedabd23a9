import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/config/context.ts'
import { declarations } from '../product.ts'
import { type AccessRecords, accessRecords, routesOf } from './accessRecords.ts'
import { trials } from './commandTrials.ts'
import { buildOrg } from './harness.ts'
import { type Answer, at, type Caller, codeOf, listAt, productServed, textAt } from './serving.ts'
import { harmlessChange, relationsOf, validInput } from './validInputs.ts'

// Two organisations: whoever knows an id of the other's still finds nothing there, reads nothing and changes nothing.

const served = productServed()
const { app } = served
let theirs: AccessRecords
let mine: AccessRecords
const ids = new Map<string, string>()
beforeAll(async () => {
  theirs = await accessRecords(served)
  mine = await accessRecords(served)
  for (const declaration of declarations.filter((one) => theirs.has(one, 'get'))) {
    ids.set(declaration.type, await theirs.make(declaration, 'rep', 'stranger'))
  }
  const { orgId, memberId } = theirs.owner
  const db = app.db.of(orgId)
  const [job, key] = [newId(), newId()]
  await sql`insert into job (org_id, id, kind, actor_id) values (${orgId}::uuid, ${job}::uuid, 'x', ${memberId}::uuid)`.execute(
    db,
  )
  await sql`insert into api_key (org_id, id, member_id, name, scopes, hash, created_at, expires_at) values (${orgId}::uuid, ${key}::uuid,
    ${memberId}::uuid, 'theirs', '["*"]', ${'0'.repeat(64)}, now(), now() + interval '1 day')`.execute(db)
  ids.set('jobs', job).set('api-keys', key)
})

/** What an answer to somebody of another organisation may be: there is nothing, or it is not for them. */
function isClosed(answer: Answer): boolean {
  return answer.status === 404 || (answer.status === 403 && codeOf(answer) === 'auth.session_needed')
}

test('no route opens a record of another organisation by its id', async () => {
  const before = await stateOf(theirs.owner.orgId)
  const open: string[] = []
  for (const { method, path, meta } of routesOf(app).filter((one) => one.path.includes('{id}'))) {
    const declaration = declarations.find((one) => one.type === meta.type)
    const id = ids.get(declaration?.type ?? '') ?? ids.get(path.split('/')[1] ?? '') ?? newId()
    const trial = trials[`${method} ${path}`]
    const change = method === 'PATCH' && declaration ? harmlessChange(declaration) : {}
    const body = method === 'GET' ? undefined : (trial?.body?.(mine.known) ?? change)
    const answer = await mine.api.send(method, `${path.replace('{id}', id)}${trial?.query ?? ''}`, body)
    if (!isClosed(answer) || leaks(answer))
      open.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
  }
  expect(open).toEqual([])
  expect(await stateOf(theirs.owner.orgId)).toEqual(before)
})

/** Nothing that an answer says comes from the other organisation but the id that was asked for. */
function leaks(answer: Answer): boolean {
  return /stranger|theirs/.test(JSON.stringify(answer.body))
}

async function stateOf(orgId: string): Promise<unknown> {
  const counted = declarations.map(
    (one) => sql`select ${one.type} as type, count(*) as n, sum(version) as versions,
    count(deleted_at) as deleted from ${sql.table(one.type.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))}`,
  )
  return (await sql`${sql.join(counted, sql` union all `)}`.execute(app.db.of(orgId))).rows
}

test('bulk work, lists, files, search and history of another organisation’s records come to nothing', async () => {
  const open: string[] = []
  for (const declaration of declarations.filter((one) => mine.has(one, 'list'))) {
    const id = ids.get(declaration.type) ?? ''
    const path = `/${declaration.path}`
    if (mine.has(declaration, 'bulk')) {
      const { body } = await mine.api.post(`${path}/bulk`, { ids: [id], change: harmlessChange(declaration) })
      if (at(body, 'done') !== 0 || at(body, 'refused.0.code') !== 'record.not_found')
        open.push(`bulk ${path}: ${JSON.stringify(body)}`)
    }
    for (const query of [
      `filter[id][eq]=${id}`,
      `filter[createdBy][eq]=${theirs.owner.memberId}`,
      'filter[id][empty]=false',
    ]) {
      const { body } = await mine.api.get(`${path}?limit=200&count=true&include=names&deleted=false&${query}`)
      if (listAt(body, 'items').some((item) => at(item, 'id') === id)) open.push(`list ${path}?${query}`)
      if (JSON.stringify(at(body, 'names')).includes(id)) open.push(`names of ${path}?${query}`)
      if (!query.startsWith('filter[id][empty]') && at(body, 'count') !== 0) open.push(`count of ${path}?${query}`)
    }
    for (const query of ['', `filter[id][eq]=${id}`, 'filter[id][empty]=false']) {
      const file = await mine.api.get(`${path}/export?${query}`)
      if (file.status !== 200 || String(file.body).includes(id)) open.push(`file of ${path}?${query}: ${file.status}`)
    }
    const history = await mine.api.get(`/audit?type=${declaration.type}&recordId=${id}`)
    if (history.status !== 404) open.push(`history of ${path}: ${history.status}`)
  }
  expect(open).toEqual([])
})

test('a new record can’t point to a record of another organisation', async () => {
  const open: string[] = []
  for (const declaration of declarations.filter((one) => mine.has(one, 'create'))) {
    const relations = [
      ...relationsOf(declaration),
      ...(declaration.owner ? [[declaration.owner, 'member'] as const] : []),
    ]
    for (const [name, type] of relations.filter(([field]) => field in declaration.fields)) {
      const foreign = type === 'member' ? theirs.owner.memberId : ids.get(type)
      const answer = await mine.api.post(`/${declaration.path}`, {
        ...validInput(declaration, mine.known),
        [name]: foreign,
      })
      if (answer.status !== 422 || at(answer.body, 'errors.0.path') !== name) {
        open.push(
          `${declaration.type}.${name}: ${answer.status} ${codeOf(answer)} at ${at(answer.body, 'errors.0.path')}`,
        )
      }
    }
  }
  expect(open).toEqual([])
})

test('commands can’t bring records of another organisation in', async () => {
  const { api, known } = mine
  const dealId = textAt((await api.post('/deals', { name: 'Nordwind', stageId: known.get('stage') })).body, 'id')
  const person = textAt((await api.post('/members', { name: 'Maya', role: 'rep', vacant: false })).body, 'id')
  const foreign = String(theirs.owner.memberId)
  const tries: [string, object][] = [
    [`/deals/${dealId}/advance`, { stageId: ids.get('stage') }],
    [`/deals/${dealId}/lose`, { lossReasonId: ids.get('lossReason') }],
    [
      `/deals/${dealId}/win`,
      { amount: { amount: '1.00', currency: 'CNY' }, credits: [{ memberId: foreign, share: '1' }] },
    ],
    [`/members/${person}/move`, { teamId: ids.get('team'), managerId: null }],
    [`/members/${person}/move`, { teamId: null, managerId: foreign }],
    [`/members/${person}/move`, { teamId: null, managerId: null, siteId: ids.get('site') }],
    [`/members/${person}/deactivate`, { on: '2026-12-01', successorId: foreign }],
  ]
  const held = await api.post('/activities', {
    kind: 'meeting',
    subject: 'x',
    occurredOn: '2026-11-24',
    participants: [foreign],
  })
  const open = held.status === 422 ? [] : [`a meeting with ${foreign}: ${held.status}`]
  for (const [path, body] of tries) {
    const answer = await api.post(path, body)
    if (answer.status !== 422 && answer.status !== 404) open.push(`${path} ${JSON.stringify(body)}: ${answer.status}`)
  }
  expect(open).toEqual([])
})

test('figures asked about another organisation’s people and links of its figures are empty or closed', async () => {
  const asked = await mine.api.get(
    `/metrics/deals_created/values?where[member]=${theirs.owner.memberId}&from=2026-11-01&to=2026-11-30`,
  )
  expect(at(asked.body, 'total.value')).toBe('0')
  const goals = await mine.api.get(`/goals?memberId=${theirs.owner.memberId}`)
  expect([goals.status, at(goals.body, 'items')]).toEqual([200, []])
  const { body } = await theirs.api.get('/metrics/deals_created/values?from=2026-11-01&to=2026-11-30')
  const link = await mine.api.get(textAt(body, 'total.explain').replace('/api/v1', ''))
  expect([link.status, codeOf(link)]).toEqual([422, 'metric.link_invalid'])
})

test('the same key of two organisations is two keys', async () => {
  const key = { 'idempotency-key': 'the same' }
  const made = (api: Caller) => api.post('/products', { name: 'Sail' }, key)
  const [one, other] = [await made(mine.api), await made(theirs.api)]
  expect([one.status, other.status]).toEqual([201, 201])
  expect(textAt(one.body, 'id')).not.toBe(textAt(other.body, 'id'))
})

test('the same unique value may stand in two organisations', async () => {
  const other = served.as(await buildOrg(app))
  for (const api of [mine.api, other]) {
    expect((await api.post('/accounts', { name: 'Nordwind', externalId: 'N-1' })).status).toBe(201)
  }
})
