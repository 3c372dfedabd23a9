import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#platform/config/context.ts'
import { buildOrg } from '../../tests/harness.ts'
import { at, codeOf, listAt, productServed, textAt } from '../../tests/serving.ts'

const { app, as, nobody, server } = productServed()

async function ada() {
  const actor = await buildOrg(app)
  const { body } = await as(actor).get('/stages')
  return { actor, api: as(actor), stageId: textAt(body, 'items.0.id') }
}

test('a refusal names field, value and way out, in the language that was asked for', async () => {
  const { api } = await ada()
  const english = await api.post('/products', { name: 'Sail', price: { amount: '1.234', currency: 'CNY' } })
  expect(english.status).toBe(422)
  expect(english.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(english.body).toMatchObject({
    type: expect.stringContaining('money.too_many_digits'),
    title: 'Not accepted',
    status: 422,
    instance: '/api/v1/products',
    errors: [
      { path: 'price.amount', value: '1.234', code: 'money.too_many_digits', details: { currency: 'CNY', digits: 2 } },
    ],
  })
  const chinese = await api.post(
    '/products',
    { name: 'Sail', price: { amount: '1.234', currency: 'CNY' } },
    { 'accept-language': 'zh-CN,zh;q=0.9' },
  )
  expect(textAt(chinese.body, 'title')).toBe('没有被接受')
  expect(textAt(chinese.body, 'detail')).toMatch(/\p{Script=Han}/u)
})

test('without a language in the request, people are answered in their own', async () => {
  const actor = { ...(await buildOrg(app)), locale: 'zh-CN' }
  const answer = await as(actor).get(`/deals/${newId()}`)
  expect(answer.body).toMatchObject({ status: 404, title: '没有找到' })
  expect((await as(actor).get(`/deals/${newId()}`, { 'accept-language': 'en' })).body).toMatchObject({
    title: 'Not found',
  })
})

test('fields that are not there are refused by name, kept ones too', async () => {
  const { api, stageId } = await ada()
  const wrong = await api.post('/deals', { name: 'Nordwind', stageId, status: 'won', colour: 'red' })
  expect(wrong.status).toBe(422)
  expect(at(wrong.body, 'errors')).toMatchObject([
    { path: 'status', value: 'won', code: 'field.unknown' },
    { path: 'colour', value: 'red', code: 'field.unknown' },
  ])
  const { body } = await api.post('/deals', { name: 'Nordwind', stageId })
  const kept = await api.patch(`/deals/${textAt(body, 'id')}`, { status: 'won' })
  expect([kept.status, codeOf(kept)]).toEqual([422, 'field.unknown'])
  const asked = await api.get(`/deals/${textAt(body, 'id')}?fields=name`)
  expect([asked.status, codeOf(asked)]).toEqual([422, 'field.unknown'])
})

test('every field that is wrong is told at once', async () => {
  const { api } = await ada()
  const answer = await api.post('/accounts', { employees: -1, ownerId: 'Maya', name: '' })
  expect(listAt(answer.body, 'errors').map((error) => [at(error, 'path'), at(error, 'code')])).toEqual([
    ['name', 'field.empty'],
    ['ownerId', 'field.not_an_id'],
    ['employees', 'field.too_small'],
  ])
})

test('what is no JSON can’t be read; what is no object is not accepted', async () => {
  const { api } = await ada()
  const wrong = ['{"name": ', '{"name": "x",}', 'name=x', '{"__proto__": {"name": "x"}}']
  for (const body of wrong) expect([body, (await api.post('/products', body)).status]).toEqual([body, 400])
  for (const body of ['[]', '"Sail"', '3'])
    expect([body, (await api.post('/products', body)).status]).toEqual([body, 422])
  const empty = await api.post('/products', '')
  expect([empty.status, at(empty.body, 'errors.0.path')]).toEqual([422, 'name'])
})

test('an address that can’t be read and one that leads nowhere are told apart', async () => {
  const { api } = await ada()
  const unreadable = await api.get('/deals/%E0%A4%A')
  expect([unreadable.status, unreadable.headers['content-type'], codeOf(unreadable)]).toEqual([
    400,
    expect.stringMatching(/^application\/problem\+json/),
    'request.unreadable',
  ])
  const nowhere = await api.get('/dealz')
  expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'route.not_found'])
  expect((await api.get(`/explanations/${'a'.repeat(600)}`)).status).toBe(404)
})

test('another format and a body too large are refused before they are read', async () => {
  const { api } = await ada()
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await api.post('/products', 'name=Sail', { 'content-type': type })
    expect([type, answer.status, codeOf(answer)]).toEqual([type, 415, 'request.media_type'])
  }
  const large = await api.post('/products', JSON.stringify({ name: 'x'.repeat(6 * 1024 * 1024) }))
  expect([large.status, codeOf(large)]).toEqual([413, 'request.too_large'])
})

test('a body that names another record than the address is refused', async () => {
  const { api } = await ada()
  const { body } = await api.post('/products', { name: 'Sail' })
  const id = textAt(body, 'id')
  expect((await api.patch(`/products/${id}`, { id, name: 'Mast' })).status).toBe(200)
  const other = await api.patch(`/products/${id}`, { id: newId(), name: 'Oar' })
  expect([other.status, codeOf(other), at(other.body, 'errors.0.path')]).toEqual([422, 'request.path_differs', 'id'])
})

test('what the database can’t keep is the caller’s to mend and not a failure', async () => {
  const { api, stageId } = await ada()
  const nothing = await api.post('/products', { name: 'Sail\u0000cloth' })
  expect([nothing.status, codeOf(nothing)]).toEqual([422, 'record.value_unkept'])
  const yearNought = await api.post('/deals', { name: 'Nordwind', stageId, closesOn: '0000-01-01' })
  expect([yearNought.status, codeOf(yearNought)]).toEqual([422, 'record.value_unkept'])
  expect((await api.get('/products?filter[name][eq]=%00')).status).toBe(400)
  expect((await api.get('/products?search=%00')).status).toBe(422)
})

test('what the database refuses names the field as the API does', async () => {
  const { api } = await ada()
  await api.post('/accounts', { name: 'Nordwind', externalId: 'N-1' })
  const twice = await api.post('/accounts', { name: 'Nordwind II', externalId: 'N-1' })
  expect(twice.body).toMatchObject({
    status: 409,
    errors: [{ path: 'externalId', value: 'N-1', code: 'record.not_unique' }],
  })
  const reason = await api.post('/loss-reasons', { name: 'Price', position: 1 })
  expect(reason.body).toMatchObject({ status: 409, errors: [{ path: 'name', value: 'Price' }] })
  const parentId = newId()
  const orphan = await api.post('/accounts', { name: 'Südwind', parentId })
  expect(orphan.body).toMatchObject({
    status: 422,
    errors: [{ path: 'parentId', value: parentId, code: 'record.relation_missing' }],
  })
})

test('who is not signed in is told to sign in, and a failure keeps its inside to itself', async () => {
  expect((await nobody.get('/deals')).body).toMatchObject({ status: 401, errors: [{ code: 'auth.required' }] })
  const { actor, api } = await ada()
  await sql`insert into job (org_id, id, kind, actor_id, errors) values (${actor.orgId}::uuid, ${newId()}::uuid, 'x', ${actor.memberId}::uuid, '[]')`.execute(
    app.db.of(actor.orgId),
  )
  const broken = await api.get('/metrics/deals_won/values?where[member]=1')
  expect(broken.status).toBeLessThan(500)
})

test('health says whether the database is there, to everybody', async () => {
  expect((await nobody.get('/health')).body).toEqual({ status: 'ok', at: '2026-11-24T09:00:00.000Z' })
  expect(server().hasRoute({ method: 'GET', url: '/api/v1/health' })).toBe(true)
})
