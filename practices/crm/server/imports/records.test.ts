import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { appForTests, buildOrg } from '../../../../tests/harness.ts'
import { importText } from '../../../../tests/importing.ts'

const { app } = appForTests()

const people = 'name,email\nLin Yue,lin@haiyue.example\nMaya Chen,maya@haiyue.example\n'

async function rowsOf<T>(actor: Actor, table: string, columns: string): Promise<T[]> {
  const { rows } =
    await sql<T>`select ${sql.raw(columns)} from ${sql.table(table)} where org_id = ${actor.orgId}::uuid and deleted_at is null order by 1`.execute(
      app.db.of(actor.orgId),
    )
  return rows
}

test('a subsidiary finds its parent wherever it stands in the file', async () => {
  const actor = await buildOrg(app, { currency: 'USD' })
  const text =
    'account,subsidiary_of,revenue\nBluth Company,Acme Corporation,1242.32\nAcme Corporation,,1100.04\nGolddex,ACME corporation,52.50\n'
  const report = await importText(app, actor, 'accounts', text, { chunkRows: 1 })
  expect(report).toMatchObject({
    created: 3,
    refusedCount: 0,
    questions: [{ asks: 'unit', answer: '1', blocking: false }],
  })
  const { rows } = await sql<{
    name: string
    parent: string
  }>`select a.name, p.name as parent from account a join account p on p.org_id = a.org_id and p.id = a.parent_id
    where a.org_id = ${actor.orgId}::uuid order by 1`.execute(app.db.of(actor.orgId))
  expect(rows).toEqual([
    { name: 'Bluth Company', parent: 'Acme Corporation' },
    { name: 'Golddex', parent: 'Acme Corporation' },
  ])
  expect(await importText(app, actor, 'accounts', text, { chunkRows: 1 })).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: 3,
  })
})

test('a unit that the column does not name is taken at its word, or as somebody says', async () => {
  const actor = await buildOrg(app, { currency: 'USD' })
  const text = 'account,revenue\nAcme Corporation,1100.04\n'
  await importText(app, actor, 'accounts', text)
  expect(await rowsOf(actor, 'account', 'annual_revenue')).toEqual([{ annual_revenue: 110_004n }])
  await importText(app, actor, 'accounts', text, { map: { units: { revenue: '1000000' } } })
  expect(await rowsOf(actor, 'account', 'annual_revenue')).toEqual([{ annual_revenue: 110_004_000_000n }])
})

test('an empty cell leaves what stands', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'accounts', 'account,industry,domain\n云帆科技,软件,https://www.yunfan.example/about\n')
  expect(await importText(app, actor, 'accounts', 'account,industry,domain\n云帆科技,,\n')).toMatchObject({
    unchanged: 1,
  })
  expect(await rowsOf(actor, 'account', 'industry, domain')).toEqual([{ industry: '软件', domain: 'yunfan.example' }])
})

test('rows that are there already can be left alone, or only they be changed', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'products', 'name,price\nGTX Pro,4821\n')
  const text = 'name,price\nGTX Pro,5000\nGTX Basic,550\n'
  expect(await importText(app, actor, 'products', text, { map: { mode: 'updateOnly' } })).toMatchObject({
    changed: 1,
    skipped: 1,
  })
  expect(
    await importText(app, actor, 'products', text.replace('5000', '1'), { map: { mode: 'createOnly' } }),
  ).toMatchObject({ created: 1, skipped: 1 })
  expect(await rowsOf(actor, 'product', 'name, price')).toEqual([
    { name: 'GTX Basic', price: 55_000n },
    { name: 'GTX Pro', price: 500_000n },
  ])
})

test('the key is a choice: with the code, a product is renamed; with the name, it is another one', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'products', 'sku,name\nP1,GTX Pro\n')
  expect(await importText(app, actor, 'products', 'sku,name\nP1,GTX Pro II\n')).toMatchObject({ changed: 1 })
  expect(
    await importText(app, actor, 'products', 'sku,name\nP2,GTX Pro II\n', { map: { key: ['name'] } }),
  ).toMatchObject({ changed: 1 })
  expect(await rowsOf(actor, 'product', 'name, code')).toEqual([{ name: 'GTX Pro II', code: 'P2' }])
})

test('contacts find their account by its domain and their owner by e-mail', async () => {
  const actor = await buildOrg(app)
  await importText(app, actor, 'members', people)
  await importText(app, actor, 'accounts', 'account,website\n云帆科技,yunfan.example\n')
  const text = '名,姓,邮箱,客户,负责人\n芳,王,wang@yunfan.example,www.yunfan.example,lin@haiyue.example\n'
  expect(await importText(app, actor, 'contacts', text)).toMatchObject({ created: 1, refusedCount: 0 })
  expect(
    await rowsOf(
      actor,
      'contact',
      'name, email, account_id is not null as has_account, owner_id is not null as has_owner',
    ),
  ).toEqual([{ name: '王芳', email: 'wang@yunfan.example', has_account: true, has_owner: true }])
  expect(await importText(app, actor, 'contacts', text)).toMatchObject({ unchanged: 1 })
})

test('an unknown account is offered for creation and made only when somebody says so', async () => {
  const actor = await buildOrg(app)
  const text = 'name,email,company\nWang Fang,wang@yunfan.example,云帆科技\n'
  expect(await importText(app, actor, 'contacts', text, { acceptSuggestions: true })).toMatchObject({
    refusedCount: 1,
    questions: [{ found: 'none', creation: 'offered' }],
  })
  expect(
    await importText(app, actor, 'contacts', text, { map: { relations: { account: { 云帆科技: { create: true } } } } }),
  ).toMatchObject({ created: 1 })
  expect(await rowsOf(actor, 'account', 'name')).toEqual([{ name: '云帆科技' }])
})

test('a call logged in March by Li is Li’s, and of March', async () => {
  const actor = await buildOrg(app, { timeZone: 'Asia/Shanghai' })
  await importText(app, actor, 'members', people)
  await importText(app, actor, 'accounts', 'account\n云帆科技\n')
  const text =
    '类型,主题,发生时间,负责人,客户,时长,结果\n电话,首次沟通,2026-03-05 23:30,Lin Yue,云帆科技,12,接通\n拜访,,2026-03-06 10:00,Maya Chen,云帆科技,60,\n'
  expect(await importText(app, actor, 'activities', text)).toMatchObject({ created: 2, refusedCount: 0 })
  const { rows } =
    await sql<object>`select a.kind, a.subject, a.occurred_on, a.connected, a.minutes, m.name as author from activity a
    join member m on m.org_id = a.org_id and m.id = a.created_by where a.org_id = ${actor.orgId}::uuid order by a.occurred_on`.execute(
      app.db.of(actor.orgId),
    )
  expect(rows).toEqual([
    { kind: 'call', subject: '首次沟通', occurred_on: '2026-03-05', connected: true, minutes: 12, author: 'Lin Yue' },
    { kind: 'visit', subject: '拜访', occurred_on: '2026-03-06', connected: null, minutes: 60, author: 'Maya Chen' },
  ])
  const entries =
    await sql<object>`select kind, occurred_on, via from ledger_entry where org_id = ${actor.orgId}::uuid order by seq`.execute(
      app.db.of(actor.orgId),
    )
  expect(entries.rows).toEqual([
    { kind: 'call.made', occurred_on: '2026-03-05', via: 'import' },
    { kind: 'call.connected', occurred_on: '2026-03-05', via: 'import' },
    { kind: 'visit.made', occurred_on: '2026-03-06', via: 'import' },
  ])
  expect(await importText(app, actor, 'activities', text)).toMatchObject({ created: 0, unchanged: 2 })
})

test('a row that only the database can refuse does not keep the rest of its chunk out', async () => {
  const actor = await buildOrg(app)
  const rows = Array.from({ length: 20 }, (_, i) => `P${i},Product ${i === 13 ? 4 : i}\n`)
  const report = await importText(app, actor, 'products', `sku,name\n${rows.join('')}`)
  expect(report).toMatchObject({ created: 19, refusedCount: 1 })
  expect(report.refused).toMatchObject([{ line: 15, reasons: [{ code: 'record.not_unique' }] }])
  expect(report.refused[0]?.reasons[0]?.message).toContain('Product 4')
})
