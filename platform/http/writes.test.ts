import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { newId } from '#platform/config/context.ts'
import { buildOrg } from '../../tests/harness.ts'
import { at, codeOf, productServed, textAt } from '../../tests/serving.ts'

const { app, clock, as } = productServed()

async function ada() {
  const actor = await buildOrg(app)
  const stages = await as(actor).get('/stages')
  return { actor, api: as(actor), stageId: textAt(stages.body, 'items.0.id') }
}
async function countOf(actor: Actor, table: string): Promise<bigint> {
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from ${sql.table(table)} where org_id = ${actor.orgId}::uuid`.execute(app.db.of(actor.orgId))
  return rows[0]?.n ?? 0n
}

test('a write that comes again with its key is answered as the first time and written once', async () => {
  const { actor, api, stageId } = await ada()
  const key = { 'idempotency-key': 'nordwind-1' }
  const first = await api.post('/deals', { name: 'Nordwind', stageId }, key)
  const again = await api.post('/deals', { stageId, name: 'Nordwind' }, key)
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true'])
  expect(again.headers['etag']).toBe('"1"')
  expect(await countOf(actor, 'deal')).toBe(1n)
})

test('another body under a used key is refused, and an invalid one is told what is wrong with it', async () => {
  const { api, stageId } = await ada()
  const key = { 'idempotency-key': 'nordwind-2' }
  await api.post('/deals', { name: 'Nordwind', stageId }, key)
  const other = await api.post('/deals', { name: 'Südwind', stageId }, key)
  expect([other.status, codeOf(other)]).toEqual([409, 'idempotency.reused'])
  expect((await api.post('/deals', { name: '' }, key)).status).toBe(422)
  const elsewhere = await api.post('/products', { name: 'Sail' }, key)
  expect(elsewhere.status).toBe(201)
})

test('two at once under one key: one is written, and both hear of it', async () => {
  const { actor, api, stageId } = await ada()
  const body = { name: 'Nordwind', stageId, externalId: 'N-1' }
  const answers = await Promise.all([1, 2, 3].map(() => api.post('/deals', body, { 'idempotency-key': 'at-once' })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(new Set(answers.map((answer) => textAt(answer.body, 'id'))).size).toBe(1)
  expect(await countOf(actor, 'deal')).toBe(1n)
})

test('winning twice at once under one key is one win, and the second is not told that the deal is closed', async () => {
  const { actor, api, stageId } = await ada()
  const deal = await api.post('/deals', { name: 'Nordwind', stageId, amount: { amount: '100.00', currency: 'CNY' } })
  const win = () => api.post(`/deals/${textAt(deal.body, 'id')}/win`, {}, { 'idempotency-key': 'win' })
  const answers = await Promise.all([win(), win()])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(answers.map(({ body }) => at(body, 'status'))).toEqual(['won', 'won'])
  const won = await sql<{
    n: bigint
  }>`select count(*) as n from ledger_entry where org_id = ${actor.orgId}::uuid and kind = 'deal.won'`.execute(
    app.db.of(actor.orgId),
  )
  expect(won.rows[0]?.n).toBe(1n)
  const another = await api.post(`/deals/${textAt(deal.body, 'id')}/win`)
  expect([another.status, codeOf(another)]).toEqual([409, 'deal.not_open'])
})

test('a refused write keeps no key: put right, it goes through', async () => {
  const { api, stageId } = await ada()
  const deal = await api.post('/deals', { name: 'Nordwind', stageId })
  const path = `/deals/${textAt(deal.body, 'id')}`
  const key = { 'idempotency-key': 'later' }
  expect(codeOf(await api.post(`${path}/win`, {}, key))).toBe('deal.amount_missing')
  await api.patch(path, { amount: { amount: '5.00', currency: 'CNY' } })
  expect((await api.post(`${path}/win`, {}, key)).status).toBe(200)
})

test('a key is kept for 48 hours and is free again after that', async () => {
  const { actor, api } = await ada()
  const key = { 'idempotency-key': 'friday' }
  const start = clock.now()
  const first = await api.post('/products', { name: 'Sail' }, key)
  clock.set(start.add({ hours: 47 }).toString())
  expect((await api.post('/products', { name: 'Sail' }, key)).body).toEqual(first.body)
  clock.set(start.add({ hours: 49 }).toString())
  const later = await api.post('/products', { name: 'Mast' }, key)
  expect([later.status, at(later.body, 'name')]).toEqual([201, 'Mast'])
  expect(await countOf(actor, 'idempotency')).toBe(1n)
  clock.set(start.toString())
})

test('a key belongs to the person who used it', async () => {
  const { actor, api, stageId } = await ada()
  const maya = await api.post('/members', { name: 'Maya', role: 'rep', vacant: false })
  const rep: Actor = { ...actor, role: 'rep', memberId: textAt(maya.body, 'id') }
  const key = { 'idempotency-key': 'shared' }
  const hers = await as(rep).post('/deals', { name: 'Nordwind', stageId }, key)
  const mine = await api.post('/deals', { name: 'Nordwind', stageId }, key)
  expect(textAt(mine.body, 'id')).not.toBe(textAt(hers.body, 'id'))
})

test('who lost the right to a record is not shown the first answer again', async () => {
  const { actor, api, stageId } = await ada()
  const maya = await api.post('/members', { name: 'Maya', role: 'rep', vacant: false })
  const rep = as({ ...actor, role: 'rep', memberId: textAt(maya.body, 'id') })
  const key = { 'idempotency-key': 'mine' }
  const deal = await rep.post('/deals', { name: 'Nordwind', stageId }, key)
  await api.patch(`/deals/${textAt(deal.body, 'id')}`, { ownerId: actor.memberId })
  expect((await rep.post('/deals', { name: 'Nordwind', stageId }, key)).status).toBe(404)
})

test('a record carries its version; a change made on an older one is refused and names the one that stands', async () => {
  const { api } = await ada()
  const product = await api.post('/products', { name: 'Sail' })
  const path = `/products/${textAt(product.body, 'id')}`
  expect((await api.get(path)).headers['etag']).toBe('"1"')
  const changed = await api.patch(path, { code: 'S1' }, { 'if-match': '"1"' })
  expect([changed.status, changed.headers['etag']]).toEqual([200, '"2"'])
  for (const stale of [
    await api.patch(path, { code: 'S2' }, { 'if-match': '"1"' }),
    await api.delete(path, { 'if-match': '"1"' }),
  ]) {
    expect(stale.status).toBe(412)
    expect(at(stale.body, 'errors.0')).toMatchObject({ code: 'record.stale', value: 1, details: { current: 2 } })
  }
  expect((await api.get(path)).body).toMatchObject({ code: 'S1', version: 2, deletedAt: null })
  expect((await api.patch(path, { code: 'S2' }, { 'if-match': '*' })).status).toBe(200)
})

test('a command on a person minds the version too', async () => {
  const { api } = await ada()
  const maya = await api.post('/members', { name: 'Maya', role: 'rep', vacant: false })
  const path = `/members/${textAt(maya.body, 'id')}`
  await api.patch(path, { title: 'Seller' })
  const sent = { on: '2026-12-01', successorId: null }
  expect((await api.post(`${path}/deactivate`, sent, { 'if-match': '"1"' })).status).toBe(412)
  expect((await api.post(`${path}/move`, { teamId: null, managerId: null }, { 'if-match': '"1"' })).status).toBe(412)
  expect((await api.post(`${path}/deactivate`, sent, { 'if-match': '"2"' })).status).toBe(200)
})

test('an If-Match that says no version is not taken for none', async () => {
  const { api } = await ada()
  const product = await api.post('/products', { name: 'Sail' })
  const answer = await api.patch(`/products/${textAt(product.body, 'id')}`, { code: 'S1' }, { 'if-match': '1' })
  expect([answer.status, codeOf(answer)]).toEqual([400, 'request.if_match_unreadable'])
})

test('a change that changes nothing leaves the version', async () => {
  const { api } = await ada()
  const product = await api.post('/products', { name: 'Sail' })
  const path = `/products/${textAt(product.body, 'id')}`
  expect((await api.patch(path, { name: 'Sail' })).body).toEqual(product.body)
})

test('what was deleted is out of the list, is found among the deleted, can’t be changed, and can be restored', async () => {
  const { api } = await ada()
  const product = await api.post('/products', { name: 'Sail' })
  const id = textAt(product.body, 'id')
  const path = `/products/${id}`
  expect((await api.delete(path)).body).toMatchObject({ id, version: 2, deletedAt: '2026-11-24T09:00:00.000Z' })
  expect((await api.delete(path)).body).toMatchObject({ version: 2 })
  expect((await api.get('/products')).body).toMatchObject({ items: [] })
  expect((await api.get('/products?deleted=true')).body).toMatchObject({ items: [{ id }] })
  const changed = await api.patch(path, { name: 'Mast' })
  expect([changed.status, codeOf(changed)]).toEqual([422, 'record.deleted'])
  const stale = await api.post(`${path}/restore`, {}, { 'if-match': '"1"' })
  expect(stale.status).toBe(412)
  expect((await api.post(`${path}/restore`)).body).toMatchObject({ version: 3, deletedAt: null })
  expect((await api.get('/products')).body).toMatchObject({ items: [{ id }] })
})

test('an id that is none is refused as such, and one of nothing is not found', async () => {
  const { api } = await ada()
  const none = await api.get('/deals/nordwind')
  expect([none.status, codeOf(none)]).toEqual([422, 'field.not_an_id'])
  expect((await api.patch(`/deals/${newId()}`, { name: 'x' })).status).toBe(404)
})
