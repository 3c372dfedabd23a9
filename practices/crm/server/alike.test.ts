import { expect, test } from 'vitest'
import { appForTests } from '../../../tests/harness.ts'
import { crm } from '../contract.ts'
import { buildCompany, memberOf, stagesOf } from './companyFixture.ts'

const testApp = appForTests()

async function withCustomers() {
  const company = await buildCompany(testApp, '2026-03-02')
  const maya = await memberOf(company, 'Maya')
  const [stageId = ''] = await stagesOf(company)
  const yunfan = await company.make(crm.accounts.create, {
    name: '云帆科技有限公司',
    domain: 'https://www.Yunfan.cn/about',
    phone: '021-5888 0000',
    ownerId: maya.memberId,
  })
  const nordwind = await company.make(crm.accounts.create, { name: 'Nordwind Logistics GmbH' })
  await company.make(crm.deals.create, { name: 'Buoys', stageId, accountId: yunfan, ownerId: maya.memberId })
  await company.make(crm.deals.create, { name: 'Ropes', stageId, accountId: yunfan })
  const alike = async (asked: object, actor = company.ada) => {
    const { items } = await company.act(crm.accounts.alike, asked, actor)
    return items
  }
  return { company, maya, stageId, yunfan, nordwind, alike }
}

test('a customer that is there already is told with its owner and deals, however its name is written', async () => {
  const { alike, yunfan, nordwind } = await withCustomers()
  const known = { id: yunfan, name: '云帆科技有限公司', ownerName: 'Maya', accountName: null, deals: 2 }
  for (const name of ['云帆科技', '云帆科技有限公司', '云帆科技 股份有限公司'])
    expect(await alike({ name })).toEqual([{ ...known, by: ['name'] }])
  for (const name of ['Nordwind Logistics', 'nordwind logistics inc.', 'Nordwind Logistcs'])
    expect(await alike({ name })).toEqual([expect.objectContaining({ id: nordwind })])
  expect(await alike({ name: 'Südsee' })).toEqual([])
  expect(await alike({})).toEqual([])
})

test('domain and phone tell it too, with or without www and the code of the country', async () => {
  const { alike, yunfan } = await withCustomers()
  expect(await alike({ name: 'Yunfan', domain: 'yunfan.cn' })).toEqual([
    expect.objectContaining({ id: yunfan, by: ['domain'] }),
  ])
  expect(await alike({ name: '云帆科技', domain: 'www.yunfan.cn', phone: '+86 21 5888 0000' })).toEqual([
    expect.objectContaining({ id: yunfan, by: ['name', 'domain', 'phone'] }),
  ])
  expect(await alike({ phone: '8000' })).toEqual([])
})

test('whoever may not see a person is not told of them, and deals of others are not counted', async () => {
  const { company, maya, alike, yunfan } = await withCustomers()
  const ben = await memberOf(company, 'Ben')
  const zhou = await company.make(crm.contacts.create, {
    name: '周航',
    email: 'Zhou@yunfan.cn',
    accountId: yunfan,
    ownerId: maya.memberId,
  })
  const ask = (actor: typeof maya) => company.act(crm.contacts.alike, { name: '周航', email: 'zhou@yunfan.cn' }, actor)
  expect(await ask(maya)).toEqual({
    items: [
      { id: zhou, name: '周航', by: ['name', 'email'], ownerName: 'Maya', accountName: '云帆科技有限公司', deals: 0 },
    ],
  })
  expect(await ask(ben)).toEqual({ items: [] })
  expect(await alike({ name: '云帆科技' }, ben)).toEqual([expect.objectContaining({ ownerName: 'Maya', deals: 0 })])
})

test('a customer in the bin is not told', async () => {
  const { company, alike, nordwind } = await withCustomers()
  await company.act(crm.accounts.delete, { id: nordwind })
  expect(await alike({ name: 'Nordwind Logistics' })).toEqual([])
})
