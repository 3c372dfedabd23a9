import { expect, test } from 'vitest'
import { save } from '#ledger/server/save.ts'
import { writing } from '#ledger/server/writing.ts'
import { answerBatch } from '#platform/import/server/answerBatch.ts'
import { batchFor } from '#platform/import/server/batches.ts'
import { runImport } from '#platform/import/server/runImport.ts'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { imports } from '../../../../product.ts'
import { appForTests, buildOrg } from '../../../../tests/harness.ts'
import { importText, openText } from '../../../../tests/importing.ts'
import { cancel } from '../../rules/dealMoves.ts'
import { changeDeal } from '../changeDeal.ts'
import { Deal } from '../types.ts'
import {
  customers,
  dealsOf,
  entriesOf,
  goods,
  header,
  lockedDeal,
  lost,
  open,
  people,
  seller,
  standing,
  won,
} from './dealFixture.ts'

const { app } = appForTests()

test('an undo takes back what nobody edited since, and says of the rest why it stays', async () => {
  const actor = await seller(app)
  const first = await importText(app, actor, 'deals', header + won + lost + open)
  const { D3 } = await dealsOf(app, actor)
  await writing(app, actor, async (write) => {
    const before = await lockedDeal(write, 'D3')
    if (before) await changeDeal(write, before, { nextStep: 'Call Maya' })
  })
  const report = await undoBatch(app, actor, imports, first.batchId, { locale: 'en' })
  expect(D3?.status).toBe('open')
  // the edited deal stays with the mark that it entered its stage
  expect(report.left.map(({ line, reason }) => [line, reason.code])).toEqual([
    [4, 'import.left_edited'],
    [4, 'import.left_edited'],
  ])
  expect(Object.keys(await dealsOf(app, actor))).toEqual(['D3'])
  expect(await standing(app, actor)).toEqual({ 'deal.created': [1, 0], 'deal.stage_entered': [1, 0] })
  expect(await importText(app, actor, 'deals', header + won + lost + open)).toMatchObject({ created: 2, unchanged: 1 })
})

test('the undo of a second file gives back what the first one had brought, and then the first can be undone', async () => {
  const actor = await seller(app)
  const first = await importText(app, actor, 'deals', header + won)
  const second = await importText(app, actor, 'deals', header + won.replace('4821', '9000'))
  expect(await undoBatch(app, actor, imports, first.batchId, { locale: 'en' })).toMatchObject({
    undone: 0,
    leftCount: 1,
  })
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [1, 9000] })
  const third = await importText(app, actor, 'deals', header + won.replace('4821', '100'))
  await undoBatch(app, actor, imports, third.batchId, { locale: 'en' })
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [1, 9000] })
  await undoBatch(app, actor, imports, second.batchId, { locale: 'en' })
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [1, 4821] })
})

test('what an import made stays at its undo while others hang on it', async () => {
  const actor = await buildOrg(app, { currency: 'USD' })
  await importText(app, actor, 'members', people)
  await importText(app, actor, 'products', goods)
  const accounts = await importText(app, actor, 'accounts', customers)
  await importText(app, actor, 'deals', header + won)
  const report = await undoBatch(app, actor, imports, accounts.batchId, { locale: 'en' })
  expect(report).toMatchObject({ undone: 1, leftCount: 1, left: [{ line: 2, reason: { code: 'import.left_used' } }] })
})

test('an import that breaks off goes on behind the last chunk that was committed', async () => {
  const actor = await seller(app)
  const rows = Array.from(
    { length: 50 },
    (_, i) => `R${i},Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2017-03-01,${i + 1}\n`,
  )
  const batch = await openText(app, actor, 'deals', header + rows.join(''))
  const breaksOff = (done: number) => {
    if (done >= 20) throw new Error('the power went')
  }
  await expect(runImport(app, actor, imports, batch.id, { chunkRows: 10, onProgress: breaksOff })).rejects.toThrow(
    'the power went',
  )
  expect(Object.keys(await dealsOf(app, actor))).toHaveLength(20)
  const done = await runImport(app, actor, imports, batch.id, { chunkRows: 10 })
  expect(done).toMatchObject({ state: 'done', counts: { outcomes: { created: 50, unchanged: 0, refused: 0 } } })
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [50, 1275] })
  const undone = await undoBatch(app, actor, imports, batch.id, { locale: 'en' })
  expect(undone).toMatchObject({ leftCount: 0 })
  expect(await standing(app, actor)).toEqual({})
})

test('two that run one batch at the same time: one goes on, the other is told', async () => {
  const actor = await seller(app)
  const rows = Array.from(
    { length: 30 },
    (_, i) => `R${i},Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2017-03-01,${i + 1}\n`,
  )
  const batch = await openText(app, actor, 'deals', header + rows.join(''))
  const both = await Promise.allSettled([
    runImport(app, actor, imports, batch.id, { chunkRows: 10 }),
    runImport(app, actor, imports, batch.id, { chunkRows: 10 }),
  ])
  expect(both.map(({ status }) => status)).toContain('fulfilled')
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [30, 465] })
  expect(await batchFor(app.db.of(actor.orgId), actor, imports, batch.id)).toMatchObject({ state: 'done' })
})

test('rows that the database refuses are told one by one, whichever chunks are on their way, and all others go in', async () => {
  const actor = await seller(app)
  const columns = 'id,name,owner,stage,created,closed on,amount\n'
  // matched by name; the id of the fifth row comes again in the next chunk and in a later one
  const rows = Array.from({ length: 20 }, (_, i) => {
    const id = i === 7 || i === 16 ? 'R4' : `R${i}`
    return `${id},Deal ${i},Lin Yue,Won,2017-01-05,2017-03-01,1\n`
  })
  const report = await importText(app, actor, 'deals', columns + rows.join(''), {
    map: { key: ['name'] },
    chunkRows: 3,
  })
  expect(report).toMatchObject({ created: 18, refusedCount: 2 })
  expect(report.refused.map(({ line, reasons }) => [line, reasons[0]?.code])).toEqual([
    [9, 'record.not_unique'],
    [18, 'record.not_unique'],
  ])
  expect(await standing(app, actor)).toMatchObject({ 'deal.won': [18, 18] })
})

test('a name that is too long and an amount beyond all bounds are refused, and the others go in', async () => {
  const actor = await seller(app)
  const long = 'x'.repeat(400)
  const columns = 'id,name,owner,stage,created,closed on,amount\n'
  const report = await importText(
    app,
    actor,
    'deals',
    `${columns}D1,One,Lin Yue,Won,2017-01-05,2017-03-01,1\nD2,${long},Lin Yue,Won,2017-01-05,2017-03-01,2\nD3,Three,Lin Yue,Won,2017-01-05,2017-03-01,99999999999999999999\nD4,Four,Lin Yue,Won,2017-01-05,2017-03-01,4\n`,
  )
  expect(report.created).toBe(2)
  expect(report.refused.map(({ line, reasons }) => [line, reasons[0]?.code])).toEqual([
    [3, 'import.text_too_long'],
    [4, 'money.out_of_range'],
  ])
})

test('a dry run tells what would come, for how many people and in which quarter, and writes nothing', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'deals', header + won + open)
  const before = await entriesOf(app, actor)
  const text = `${header}D1,Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2017-03-01,5000\nD7,Maya Chen,GTX Pro,Isdom,Won,2017-01-05,2017-07-01,300\nD8,No One,GTX Pro,Isdom,Won,2017-01-05,2017-07-01,300\n`
  const dry = await importText(app, actor, 'deals', text, { dryRun: true })
  expect(dry).toMatchObject({ dryRun: true, created: 1, changed: 1, refusedCount: 1 })
  expect(dry.ledger).toEqual(
    expect.arrayContaining([
      {
        kind: 'deal.won',
        period: '2017-Q1',
        entries: 0,
        quantity: '0',
        amountBase: { amount: '179.00', currency: 'USD' },
        people: 1,
      },
      {
        kind: 'deal.won',
        period: '2017-Q3',
        entries: 1,
        quantity: '1',
        amountBase: { amount: '300.00', currency: 'USD' },
        people: 1,
      },
    ]),
  )
  expect(await entriesOf(app, actor)).toBe(before)
})

test('answers are checked: a column that is not there, a field given twice, a link into nothing', async () => {
  const actor = await seller(app)
  const batch = await openText(app, actor, 'deals', header + won)
  const answer = (change: Parameters<typeof answerBatch>[4]) => answerBatch(app, actor, imports, batch.id, change)
  await expect(answer({ columns: { nothing: 'name' } })).rejects.toMatchObject({ code: 'import.column_unknown' })
  await expect(answer({ columns: { product: 'account' } })).rejects.toMatchObject({ code: 'import.field_twice' })
  await expect(answer({ columns: { product: 'colour' } })).rejects.toMatchObject({ code: 'import.field_unknown' })
  await expect(answer({ key: ['name'] })).rejects.toMatchObject({ code: 'import.key_not_possible' })
  const gone = { product: { GTXPro: { to: '01a20c98-1564-70d3-93f4-f3e5474c0654' } } }
  await expect(answer({ relations: gone })).rejects.toMatchObject({ code: 'import.answer_unknown' })
})

test('a cancelled deal comes back in as it went out; one that Farsail knows otherwise is cancelled there', async () => {
  const actor = await seller(app)
  await importText(app, actor, 'deals', header + won + open)
  await writing(app, actor, async (write) => {
    const before = await lockedDeal(write, 'D1')
    if (before) await save(write, Deal, before, cancel(before, Temporal.PlainDate.from('2017-05-02'), write.today))
  })
  const columns = 'id,owner,product,account,status,stage,created,closed on,amount\n'
  const out = `${columns}D1,Lin Yue,GTX Pro,Cancity,Cancelled,,2017-01-05,2017-03-01,4821\nD3,Maya Chen,GTX Basic,Isdom,已取消,,2017-02-11,2017-03-01,10\n`
  const report = await importText(app, actor, 'deals', out)
  expect(report).toMatchObject({ unchanged: 1, changed: 0, refusedCount: 1 })
  expect(report.refused[0]).toMatchObject({ line: 3, reasons: [{ code: 'import.cancelled_here' }] })
})
