import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { save } from '#ledger/server/save.ts'
import { verify } from '#ledger/server/verify.ts'
import { writing } from '#ledger/server/writing.ts'
import type { Actor } from '#platform/access/actor.ts'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { lockAll } from '#platform/record/server/find.ts'
import { imports, recordTypes } from '../../../../product.ts'
import { appForTests } from '../../../../tests/harness.ts'
import { importText } from '../../../../tests/importing.ts'
import { deal } from '../../records/deal.ts'
import { Deal } from '../types.ts'
import { dealsOf, early, entriesOf, header, lost, open, seller, standing, won } from './dealFixture.ts'

const { app, clock } = appForTests()

test('deals come in with the days on which things happened, and a lost deal of 0 has no amount', async () => {
  const actor = await seller(app)
  const report = await importText(app, actor, 'deals', header + won + lost + open + early)
  expect(report).toMatchObject({
    created: 4,
    refusedCount: 0,
    warnings: [{ code: 'import.created_today', rows: 1, lines: [5] }],
  })
  expect(await dealsOf(app, actor)).toMatchObject({
    D1: {
      name: 'Cancity · GTX Pro',
      status: 'won',
      amount: 482_100n,
      created_on: '2017-01-05',
      closed_on: '2017-03-01',
    },
    D2: { status: 'lost', amount: null, closed_on: '2017-03-09' },
    D3: { status: 'open', created_on: '2017-02-11', closed_on: null },
    D4: { name: 'GTX Basic · D4', status: 'open', created_on: '2026-11-24' },
  })
  expect(await standing(app, actor)).toEqual({
    'account.first_won': [1, 4821],
    'deal.created': [4, 4821],
    'deal.lost': [1, 0],
    'deal.stage_entered': [2, 0],
    'deal.won': [1, 4821],
  })
})

test('the same file again writes nothing, neither in the ledger nor in the audit', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'deals', header + won + lost + open + early)
  const count = async () => {
    const { rows } = await sql<{ n: bigint }>`select (select count(*) from audit where org_id = ${actor.orgId}::uuid)
      + (select seq + position from ledger_head where org_id = ${actor.orgId}::uuid) as n`.execute(
      app.db.of(actor.orgId),
    )
    return rows[0]?.n
  }
  const before = await count()
  clock.set('2026-11-25T09:00:00Z')
  const again = await importText(app, actor, 'deals', header + won + lost + open + early)
  expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 4, ledger: [] })
  expect(await count()).toBe(before)
})

test('an open deal that the file now calls won is won on its close day; a changed amount is put right', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'deals', header + won + open)
  const report = await importText(
    app,
    actor,
    'deals',
    `${header}D1,Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2017-03-02,5000\nD3,Maya Chen,GTX Basic,Isdom,Won,2017-02-11,2017-04-01,600\n`,
  )
  expect(report).toMatchObject({ created: 0, changed: 2 })
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [2, 5600] })
  const { damages } = await verify(app.db.of(actor.orgId), actor.orgId, recordTypes)
  expect(damages).toEqual([])
})

test('an open deal that moves on, grows and slips leaves a mark for each', async () => {
  const actor = await seller(app)
  const columns = 'id,owner,account,stage,created,expected close date,amount\n'
  await importText(app, actor, 'deals', `${columns}D1,Lin Yue,Cancity,Engaging,2026-10-01,2026-11-30,1000\n`)
  await importText(app, actor, 'deals', `${columns}D1,Lin Yue,Cancity,Proposal,2026-10-01,2027-01-31,1500\n`)
  expect(await standing(app, actor)).toMatchObject({
    'deal.created': [1, 1000],
    'deal.stage_entered': [2, 2500],
    'deal.changed': [2, 500],
  })
})

test('a name that is nearly known is a question; its rows are refused until somebody says what is meant', async () => {
  const actor = await seller(app)
  const near = header + won.replace('GTX Pro', 'GTXPro')
  const refused = await importText(app, actor, 'deals', near)
  expect(refused).toMatchObject({
    created: 0,
    refusedCount: 1,
    questions: [{ value: 'GTXPro', rows: 1, found: 'near', proposals: [{ name: 'GTX Pro' }] }],
  })
  expect(refused.refused[0]?.reasons[0]?.message).toContain('GTX Pro')
  const accepted = await importText(app, actor, 'deals', near, { acceptSuggestions: true })
  expect(accepted).toMatchObject({ created: 1, refusedCount: 0 })
  // said once, remembered for the next file of this source
  const next = await importText(app, actor, 'deals', header + won.replace('GTX Pro', 'GTXPro').replace('D1', 'D9'))
  expect(next).toMatchObject({ created: 1, refusedCount: 0 })
})

test('two people of one name are never told apart by a guess, not even when suggestions are accepted', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'members', 'name,email\nLin Yue,lin2@haiyue.example\n')
  const report = await importText(app, actor, 'deals', header + won, { acceptSuggestions: true })
  expect(report).toMatchObject({ created: 0, refusedCount: 1, questions: [{ found: 'ambiguous', value: 'Lin Yue' }] })
  const byMail = await importText(app, actor, 'deals', header + won.replace('Lin Yue', 'lin@haiyue.example'))
  expect(byMail).toMatchObject({ created: 1 })
})

test('a date that may be read in two ways stops the import until the format is said', async () => {
  const actor = await seller(app)
  const text = header + won.replace('2017-01-05', '03/04/2017').replace('2017-03-01', '05/06/2017')
  await expect(importText(app, actor, 'deals', text)).rejects.toMatchObject({ code: 'import.questions_open' })
  expect(await entriesOf(app, actor)).toBe(0)
  const map = { formats: { engage_date: 'D/M/YYYY', close_date: 'D/M/YYYY' } }
  await importText(app, actor, 'deals', text, { map })
  expect(await dealsOf(app, actor)).toMatchObject({ D1: { created_on: '2017-04-03', closed_on: '2017-06-05' } })
})

test('rows that cannot be are refused with every reason, and the good ones go in', async () => {
  const actor = await seller(app)
  const bad = [
    'B1,Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2017-03-01,',
    'B2,Lin Yue,GTX Pro,Cancity,Won,2017-05-05,2017-03-01,100',
    'B3,Nobody Here,GTX Pro,Cancity,Won,2017-01-05,2017-02-30,100',
    'B4,Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2027-03-01,100',
    'B5,Lin Yue,GTX Pro,Cancity,Won,2017-01-05,,100',
    'D1,Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2017-03-01,1',
    'B7,Lin Yue,GTX Pro',
  ]
  const report = await importText(app, actor, 'deals', `${header + won + bad.join('\n')}\n`)
  expect(report).toMatchObject({ created: 1, refusedCount: 7 })
  expect(report.refused.map(({ line, reasons }) => [line, reasons.map(({ code }) => code)])).toEqual([
    [3, ['import.won_without_amount']],
    [4, ['deal.close_before_created']],
    [5, ['import.no_such_day', 'import.relation_unknown']],
    [6, ['deal.close_day_in_future']],
    [7, ['import.closed_without_day']],
    [8, ['import.row_twice']],
    [9, ['import.too_few_cells']],
  ])
})

test('another currency is taken at the rate of its day; without a rate the row is refused, naming pair and day', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'fx-rates', 'from,to,date,rate\nEUR,USD,2017-03-01,1.05\n')
  const columns = 'id,owner,account,stage,created,closed on,amount,currency\n'
  const report = await importText(
    app,
    actor,
    'deals',
    `${columns}D1,Lin Yue,Cancity,Won,2017-03-05,2017-03-09,100,EUR\nD2,Lin Yue,Cancity,Won,2017-02-05,2017-03-09,100,EUR\nD3,Lin Yue,Cancity,Won,2017-03-05,2017-03-09,100,USD\n`,
  )
  expect(report).toMatchObject({ created: 2, refusedCount: 1 })
  expect(report.refused[0]).toMatchObject({ line: 3, reasons: [{ code: 'fx.rate_missing' }] })
  expect(report.refused[0]?.reasons[0]?.message).toContain('2017-02-05')
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [2, 205] })
})

test('a stage that is not there is offered, and made when suggestions are accepted', async () => {
  const actor = await seller(app)
  const text = header + open.replace('Engaging', '方案报价')
  expect(await importText(app, actor, 'deals', text)).toMatchObject({
    refusedCount: 1,
    questions: [{ found: 'none', creation: 'suggested' }],
  })
  const batch = await importText(app, actor, 'deals', text, { acceptSuggestions: true })
  expect(batch).toMatchObject({ created: 1 })
  const stages = () =>
    app.db
      .of(actor.orgId)
      .selectFrom('stage')
      .select('name')
      .where('org_id', '=', actor.orgId)
      .where('deleted_at', 'is', null)
      .execute()
  expect(await stages()).toContainEqual({ name: '方案报价' })
  await undoBatch(app, actor, imports, batch.batchId, { locale: 'en' })
  expect(await stages()).not.toContainEqual({ name: '方案报价' })
})

test('somebody who may not import deals is told so', async () => {
  const actor = await seller(app)
  const rep: Actor = { ...actor, role: 'rep' }
  await expect(importText(app, rep, 'deals', header + won)).rejects.toMatchObject({ code: 'access.forbidden' })
})

test('a deal whose owner is known is written by its owner, and the ledger says that it came by import', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'deals', header + won)
  const { rows } = await sql<{ author: string; via: string }>`select m.name as author, e.via from deal d
    join member m on m.org_id = d.org_id and m.id = d.created_by join ledger_entry e on e.org_id = d.org_id and e.subject_id = d.id and e.kind = 'deal.won'
    where d.org_id = ${actor.orgId}::uuid`.execute(app.db.of(actor.orgId))
  expect(rows).toEqual([{ author: 'Lin Yue', via: 'import' }])
})

test('a cancelled deal stays cancelled when the file still calls it won', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'deals', header + won)
  await writing(app, actor, async (write) => {
    const { rows } = await sql<{ id: string }>`select id from deal where org_id = ${actor.orgId}::uuid`.execute(
      write.tx,
    )
    const [before] = await lockAll(
      write.tx,
      actor.orgId,
      deal,
      rows.map(({ id }) => id),
    )
    if (before)
      await save(write, Deal, before, {
        ...before,
        status: 'cancelled',
        cancelledOn: Temporal.PlainDate.from('2017-04-01'),
      })
  })
  expect(await importText(app, actor, 'deals', header + won)).toMatchObject({ unchanged: 1 })
  const other = await importText(app, actor, 'deals', header + won.replace('Won', 'Lost'))
  expect(other).toMatchObject({ refusedCount: 1, refused: [{ reasons: [{ code: 'import.deal_cancelled' }] }] })
})
