import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { org } from '#platform/org/contract.ts'
import { appForTests } from '../../../tests/harness.ts'
import { crm, type GroupsInput, type GroupsJson, groupsSchema } from '../contract.ts'
import { buildCompany, type Company, lossReasonOf, memberOf, money, stagesOf } from './companyFixture.ts'
import { buildHistory, type History } from './historyFixture.ts'

const testApp = appForTests()
let history: History
beforeAll(async () => {
  history = await buildHistory(testApp)
}, 180_000)

async function groupsFor(company: Company, asked: GroupsInput, actor?: Actor): Promise<GroupsJson> {
  return groupsSchema.parse(await company.act(crm.deals.groups, asked, actor))
}
const open = { status: { eq: 'open' } }

test('the columns of the board say what the open pipeline says of each stage, to everybody of what they may see', async () => {
  for (const actor of [history.ada, history.lin, history.maya]) {
    const { groups, total } = await groupsFor(history, { by: 'stageId', filter: open }, actor)
    const board = Object.fromEntries(groups.map(({ key, sum, weighted }) => [key, [sum, weighted]]))
    const [amounts, weighted] = await Promise.all(
      ['pipeline_open', 'pipeline_weighted'].map((key) => history.values({ key, by: 'stage' }, actor)),
    )
    const figures = Object.fromEntries(
      (amounts?.rows ?? []).map((row) => [
        row.key,
        [row.value, weighted?.rows.find(({ key }) => key === row.key)?.value],
      ]),
    )
    expect(board).toEqual(figures)
    expect(total.sum).toEqual(amounts?.total.value)
    expect(total.weighted).toEqual(weighted?.total.value)
    const list = await history.act(crm.deals.list, { filter: open, count: true, limit: 1 }, actor)
    expect(total.count).toBe(list['count'])
  }
})

test('a sum in several currencies is told apart, and what has no rate is left out and said', async () => {
  const company = await buildCompany(testApp, '2026-03-02')
  const maya = await memberOf(company, 'Maya')
  const [stageId = ''] = await stagesOf(company)
  await company.make(org.fxRates.create, {
    fromCurrency: 'USD',
    toCurrency: 'CNY',
    validOn: '2026-03-01',
    rate: '7.2',
    source: 'bank',
  })
  const make = (amount: ReturnType<typeof money> | null) =>
    company.make(crm.deals.create, { name: 'Buoys', stageId, ownerId: maya.memberId, amount })
  await make(money('1000.00'))
  await make(money('10.00', 'USD'))
  await make(null)
  const { groups, rates } = await groupsFor(company, { by: 'stageId' })
  expect(groups).toEqual([
    {
      key: stageId,
      count: 3,
      sum: money('1072.00'),
      weighted: expect.anything(),
      parts: expect.arrayContaining([
        { count: 1, amount: money('1000.00'), base: money('1000.00') },
        { count: 1, amount: money('10.00', 'USD'), base: money('72.00') },
      ]),
    },
  ])
  expect(rates).toEqual([{ currency: 'USD', rate: '7.2', on: '2026-03-01' }])
})

test('a won deal keeps the rate of its day when the rate changes, and months and days hold what closed in them', async () => {
  const company = await buildCompany(testApp, '2026-03-02')
  const [stageId = ''] = await stagesOf(company)
  const rate = (validOn: string, text: string) =>
    company.make(org.fxRates.create, { fromCurrency: 'USD', toCurrency: 'CNY', validOn, rate: text, source: 'bank' })
  await rate('2026-03-01', '7.2')
  const id = await company.make(crm.deals.create, { name: 'Buoys', stageId, amount: money('10.00', 'USD') })
  await company.act(crm.deals.win, { id })
  await rate('2026-04-01', '8')
  company.day('2026-04-02')
  const lost = await company.make(crm.deals.create, { name: 'Nets', stageId })
  await company.act(crm.deals.lose, { id: lost, lossReasonId: await lossReasonOf(company) })
  const { groups } = await groupsFor(company, { by: 'closedOnMonth' })
  expect(groups.map(({ key, count, sum }) => [key, count, sum])).toEqual([
    ['2026-03', 1, money('72.00')],
    ['2026-04', 1, money('0.00')],
  ])
  expect((await groupsFor(company, { by: 'closedOn', filter: { status: { eq: 'won' } } })).groups[0]?.key).toBe(
    '2026-03-02',
  )
})

test('a rep counts her own deals and nobody else’s, whatever she asks for', async () => {
  const company = await buildCompany(testApp, '2026-03-02')
  const [maya, tomas] = [await memberOf(company, 'Maya'), await memberOf(company, 'Tomás')]
  const [stageId = ''] = await stagesOf(company)
  for (const ownerId of [maya.memberId, tomas.memberId])
    await company.make(crm.deals.create, { name: 'Buoys', stageId, ownerId, amount: money('500.00') })
  expect((await groupsFor(company, { by: 'ownerId' }, maya)).total).toMatchObject({ count: 1, sum: money('500.00') })
  const filter = { ownerId: { eq: tomas.memberId ?? '' } }
  expect((await groupsFor(company, { by: 'none', filter }, maya)).total).toMatchObject({ count: 0, sum: money('0.00') })
})

test('a deal tells when its customer was last reached: a note is no contact, nor is a call that nobody answered', async () => {
  const company = await buildCompany(testApp, '2026-03-02')
  const [maya, tomas] = [await memberOf(company, 'Maya'), await memberOf(company, 'Tomás')]
  const [stageId = '', next = ''] = await stagesOf(company)
  const id = await company.make(crm.deals.create, { name: 'Buoys', stageId, ownerId: maya.memberId })
  const hidden = await company.make(crm.deals.create, { name: 'Nets', stageId, ownerId: tomas.memberId })
  const log = (kind: 'call' | 'note' | 'visit', occurredOn: string, connected = false) =>
    company.make(crm.activities.create, {
      kind,
      subject: kind,
      occurredOn,
      dealId: id,
      ...(kind === 'call' ? { connected } : {}),
    })
  await log('visit', '2026-03-02')
  company.day('2026-03-10')
  await log('call', '2026-03-09')
  await log('note', '2026-03-10')
  await company.act(crm.deals.advance, { id, stageId: next })
  const answer = await company.act(crm.deals.touches, { ids: `${id},${hidden}` }, maya)
  expect(answer).toEqual({ items: [{ id, lastContactOn: '2026-03-02', inStageSince: '2026-03-10' }] })
})
