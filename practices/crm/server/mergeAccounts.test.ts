import { array, assert, asyncProperty, constantFrom, integer, record as shape } from 'fast-check'
import { expect, test } from 'vitest'
import { verify } from '#ledger/server/verify.ts'
import { appForTests } from '../../../tests/harness.ts'
import { importText } from '../../../tests/importing.ts'
import { crm } from '../contract.ts'
import { buildCompany, type Company, memberOf, money, recordTypes, stagesOf } from './companyFixture.ts'

const testApp = appForTests()
const year = { from: '2026-01-01', to: '2026-12-31' }

async function figureOf(company: Company, key: string) {
  const { total } = await company.values({ key, ...year })
  return total.value
}
const damagesOf = async ({ app, ada }: Company) => (await verify(app.db.of(ada.orgId), ada.orgId, recordTypes)).damages

async function twoCustomers() {
  const company = await buildCompany(testApp, '2026-03-02')
  const maya = await memberOf(company, 'Maya')
  const [stageId = ''] = await stagesOf(company)
  const gone = await company.make(crm.accounts.create, { name: '云帆科技', phone: '021-5888 0000', externalId: 'A-7' })
  const into = await company.make(crm.accounts.create, { name: '云帆科技有限公司', segment: 'Enterprise' })
  const deal = (accountId: string, amount: string) =>
    company.make(crm.deals.create, { name: 'Buoys', stageId, accountId, ownerId: maya.memberId, amount: money(amount) })
  return { company, maya, gone, into, deal }
}

test('two customers become one: what hung on both is with the one that stays, the later first win is taken back', async () => {
  const { company, maya, gone, into, deal } = await twoCustomers()
  const open = await deal(gone, '10.00')
  const late = await deal(gone, '100.00')
  const early = await deal(into, '200.00')
  company.day('2026-03-20')
  await company.act(crm.deals.win, { id: late, on: '2026-03-18' })
  await company.act(crm.deals.win, { id: early, on: '2026-03-10' })
  const person = await company.make(crm.contacts.create, { name: '周航', accountId: gone })
  const call = await company.make(crm.activities.create, {
    kind: 'call',
    subject: 'Hello',
    occurredOn: '2026-03-19',
    accountId: gone,
    ownerId: maya.memberId,
  })
  const child = await company.make(crm.accounts.create, { name: '云帆上海', parentId: gone })
  expect(await figureOf(company, 'new_logos')).toBe('2')
  const booked = await figureOf(company, 'revenue_booked')

  const said = { moved: { deals: 2, contacts: 1, activities: 1, children: 1 }, firstWinTakenBack: '2026-03-18' }
  expect(await company.act(crm.accounts.merge, { id: gone, into, dry: true })).toMatchObject(said)
  expect(await figureOf(company, 'new_logos')).toBe('2')
  const answer = await company.act(crm.accounts.merge, { id: gone, into })
  expect(answer).toMatchObject({
    ...said,
    account: { id: into, name: '云帆科技有限公司', segment: 'Enterprise', phone: '021-5888 0000', externalId: 'A-7' },
  })
  for (const [route, id] of [
    [crm.deals.get, open],
    [crm.deals.get, late],
    [crm.contacts.get, person],
    [crm.activities.get, call],
  ] as const)
    expect(await company.act<{ id: string }, unknown>(route, { id })).toMatchObject({ accountId: into })
  expect(await company.act(crm.accounts.get, { id: child })).toMatchObject({ parentId: into })
  expect(await company.act(crm.accounts.get, { id: gone })).toMatchObject({ mergedInto: into })
  expect(await figureOf(company, 'new_logos')).toBe('1')
  expect(await figureOf(company, 'revenue_booked')).toEqual(booked)
  expect(await damagesOf(company)).toEqual([])

  await company.act(crm.accounts.restore, { id: gone })
  expect(await company.act(crm.accounts.get, { id: gone })).toMatchObject({ mergedInto: null, externalId: 'A-7' })
  expect(await company.act(crm.accounts.get, { id: into })).toMatchObject({ phone: null, externalId: null })
  expect(await company.act(crm.deals.get, { id: late })).toMatchObject({ accountId: gone })
  expect(await figureOf(company, 'new_logos')).toBe('2')
  expect(await figureOf(company, 'revenue_booked')).toEqual(booked)
  expect(await damagesOf(company)).toEqual([])
})

test('a file that still knows the merged customer brings it to the one that stays, and not back', async () => {
  const { company, gone, into } = await twoCustomers()
  await company.act(crm.accounts.merge, { id: gone, into })
  const accounts = await importText(company.app, company.ada, 'accounts', 'account\n云帆科技\n')
  expect(accounts).toMatchObject({ created: 0, changed: 0, skipped: 1, warnings: [{ code: 'import.merged_away' }] })
  const deals = await importText(
    company.app,
    company.ada,
    'deals',
    'opportunity,account,stage,sales_agent,close_date,close_value\nBuoys II,云帆科技,Won,Maya,2026-03-01,0\n',
  )
  expect(deals).toMatchObject({ created: 1 })
  const { items } = await company.act(crm.deals.list, { search: 'Buoys II' })
  expect(items).toMatchObject([{ accountId: into }])
})

test('a customer merged on leads to the last one, and comes back from there', async () => {
  const { company, gone, into, deal } = await twoCustomers()
  const id = await deal(gone, '10.00')
  const last = await company.make(crm.accounts.create, { name: '云帆集团', parentId: gone })
  await company.act(crm.accounts.merge, { id: gone, into, take: [] })
  await company.act(crm.accounts.merge, { id: into, into: last, take: ['name'] })
  expect(await company.act(crm.accounts.get, { id: last })).toMatchObject({ name: '云帆科技有限公司', parentId: null })
  expect(await company.act(crm.deals.get, { id })).toMatchObject({ accountId: last })
  await company.act(crm.accounts.restore, { id: gone })
  expect(await company.act(crm.deals.get, { id })).toMatchObject({ accountId: gone })
  expect(await damagesOf(company)).toEqual([])
})

test('a customer is not merged with itself, with one in the bin, or by a rep', async () => {
  const { company, maya, gone, into } = await twoCustomers()
  await expect(company.act(crm.accounts.merge, { id: gone, into: gone })).rejects.toThrow('account.merge_itself')
  await expect(company.act(crm.accounts.merge, { id: gone, into }, maya)).rejects.toThrow('access.forbidden')
  await company.act(crm.accounts.delete, { id: into })
  await expect(company.act(crm.accounts.merge, { id: gone, into })).rejects.toThrow('record.deleted')
})

test('whatever was sold to either, merging moves no money, and takes back one new logo where both were won', async () => {
  const sale = shape({
    to: constantFrom('gone', 'into'),
    end: constantFrom('won', 'open', 'cancelled'),
    cents: integer({ min: 1, max: 1_000_000 }),
    day: integer({ min: 10, max: 20 }),
  })
  await assert(
    asyncProperty(array(sale, { maxLength: 6 }), async (sales) => {
      const { company, gone, into, deal } = await twoCustomers()
      const ids = []
      for (const { to, cents } of sales) ids.push(await deal(to === 'gone' ? gone : into, (cents / 100).toFixed(2)))
      company.day('2026-03-25')
      for (const [i, { end, day }] of sales.entries()) {
        if (end === 'open') continue
        await company.act(crm.deals.win, { id: ids[i] ?? '', on: `2026-03-${day}` })
        if (end === 'cancelled') await company.act(crm.deals.cancel, { id: ids[i] ?? '' })
      }
      const figures = () =>
        Promise.all(['revenue_booked', 'deals_won', 'new_logos'].map((key) => figureOf(company, key)))
      const before = await figures()
      const soldTo = new Set(sales.filter(({ end }) => end !== 'open').map(({ to }) => to))
      await company.act(crm.accounts.merge, { id: gone, into })
      const after = await figures()
      expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
      expect(Number(after[2])).toBe(Number(before[2]) - (soldTo.size === 2 ? 1 : 0))
      await company.act(crm.accounts.restore, { id: gone })
      expect(await figures()).toEqual(before)
      expect(await damagesOf(company)).toEqual([])
    }),
    { numRuns: 8 },
  )
})
