import { beforeAll, expect, test } from 'vitest'
import { appForTests } from '../../../tests/harness.ts'
import { importText } from '../../../tests/importing.ts'
import { crm } from '../contract.ts'
import { buildCompany, type Company, memberOf, money, stagesOf } from './companyFixture.ts'

const testApp = appForTests()
let company: Company
let mayaId: string | null
let stageId: string

beforeAll(async () => {
  company = await buildCompany(testApp, '2026-03-02')
  mayaId = (await memberOf(company, 'Maya')).memberId
  stageId = (await stagesOf(company))[0] ?? ''
})

async function wonDeal(productId: string | null, amount: string): Promise<string> {
  const id = await company.make(crm.deals.create, {
    name: 'Deal',
    ownerId: mayaId,
    stageId,
    productId,
    amount: money(amount),
  })
  await company.act(crm.deals.win, { id })
  return id
}
const figure = async (key: string, day = company.today()) =>
  (await company.values({ key, from: day, to: day })).total.value
const inputsOf = async (key: string, day = company.today()) => {
  const { total } = await company.values({ key, from: day, to: day })
  const { inputs } = await company.explain(total.explain)
  return Object.fromEntries(inputs.map(({ name, value }) => [name, value]))
}

test('the discount is what was let off the list price, of the deals that have one', async () => {
  company.day('2026-03-03')
  const sensor = await company.make(crm.products.create, { name: 'Sensor', price: money('1000.00') })
  const service = await company.make(crm.products.create, { name: 'Service' })
  await wonDeal(sensor, '800.00')
  await wonDeal(sensor, '1000.00')
  await wonDeal(service, '5000.00')
  await wonDeal(null, '70.00')
  expect(await figure('discount_rate')).toBe('0.1')
  expect(await inputsOf('discount_rate')).toEqual({
    let_off: money('200.00'),
    list_value: money('2000.00'),
    won_listed: money('1800.00'),
    won_value: money('6870.00'),
  })
})

test('a price that is changed later changes nothing that was won before', async () => {
  company.day('2026-03-04')
  const product = await company.make(crm.products.create, {
    name: 'Gateway',
    price: money('500.00'),
    cost: money('100.00'),
  })
  const deal = await wonDeal(product, '400.00')
  await company.act(crm.products.update, { id: product, price: money('900.00'), cost: money('300.00') })
  await company.act(crm.deals.update, { id: deal, nextStep: 'Send the contract' })
  expect([await figure('discount_rate'), await figure('margin_booked')]).toEqual(['0.2', money('300.00')])
  await wonDeal(product, '900.00')
  expect([await figure('discount_rate'), await figure('margin_booked')]).toEqual(['0.071429', money('900.00')])
})

test('the margin of what a customer cancels is taken back on the day of it; the share that has a cost is told', async () => {
  company.day('2026-03-05')
  const product = await company.make(crm.products.create, { name: 'Router', cost: money('100.00') })
  const deal = await wonDeal(product, '400.00')
  await wonDeal(null, '600.00')
  expect(await inputsOf('margin_booked')).toEqual({
    margin: money('300.00'),
    booked_with_cost: money('400.00'),
    cost: money('100.00'),
    booked: money('1000.00'),
  })
  company.day('2026-03-06')
  await company.act(crm.deals.cancel, { id: deal })
  expect(await figure('margin_booked')).toEqual(money('-300.00'))
  expect(await figure('margin_booked', '2026-03-05')).toEqual(money('300.00'))
})

test('a win of another product than was thought is measured by that one', async () => {
  company.day('2026-03-09')
  const [small, large] = [
    await company.make(crm.products.create, { name: 'Small', price: money('100.00') }),
    await company.make(crm.products.create, { name: 'Large', price: money('200.00') }),
  ]
  const deal = await wonDeal(small, '100.00')
  expect(await figure('discount_rate')).toBe('0')
  await company.act(crm.deals.update, { id: deal, productId: large })
  expect(await figure('discount_rate')).toBe('0.5')
})

const mail = (occurredOn: string, more: object = {}) =>
  company.make(crm.activities.create, { kind: 'email', subject: 'Offer', occurredOn, ownerId: mayaId, ...more })

test('a mail counts as answered up to the fourteenth day, in the period in which it was sent', async () => {
  company.day('2026-06-01')
  await mail('2026-05-04', { repliedOn: '2026-05-18' })
  await mail('2026-05-04', { repliedOn: '2026-05-19' })
  await mail('2026-05-04')
  // 23:30 on the 4th in Shanghai
  await mail('2026-05-04', { repliedAt: '2026-05-04T15:30:00Z' })
  const sent = (await company.values({ key: 'reply_rate', from: '2026-05-01', to: '2026-05-31' })).total
  expect([sent.value, sent.cases?.cases]).toEqual(['0.5', '4'])
  const asOf = { key: 'reply_rate', from: '2026-05-01', to: '2026-05-31', asOf: '2026-05-17' }
  expect((await company.values(asOf)).total.value).toBe('0.25')
  expect((await company.values({ key: 'emails_sent', from: '2026-05-18', to: '2026-05-19' })).total.value).toBe('0')
})

test('an answer comes after its mail and not in the future', async () => {
  company.day('2026-06-01')
  await expect(mail('2026-05-04', { repliedOn: '2026-05-03' })).rejects.toMatchObject({
    code: 'activity.replied_before',
  })
  await expect(mail('2026-05-04', { repliedOn: '2026-06-02' })).rejects.toMatchObject({
    code: 'activity.replied_in_future',
  })
})

test('answers come in with the mails of a file', async () => {
  company.day('2026-07-20')
  const text = `编号,类型,主题,日期,负责人,回复日期
M1,邮件,报价,2026-07-06,Maya,2026-07-08
M2,邮件,报价,2026-07-06,Maya,
M3,邮件,报价,2026-07-06,Maya,2026-07-01\n`
  const report = await importText(testApp.app, company.ada, 'activities', text)
  expect(report).toMatchObject({ created: 2, refusedCount: 1 })
  expect(report.refused[0]?.reasons[0]?.code).toBe('activity.replied_before')
  expect(await figure('reply_rate', '2026-07-06')).toBe('0.5')
  expect(await importText(testApp.app, company.ada, 'activities', text)).toMatchObject({ changed: 0, unchanged: 2 })
})
