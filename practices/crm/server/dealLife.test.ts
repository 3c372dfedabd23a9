import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { org } from '#platform/org/contract.ts'
import { appForTests } from '../../../tests/harness.ts'
import { crm } from '../contract.ts'
import { buildCompany, type Company, lossReasonOf, memberOf, money, stagesOf } from './companyFixture.ts'

const testApp = appForTests()
let company: Company
let maya: Actor
let tomas: Actor
let stages: string[]
let account: string
let seen = 0n

beforeEach(async () => {
  company = await buildCompany(testApp, '2026-03-01')
  maya = await memberOf(company, 'Maya')
  tomas = await memberOf(company, 'Tomás')
  stages = await stagesOf(company)
  account = await company.make(crm.accounts.create, { name: 'Nordwind' })
  seen = 0n
})
const usd = (validOn: string, rate: string) =>
  company.make(org.fxRates.create, { fromCurrency: 'USD', toCurrency: 'CNY', validOn, rate, source: 'x' })

/** What was appended since one looked last: kind, whom, day, quantity, amount in CNY; ↩ for a reversal. */
async function news(): Promise<string[]> {
  const { rows } = await sql<{
    seq: bigint
    said: string
  }>`select e.seq, concat_ws(' ', case when e.reverses is not null then '↩' end,
      e.kind, coalesce(m.name, 'nobody'), e.occurred_on, e.quantity / 1000000.0, e.amount_base / 100.0) as said
    from ledger_entry e left join member m on m.org_id = e.org_id and m.id = e.member_id
    where e.org_id = ${company.ada.orgId}::uuid and e.seq > ${seen} order by e.seq`.execute(
    company.app.db.of(company.ada.orgId),
  )
  seen = rows.at(-1)?.seq ?? seen
  return rows.map(({ said }) => said.replaceAll(/(\.\d*?)0+(?=\s|$)/g, '$1').replaceAll(/\.(?=\s|$)/g, '')).sort()
}
const open = (amount: string | null, more: object = {}) =>
  company.make(crm.deals.create, {
    name: 'A year of sensors',
    stageId: stages[0] ?? '',
    ownerId: maya.memberId,
    accountId: account,
    amount: amount === null ? null : money(amount),
    ...more,
  })
const half = () => [
  { memberId: maya.memberId ?? '', share: '0.5' },
  { memberId: tomas.memberId ?? '', share: '0.5' },
]

test('a new deal is created and enters its stage on the day on which it is opened', async () => {
  await open('100.00')
  expect(await news()).toEqual(['deal.created Maya 2026-03-01 1 100', 'deal.stage_entered Maya 2026-03-01 1 100'])
})

test('a first amount that comes later is dated to the creation', async () => {
  const id = await open(null)
  expect(await news()).toEqual(['deal.created Maya 2026-03-01 1', 'deal.stage_entered Maya 2026-03-01 1'])
  company.day('2026-03-05')
  await company.act(crm.deals.update, { id, amount: money('80.00') })
  expect(await news()).toEqual(['deal.created Maya 2026-03-01 1 80', '↩ deal.created Maya 2026-03-01 -1'])
})

test('a deal that gets its first amount when it is won was created with it, and so with one in another currency', async () => {
  await usd('2026-03-01', '7.2')
  const id = await open(null)
  await news()
  company.day('2026-03-05')
  await company.act(crm.deals.win, { id, amount: money('80.00') })
  expect((await news()).filter((line) => line.includes('created'))).toEqual([
    'deal.created Maya 2026-03-01 1 80',
    '↩ deal.created Maya 2026-03-01 -1',
  ])
  await company.act(crm.deals.correct, { id, amount: money('10.00', 'USD'), reason: 'Signed in dollars' })
  expect((await news()).filter((line) => line.includes('created'))).toEqual([
    'deal.created Maya 2026-03-01 1 72',
    '↩ deal.created Maya 2026-03-01 -1 -80',
  ])
})

test('stage, amount and close day of an open deal leave their marks on the day of the change', async () => {
  const id = await open('100.00', { closesOn: '2026-03-20' })
  await news()
  company.day('2026-03-05')
  await company.act(crm.deals.advance, { id, stageId: stages[1] ?? '' })
  company.day('2026-03-06')
  await company.act(crm.deals.update, { id, amount: money('130.00') })
  company.day('2026-03-07')
  await company.act(crm.deals.update, { id, closesOn: '2026-03-31' })
  await company.act(crm.deals.update, { id, closesOn: '2026-04-01' })
  expect(await news()).toEqual([
    'deal.changed Maya 2026-03-06 1 30',
    'deal.changed Maya 2026-03-07 1',
    'deal.changed Maya 2026-03-07 1',
    'deal.stage_entered Maya 2026-03-05 1 100',
  ])
  const { rows } = await sql<{ pushed: boolean }>`select dims->>'pushed' is not null as pushed from ledger_entry
    where org_id = ${company.ada.orgId}::uuid and kind = 'deal.changed' and dims->>'field' = 'closesOn' order by seq`.execute(
    company.app.db.of(company.ada.orgId),
  )
  expect(rows.map((row) => row.pushed)).toEqual([false, true])
})

test('saving what stands already appends nothing', async () => {
  const id = await open('100.00')
  await news()
  await company.act(crm.deals.update, { id, amount: money('100.00'), stageId: stages[0] ?? '' })
  expect(await news()).toEqual([])
})

test('a won deal counts on its close day, with the first win of its customer, and the shares of its split', async () => {
  const id = await open('100.01')
  await news()
  company.day('2026-03-10')
  await company.act(crm.deals.win, { id, on: '2026-03-09', credits: half() })
  const parts = ['50.01', '50']
  const won = await news()
  expect(won.map((line) => line.split(' ').at(-1)).sort()).toEqual([...parts, ...parts].sort())
  expect(won.map((line) => line.replace(/ [\d.]+$/, ''))).toEqual([
    'account.first_won Maya 2026-03-09 0.5',
    'account.first_won Tomás 2026-03-09 0.5',
    'deal.won Maya 2026-03-09 0.5',
    'deal.won Tomás 2026-03-09 0.5',
  ])
})

test('a lost deal counts with the amount that it had before', async () => {
  const id = await open('100.00')
  await news()
  company.day('2026-03-10')
  await company.act(crm.deals.lose, { id, lossReasonId: await lossReasonOf(company) })
  expect(await news()).toEqual(['deal.lost Maya 2026-03-10 1 100'])
})

test('reopening takes the win back on its own day, leaves a marker today, and the first win moves to the next', async () => {
  const first = await open('100.00')
  const second = await open('200.00')
  company.day('2026-03-10')
  await company.act(crm.deals.win, { id: first })
  company.day('2026-03-12')
  await company.act(crm.deals.win, { id: second })
  await news()
  company.day('2026-04-02')
  await company.act(crm.deals.reopen, { id: first })
  expect(await news()).toEqual([
    'account.first_won Maya 2026-03-12 1 200',
    'deal.reopened Maya 2026-04-02 1',
    '↩ account.first_won Maya 2026-03-10 -1 -100',
    '↩ deal.won Maya 2026-03-10 -1 -100',
  ])
  await company.act(crm.deals.win, { id: first, on: '2026-03-11' })
  expect(await news()).toEqual([
    'account.first_won Maya 2026-03-11 1 100',
    'deal.won Maya 2026-03-11 1 100',
    '↩ account.first_won Maya 2026-03-12 -1 -200',
  ])
})

test('of two wins on one day the deal opened first is the first win', async () => {
  const [first, second] = [await open('100.00'), await open('200.00')]
  await company.act(crm.deals.win, { id: second })
  await news()
  await company.act(crm.deals.win, { id: first })
  expect(await news()).toEqual([
    'account.first_won Maya 2026-03-01 1 100',
    'deal.won Maya 2026-03-01 1 100',
    '↩ account.first_won Maya 2026-03-01 -1 -200',
  ])
})

test('a lost deal that is reopened was never lost', async () => {
  const id = await open('100.00')
  await company.act(crm.deals.lose, { id, lossReasonId: await lossReasonOf(company) })
  await news()
  company.day('2026-03-10')
  await company.act(crm.deals.reopen, { id })
  expect(await news()).toEqual(['deal.reopened Maya 2026-03-10 1', '↩ deal.lost Maya 2026-03-01 -1 -100'])
})

test('a deal’s life: won 60/40, its amount and then its split put right, cancelled by the customer', async () => {
  const id = await open('1000.00')
  await news()
  const split = (a: string, b: string) => [
    { memberId: maya.memberId ?? '', share: a },
    { memberId: tomas.memberId ?? '', share: b },
  ]
  company.day('2026-03-10')
  await company.act(crm.deals.win, { id, credits: split('0.6', '0.4') })
  company.day('2026-03-20')
  await company.act(crm.deals.correct, { id, amount: money('1200.00'), reason: 'Two sensors more' })
  company.day('2026-04-02')
  await company.act(crm.deals.correct, { id, credits: split('0.5', '0.5'), reason: 'Agreed by both' })
  company.day('2026-04-15')
  await company.act(crm.deals.cancel, { id })
  const why = await sql<{ reason: string }>`select reason from audit
    where org_id = ${company.ada.orgId}::uuid and record_id = ${id}::uuid and reason is not null order by at, id`.execute(
    company.app.db.of(company.ada.orgId),
  )
  expect(why.rows.map(({ reason }) => reason)).toEqual(['Two sensors more', 'Agreed by both'])
  const all = (await news()).filter((line) => !line.includes('first_won'))
  expect(all).toEqual(
    [
      'deal.won Maya 2026-03-10 0.6 600',
      '↩ deal.won Maya 2026-03-10 -0.6 -600',
      'deal.won Maya 2026-03-10 0.6 720',
      '↩ deal.won Maya 2026-03-10 -0.6 -720',
      'deal.won Maya 2026-03-10 0.5 600',
      'deal.won Tomás 2026-03-10 0.4 400',
      '↩ deal.won Tomás 2026-03-10 -0.4 -400',
      'deal.won Tomás 2026-03-10 0.4 480',
      '↩ deal.won Tomás 2026-03-10 -0.4 -480',
      'deal.won Tomás 2026-03-10 0.5 600',
      'deal.cancelled Maya 2026-04-15 -0.5 -600',
      'deal.cancelled Tomás 2026-04-15 -0.5 -600',
    ].sort(),
  )
  const booked = async (given: object) => {
    const { rows } = await company.values({ key: 'revenue_booked', by: 'member', where: { account }, ...given })
    return Object.fromEntries(rows.map((row) => [row.name, row.value]))
  }
  expect(await booked({ period: '2026-Q1' })).toEqual({ Maya: money('600.00'), Tomás: money('600.00') })
  expect(await booked({ period: '2026-Q2' })).toEqual({ Maya: money('-600.00'), Tomás: money('-600.00') })
  expect(await booked({ period: '2026-Q1', knownOn: '2026-03-31' })).toEqual({
    Maya: money('720.00'),
    Tomás: money('480.00'),
  })
})

test('a close day that is put right moves the win, at the rate of the day that is now valid', async () => {
  await usd('2026-03-01', '7.2')
  await usd('2026-03-16', '7.25')
  const id = await open(null, { amount: money('100.00', 'USD') })
  company.day('2026-03-20')
  await company.act(crm.deals.win, { id, on: '2026-03-15' })
  await news()
  await company.act(crm.deals.correct, { id, closedOn: '2026-03-16', reason: 'Signed a day later' })
  expect(await news()).toEqual([
    'account.first_won Maya 2026-03-16 1 725',
    'deal.won Maya 2026-03-16 1 725',
    '↩ account.first_won Maya 2026-03-15 -1 -720',
    '↩ deal.won Maya 2026-03-15 -1 -720',
  ])
})

test('a rate that is corrected later changes no win, not even when its own day is named again', async () => {
  await usd('2026-03-01', '7.25')
  const id = await open(null, { amount: money('100.00', 'USD') })
  company.day('2026-03-20')
  await company.act(crm.deals.win, { id, on: '2026-03-17' })
  await usd('2026-03-17', '7.9')
  await news()
  await company.act(crm.deals.correct, {
    id,
    closedOn: '2026-03-17',
    amount: money('200.00', 'USD'),
    reason: 'Twice as many',
  })
  expect((await news()).filter((line) => line.startsWith('deal.won'))).toEqual(['deal.won Maya 2026-03-17 1 1450'])
})

test('a win stays with whom it was when it closed, whoever looks after the deal now', async () => {
  const id = await open('100.00')
  await company.act(crm.deals.win, { id })
  await news()
  company.day('2026-03-10')
  await company.act(crm.deals.update, { id, ownerId: tomas.memberId })
  expect(await news()).toEqual([])
  await company.act(crm.deals.update, { id, ownerId: company.ada.memberId })
  expect(await news()).toEqual([])
  await company.act(crm.deals.reopen, { id })
  await news()
  await company.act(crm.deals.win, { id })
  expect((await news()).filter((line) => line.startsWith('deal.won'))).toEqual(['deal.won Ada 2026-03-10 1 100'])
})

test('a new owner of an open deal changes nothing that stands; what happens next is the new owner’s', async () => {
  const id = await open('100.00')
  await news()
  company.day('2026-03-10')
  await company.act(crm.deals.update, { id, ownerId: tomas.memberId })
  expect(await news()).toEqual([])
  await company.act(crm.deals.advance, { id, stageId: stages[2] ?? '' })
  await company.act(crm.deals.win, { id })
  expect((await news()).filter((line) => !line.startsWith('account'))).toEqual([
    'deal.stage_entered Tomás 2026-03-10 1 100',
    'deal.won Tomás 2026-03-10 1 100',
  ])
})

test('deleting takes back all that a deal and its events put into the ledger, and restoring brings it again', async () => {
  const id = await open('100.00')
  company.day('2026-03-05')
  await company.act(crm.deals.advance, { id, stageId: stages[1] ?? '' })
  company.day('2026-03-10')
  await company.act(crm.deals.win, { id })
  const made = [
    'account.first_won Maya 2026-03-10 1 100',
    'deal.created Maya 2026-03-01 1 100',
    'deal.stage_entered Maya 2026-03-01 1 100',
    'deal.stage_entered Maya 2026-03-05 1 100',
    'deal.won Maya 2026-03-10 1 100',
  ]
  expect(await news()).toEqual(made)
  company.day('2026-04-01')
  await company.act(crm.deals.delete, { id })
  expect(await news()).toEqual(made.map((line) => `↩ ${line.replace(/ 1 100$/, ' -1 -100')}`).sort())
  await company.act(crm.deals.restore, { id })
  expect(await news()).toEqual(made)
})

test('a call counts for each of our people who took part, and a note for nobody', async () => {
  const id = await company.make(crm.activities.create, {
    kind: 'call',
    subject: 'Sensors',
    occurredOn: '2026-03-01',
    ownerId: maya.memberId,
    participants: [tomas.memberId],
    accountId: account,
    connected: true,
  })
  await company.make(crm.activities.create, { kind: 'note', subject: 'Likes tea', occurredOn: '2026-03-01' })
  expect(await news()).toEqual(
    ['Maya', 'Tomás']
      .flatMap((name) => [`call.connected ${name} 2026-03-01 1`, `call.made ${name} 2026-03-01 1`])
      .sort(),
  )
  await company.act(crm.activities.update, { id, connected: false })
  expect(await news()).toEqual(['↩ call.connected Maya 2026-03-01 -1', '↩ call.connected Tomás 2026-03-01 -1'])
})
