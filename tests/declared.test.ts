import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { draft, save } from '#ledger/server/save.ts'
import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import { member } from '#platform/org/records/member.ts'
import { Member } from '#platform/org/server/types.ts'
import { integer, relation, text } from '#platform/record/field.ts'
import { record } from '#platform/record/record.ts'
import { resource } from '#platform/record/resource.ts'
import { handlersOf } from '#platform/record/server/handlers.ts'
import { types } from '../product.ts'
import { buildOrg } from './harness.ts'
import { at, codeOf, listAt, productServed, textAt } from './serving.ts'

// What one more record type costs: its facts, its table, and a line to serve it. All that the tests below see comes from
// what is written once for every type.
const rival = record({
  type: 'rival',
  path: 'rivals',
  practice: 'crm',
  owner: 'ownerId',
  fields: {
    name: text({ required: true, unique: true, searchable: true, filterable: true, max: 100 }),
    ownerId: relation('member')({ filterable: true }),
    offices: integer({ filterable: true, from: 0 }),
  },
  may: {
    read: { rep: 'own', ops: 'all' },
    create: { rep: 'own', ops: 'all' },
    update: { rep: 'own', ops: 'all' },
    delete: { ops: 'all' },
    export: { rep: 'own', ops: 'all' },
  },
})
const table = `
  create table rival (like record_base including all, name text not null, owner_id uuid, offices integer, primary key (org_id, id));
  call tenant_table('rival', 'select, insert, update');
  create unique index rival_name on rival (org_id, name) where deleted_at is null;`
const routes = handlersOf(resource(rival), { declaration: rival }, new Map([...types, ['rival', rival]]))

const { app, owner, as } = productServed(undefined, routes)
beforeAll(async () => {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(table)
  await client.end()
})

async function withRep() {
  const ops = await buildOrg(app)
  const repId = await writing(app, ops, async (write) => {
    return (await save(write, Member, null, draft(member, { name: 'Maya', role: 'rep', vacant: false }))).id
  })
  const rep: Actor = { ...ops, role: 'rep', memberId: repId }
  return { ops, repId, api: as(ops), rep: as(rep) }
}

test('a record type that was only declared is created, found, sorted, filtered and searched', async () => {
  const { api } = await withRep()
  for (const [name, offices] of [
    ['云帆科技', 3],
    ['Nordwind', 12],
    ['Südwind', null],
  ] as const) {
    expect((await api.post('/rivals', { name, offices })).status).toBe(201)
  }
  const names = async (asked: string) =>
    listAt((await api.get(`/rivals${asked}`)).body, 'items').map((one) => at(one, 'name'))
  expect(await names('?sort=-name&limit=2')).toHaveLength(2)
  expect(await names('?filter[offices][gte]=3')).toHaveLength(2)
  expect(await names('?filter[offices][empty]=true')).toEqual(['Südwind'])
  expect(await names('?search=yfkj')).toEqual(['云帆科技'])
  const file = await api.get('/rivals/export?sort=name')
  expect(file.headers['content-type']).toContain('text/csv')
  expect(String(file.body)).toContain('云帆科技')
})

test('bad input to it is refused by name, and nothing is written', async () => {
  const { api } = await withRep()
  await api.post('/rivals', { name: 'Nordwind' })
  const codes = await Promise.all(
    [{}, { name: 'x'.repeat(101) }, { name: 'A', offices: -1 }, { name: 'A', colour: 'red' }, { name: 'Nordwind' }].map(
      async (body) => codeOf(await api.post('/rivals', body)),
    ),
  )
  expect(codes).toEqual(['field.required', 'field.too_large', 'field.too_small', 'field.unknown', 'record.not_unique'])
  expect(listAt((await api.get('/rivals')).body, 'items')).toHaveLength(1)
})

test('it has versions, a recycle bin, bulk changes, and a line in the audit for each change', async () => {
  const { api, ops } = await withRep()
  const id = textAt((await api.post('/rivals', { name: 'Nordwind' })).body, 'id')
  const changed = await api.patch(`/rivals/${id}`, { offices: 4 }, { 'if-match': '"1"' })
  expect(changed.headers.etag).toBe('"2"')
  expect((await api.patch(`/rivals/${id}`, { offices: 5 }, { 'if-match': '"1"' })).status).toBe(412)
  expect(at((await api.post('/rivals/bulk', { ids: [id], change: { offices: 6 } })).body, 'done')).toBe(1)
  await api.delete(`/rivals/${id}`)
  expect(listAt((await api.get('/rivals')).body, 'items')).toEqual([])
  await api.post(`/rivals/${id}/restore`)
  expect(at((await api.get(`/rivals/${id}`)).body, 'offices')).toBe(6)
  const { rows } = await sql<{
    action: string
  }>`select action from audit where org_id = ${ops.orgId}::uuid and type = 'rival' order by id`.execute(
    app.db.of(ops.orgId),
  )
  expect(rows.map((row) => row.action)).toEqual(['create', 'update', 'update', 'delete', 'restore'])
})

test('the same request sent twice makes one, and another organisation sees none', async () => {
  const { api } = await withRep()
  const key = { 'idempotency-key': 'once' }
  const [first, second] = [
    await api.post('/rivals', { name: 'Nordwind' }, key),
    await api.post('/rivals', { name: 'Nordwind' }, key),
  ]
  expect(at(second.body, 'id')).toBe(at(first.body, 'id'))
  const stranger = as(await buildOrg(app))
  expect((await stranger.get(`/rivals/${textAt(first.body, 'id')}`)).status).toBe(404)
  expect(listAt((await stranger.get('/rivals')).body, 'items')).toEqual([])
})

test('a rep sees and changes their own, and deletes none', async () => {
  const { api, rep, repId } = await withRep()
  const others = textAt((await api.post('/rivals', { name: 'Nordwind' })).body, 'id')
  const mine = textAt((await rep.post('/rivals', { name: 'Südwind' })).body, 'id')
  expect(listAt((await rep.get('/rivals')).body, 'items').map((one) => at(one, 'ownerId'))).toEqual([repId])
  expect((await rep.get(`/rivals/${others}`)).status).toBe(404)
  expect((await rep.patch(`/rivals/${mine}`, { offices: 1 })).status).toBe(200)
  expect((await rep.delete(`/rivals/${mine}`)).status).toBe(403)
  expect(String((await rep.get('/rivals/export')).body)).not.toContain('Nordwind')
})
