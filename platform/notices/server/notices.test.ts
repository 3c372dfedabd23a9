import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { buildOrg } from '../../../tests/harness.ts'
import { at, type Caller, listAt, productServed, textAt } from '../../../tests/serving.ts'
import { forgetNotices } from './notices.ts'

// What concerns a person is written with what caused it, and told to them alone.

const { app, as, clock } = productServed()
let company: Awaited<ReturnType<typeof people>>
beforeAll(async () => {
  company = await people()
})

async function people() {
  const ada = await buildOrg(app)
  const office = as(ada)
  const seat = async (name: string, role: Actor['role']) => {
    const { body } = await office.post('/members', { name, role, vacant: false })
    const actor: Actor = { ...ada, memberId: textAt(body, 'id'), role }
    return { actor, id: textAt(body, 'id'), calls: as(actor) }
  }
  const stageId = textAt((await office.get('/stages?limit=1')).body, 'items.0.id')
  return { ada, office, stageId, seat }
}
const texts = async (of: Caller) => listAt((await of.get('/notices')).body, 'items').map((one) => textAt(one, 'text'))
const unread = async (of: Caller) => at((await of.get('/notices/unread')).body, 'count')

async function dealFor(ownerId: string, name: string, by: Caller = company.office): Promise<string> {
  const answer = await by.post('/deals', { name, ownerId, stageId: company.stageId })
  expect(answer.status).toBe(201)
  return textAt(answer.body, 'id')
}

test('a deal that somebody else gives me is told to me, in my language, and leads to it', async () => {
  const maya = await company.seat('Maya', 'rep')
  const dealId = await dealFor(maya.id, '华夏智造')
  const { body } = await maya.calls.get('/notices')
  expect(at(body, 'items.0')).toMatchObject({
    kind: 'deal.assigned',
    text: 'Ada gave you the deal 华夏智造',
    subjectType: 'deal',
    subjectId: dealId,
    actorName: 'Ada',
    readAt: null,
  })
  expect(await texts(as({ ...maya.actor, locale: 'zh-CN' }))).toEqual(['Ada 把商机“华夏智造”交给了你'])
})

test('nobody is told of their own doing', async () => {
  const maya = await company.seat('Maya', 'rep')
  const dealId = await dealFor(maya.id, 'Her own', maya.calls)
  await maya.calls.patch(`/deals/${dealId}`, { nextStep: 'Call again' })
  expect(await texts(maya.calls)).toEqual([])
  expect(await unread(company.office)).toBe(0)
})

test('what another person changes about my deal is named; who gets and who loses it both hear', async () => {
  const [maya, tomas] = [await company.seat('Maya', 'rep'), await company.seat('Tomás', 'rep')]
  const dealId = await dealFor(maya.id, 'Blue', maya.calls)
  await company.office.patch(`/deals/${dealId}`, {
    closesOn: '2026-12-24',
    amount: { amount: '100.00', currency: 'CNY' },
  })
  await company.office.patch(`/deals/${dealId}`, { ownerId: tomas.id })
  expect(await texts(maya.calls)).toEqual([
    'Ada gave your deal Blue to somebody else',
    'Ada changed your deal Blue: Amount, Closes on',
  ])
  expect(await texts(tomas.calls)).toEqual(['Ada gave you the deal Blue'])
})

test('many deals at one stroke are one notice', async () => {
  const [maya, tomas] = [await company.seat('Maya', 'rep'), await company.seat('Tomás', 'rep')]
  const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => dealFor(maya.id, name, maya.calls)))
  await company.office.post('/deals/bulk', { ids, change: { ownerId: tomas.id } })
  expect(await texts(tomas.calls)).toEqual(['Ada gave you 5 deals'])
  expect(at((await tomas.calls.get('/notices')).body, 'items.0.subjectId')).toBeNull()
})

test('a target is told to its person, and the answer to whoever set it', async () => {
  const [lin, maya] = [await company.seat('林悦', 'ops'), await company.seat('Maya', 'rep')]
  const made = await lin.calls.post('/targets', {
    metric: 'revenue_booked',
    memberId: maya.id,
    period: '2026-11',
    amount: '1000.00',
  })
  const path = `/targets/${textAt(made.body, 'id')}`
  await maya.calls.post(`${path}/accept`, {})
  await lin.calls.post(`${path}/change`, { kind: 'correction', amount: '900.00', reason: 'two weeks of leave' })
  await maya.calls.post(`${path}/decline`, { reason: 'still too much' })
  expect(await texts(maya.calls)).toEqual([
    '林悦 changed your target for 2026-11: Booked revenue',
    '林悦 set you a target for 2026-11: Booked revenue',
  ])
  expect(await texts(lin.calls)).toEqual([
    'Maya declined another amount for their target: two weeks of leave',
    'Maya accepted the target for 2026-11: Booked revenue',
  ])
})

test('marked as read one by one or all at once; what came after the newest seen stays unread', async () => {
  const maya = await company.seat('Maya', 'rep')
  for (const name of ['one', 'two', 'three']) await dealFor(maya.id, name)
  const ids = listAt((await maya.calls.get('/notices')).body, 'items').map((one) => textAt(one, 'id'))
  expect(at((await maya.calls.post('/notices/read', { ids: ids.slice(2) })).body, 'count')).toBe(2)
  await dealFor(maya.id, 'four')
  expect(at((await maya.calls.post('/notices/read-all', { until: ids[0] ?? '' })).body, 'count')).toBe(1)
  expect(listAt((await maya.calls.get('/notices?unread=true')).body, 'items')).toHaveLength(1)
  expect(listAt((await maya.calls.get('/notices')).body, 'items')).toHaveLength(4)
})

test('nobody marks or reads the notices of somebody else, not even the owner', async () => {
  const maya = await company.seat('Maya', 'rep')
  await dealFor(maya.id, 'Hers')
  const id = textAt((await maya.calls.get('/notices')).body, 'items.0.id')
  await company.office.post('/notices/read', { ids: [id] })
  await company.office.post('/notices/read-all', { until: id })
  expect(await texts(company.office)).toEqual([])
  expect(await unread(maya.calls)).toBe(1)
})

test('what one does not want to hear of is not written; an unknown kind is refused by its name', async () => {
  const maya = await company.seat('Maya', 'rep')
  const refused = await maya.calls.send('PUT', '/notices/choices', { unwanted: ['deal.painted'] })
  expect(refused.status).toBe(422)
  const { body } = await maya.calls.send('PUT', '/notices/choices', { unwanted: ['deal.assigned'] })
  expect(listAt(body, 'kinds').filter((one) => at(one, 'wanted') === false)).toEqual([
    { kind: 'deal.assigned', name: 'A deal is given to me', wanted: false },
  ])
  await dealFor(maya.id, 'Unheard')
  expect(await unread(maya.calls)).toBe(0)
})

test('pages follow one another without gaps, and after 90 days notices are forgotten', async () => {
  const maya = await company.seat('Maya', 'rep')
  for (let i = 0; i < 52; i += 1) await dealFor(maya.id, `deal ${i}`)
  const first = (await maya.calls.get('/notices')).body
  expect(listAt(first, 'items')).toHaveLength(50)
  const rest = (await maya.calls.get(`/notices?cursor=${textAt(first, 'nextCursor')}`)).body
  expect(listAt(rest, 'items').map((one) => textAt(one, 'text'))).toEqual([
    'Ada gave you the deal deal 1',
    'Ada gave you the deal deal 0',
  ])
  const now = clock.now()
  clock.set(now.add({ hours: 24 * 91 }).toString())
  await forgetNotices(app, company.ada.orgId)
  clock.set(now.toString())
  expect(await texts(maya.calls)).toEqual([])
})
