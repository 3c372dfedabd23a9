import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#platform/config/context.ts'
import { buildOrg } from '../../tests/harness.ts'
import { at, codeOf, listAt, productServed, textAt } from '../../tests/serving.ts'

const { app, as } = productServed()

async function withAccounts(...names: string[]) {
  const actor = await buildOrg(app)
  const api = as(actor)
  const ids: string[] = []
  for (const name of names) ids.push(textAt((await api.post('/accounts', { name })).body, 'id'))
  return { actor, api, ids }
}

test('many records are changed at once, each with its line in the audit', async () => {
  const { actor, api, ids } = await withAccounts('Nordwind', 'Südwind', '云帆科技')
  const answer = await api.post('/accounts/bulk', { ids, change: { segment: 'large' } })
  expect(answer.body).toEqual({ done: 3, refused: [] })
  const listed = await api.get('/accounts?filter[segment][eq]=large')
  expect(listAt(listed.body, 'items')).toHaveLength(3)
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from audit where org_id = ${actor.orgId}::uuid and action = 'update' and type = 'account'`.execute(
    app.db.of(actor.orgId),
  )
  expect(rows[0]?.n).toBe(3n)
})

test('what the database refuses in the middle takes nothing else with it and leaves no trace', async () => {
  const { actor, api, ids } = await withAccounts('Nordwind', 'Südwind', '云帆科技')
  const answer = await api.post('/accounts/bulk', { ids: [...ids, newId()], change: { externalId: 'X-1' } })
  expect(answer.status).toBe(200)
  expect(at(answer.body, 'done')).toBe(1)
  expect(
    listAt(answer.body, 'refused')
      .map((one) => at(one, 'code'))
      .sort(),
  ).toEqual(['record.not_found', 'record.not_unique', 'record.not_unique'])
  const listed = await api.get('/accounts?filter[externalId][eq]=X-1')
  expect(listAt(listed.body, 'items')).toHaveLength(1)
  const traces = await sql<{ audits: bigint; topics: bigint; versions: bigint }>`select
    (select count(*) from audit where org_id = ${actor.orgId}::uuid and action = 'update' and type = 'account') as audits,
    (select count(*) from outbox where org_id = ${actor.orgId}::uuid and topic = 'account' and version = 2) as topics,
    (select count(*) from account where org_id = ${actor.orgId}::uuid and version = 2) as versions`.execute(
    app.db.of(actor.orgId),
  )
  expect(traces.rows[0]).toEqual({ audits: 1n, topics: 1n, versions: 1n })
})

test('what a rule refuses after it has written already is taken back, ledger and all', async () => {
  const { actor, api } = await withAccounts()
  const stages = await api.get('/stages')
  const [first, second] = [textAt(stages.body, 'items.0.id'), textAt(stages.body, 'items.1.id')]
  const deals = ['Nordwind', 'Südwind'].map((name) => ({
    name,
    stageId: first,
    amount: { amount: '10.00', currency: 'CNY' },
  }))
  const ids: string[] = []
  for (const deal of deals) ids.push(textAt((await api.post('/deals', deal)).body, 'id'))
  await api.post(`/deals/${ids[0]}/win`)
  const answer = await api.post('/deals/bulk', { ids, change: { stageId: second } })
  expect(answer.body).toMatchObject({ done: 1, refused: [{ id: ids[0], code: 'deal.correct_instead' }] })
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from ledger_entry where org_id = ${actor.orgId}::uuid and kind = 'deal.stage_entered'`.execute(
    app.db.of(actor.orgId),
  )
  expect(rows[0]?.n).toBe(3n)
})

test('many are deleted and restored; one thing is asked at a time', async () => {
  const { api, ids } = await withAccounts('Nordwind', 'Südwind')
  expect((await api.post('/accounts/bulk', { ids, delete: true })).body).toEqual({ done: 2, refused: [] })
  expect((await api.get('/accounts?count=true')).body).toMatchObject({ items: [], count: 0 })
  expect((await api.post('/accounts/bulk', { ids, restore: true })).body).toEqual({ done: 2, refused: [] })
  expect((await api.get('/accounts?count=true')).body).toMatchObject({ count: 2 })
  for (const body of [{ ids }, { ids, delete: true, restore: true }, { ids, delete: false }]) {
    expect(codeOf(await api.post('/accounts/bulk', body))).toBe('record.bulk_asks_one_thing')
  }
  expect((await api.post('/accounts/bulk', { ids: [], delete: true })).status).toBe(422)
})

test('why a record was refused is said in the language that was asked for', async () => {
  const { api } = await withAccounts()
  const answer = await api.post('/accounts/bulk', { ids: [newId()], delete: true }, { 'accept-language': 'zh-CN' })
  expect(textAt(answer.body, 'refused.0.message')).toMatch(/\p{Script=Han}/u)
})
