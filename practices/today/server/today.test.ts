import { beforeEach, expect, test } from 'vitest'
import { money, type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, type Caller, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
let maya: Caller
let stageId: string
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
  maya = shop.as(shop.maya, 'rep')
  stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
})
const page = async (caller: Caller = maya) => {
  const answer = await caller.get('/today')
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  return answer.body
}
const deal = (name: string, more: object = {}) =>
  shop.make('/deals', { name, stageId, ownerId: shop.maya, probability: '0.5', ...more })
const names = (body: unknown) => listAt(body, 'next').map((one) => textAt(one, 'name'))

test('a rep sees where they stand, and what to do next by effect on the goal and timing', async () => {
  const targetId = await shop.make('/targets', {
    metric: 'revenue_booked',
    period: '2026-Q2',
    memberId: shop.maya,
    amount: '65000',
  })
  await shop.win(shop.maya, '10000')
  const large = await deal('Nordwind', { amount: money('20000'), nextStep: 'Call', nextStepOn: '2026-05-10' })
  await deal('Südwind', { amount: money('2000'), nextStep: 'Call', nextStepOn: '2026-05-15' })
  await deal('Planned', { amount: money('90000'), nextStep: 'Call', nextStepOn: '2026-05-20' })
  shop.day('2026-05-15')
  const body = await page()
  expect(body).toMatchObject({
    on: '2026-05-15',
    leadId: targetId,
    missing: money('55000.00'),
    deals: 3,
    goals: [{ status: 'offTrack', daysGone: '32', daysAll: '65', expected: money('32000.00') }],
    week: [{ metric: 'contacts_total', figure: { value: '0' } }, {}, {}, {}],
    team: null,
    setUp: null,
    runs: null,
  })
  expect(names(body)).toEqual(['Nordwind', 'Booked revenue', 'Südwind'])
  expect(at(body, 'next.0')).toMatchObject({
    key: `deal:${large}`,
    reasons: [{ kind: 'stepDue', days: 5 }, { kind: 'quiet' }],
    worth: money('20000.00'),
    chance: '0.5',
    effect: '0.181818',
    timing: '1.5',
  })
})

test('off its pace since the first of the days in a row that it was', async () => {
  await shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', memberId: shop.maya, amount: '65000' })
  await shop.win(shop.maya, '10000')
  shop.day('2026-05-15')
  // 10,000 is less than 80 % of what is expected from 12,501 on: with the thirteenth working day
  expect(at(await page(), 'goals.0')).toMatchObject({ status: 'offTrack', since: '2026-04-17' })
})

test('what is put off is away until its day, and comes back at once when it is taken up', async () => {
  const id = await deal('Nordwind', { nextStepOn: '2026-04-01', nextStep: 'Call' })
  const key = `deal:${id}`
  expect((await maya.post('/today/put-off', { key, until: '2026-04-03' })).status).toBe(200)
  expect(await page()).toMatchObject({ next: [], putOff: 1 })
  expect((await maya.post('/today/take-up', { key })).status).toBe(200)
  expect(names(await page())).toEqual(['Nordwind'])
  await maya.post('/today/put-off', { key, until: '2026-04-03' })
  shop.day('2026-04-03')
  expect(await page()).toMatchObject({ putOff: 0, next: [{ name: 'Nordwind' }] })
  expect(codeOf(await maya.post('/today/put-off', { key, until: '2026-04-03' }))).toBe('today.until_not_later')
})

test('a manager sees who is off pace, what slipped and whom to thank, of their own line only', async () => {
  await shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', memberId: shop.maya, amount: '65000' })
  const slipped = await deal('Nordwind', { amount: money('20000'), closesOn: '2026-05-01' })
  await shop.make('/deals', { name: 'Elsewhere', stageId, ownerId: shop.ada.memberId, closesOn: '2026-05-01' })
  shop.day('2026-05-15')
  await shop.win(shop.tomas, '5000')
  const { body } = await shop.as(shop.lin, 'manager').get('/today')
  expect(at(body, 'team')).toMatchObject({
    of: 'line',
    count: 2,
    people: [
      { name: 'Maya', lastActiveOn: null, goals: [{ status: 'offTrack' }] },
      { name: 'Tomás', goals: [] },
    ],
    slipped: 1,
    withoutStep: 1,
    stray: [{ dealId: slipped, hasStep: false, ownerId: shop.maya }],
    wins: [{ memberId: shop.tomas, isFirst: true, amount: money('5000.00') }],
  })
})

test('an owner sees what is left to set up until it is done or put away, for good', async () => {
  expect(at(await page(shop.api), 'setUp')).toEqual([
    { step: 'people', done: true },
    { step: 'data', done: false },
    { step: 'calendar', done: false },
    { step: 'targets', done: false },
    { step: 'invited', done: false },
    { step: 'deal', done: false },
  ])
  expect((await shop.api.post('/today/put-off', { key: 'setUp', until: null })).status).toBe(200)
  shop.day('2027-01-01')
  expect(await page(shop.api)).toMatchObject({ setUp: null, runs: { jobs: [] } })
})

test('nobody sees another one’s deals, and who sells nothing has an empty day', async () => {
  await deal('Nordwind')
  expect(names(await page(shop.as(shop.tomas, 'rep')))).toEqual([])
  expect(await page(shop.as(shop.tomas, 'hr'))).toMatchObject({ next: [], deals: 0, team: null, runs: null })
  expect((await shop.as(shop.tomas, 'guest').get('/today')).status).toBe(403)
})

test('whom one may not see at a customer is not named, nor dialled', async () => {
  const accountId = await shop.make('/accounts', { name: '华夏智造', ownerId: shop.maya })
  const person = { name: '李敏', phone: '+86 21 5555 0100', accountId }
  const contactId = await shop.make('/contacts', { ...person, ownerId: shop.tomas })
  await deal('Sensors', { accountId, contactId, nextStep: 'Call', nextStepOn: '2026-04-01' })
  await deal('Gauges', { accountId, nextStep: 'Call', nextStepOn: '2026-04-01' })
  const hidden = { contact: null, phone: null }
  expect(listAt(await page(), 'next')).toMatchObject([hidden, hidden])
  await shop.api.patch(`/contacts/${contactId}`, { ownerId: shop.maya })
  const seen = { contact: '李敏', phone: '+86 21 5555 0100' }
  expect(listAt(await page(), 'next')).toMatchObject([seen, seen])
})
