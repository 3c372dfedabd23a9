import { beforeEach, expect, test } from 'vitest'
import { type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
})

const quarter = (more: object = {}) => ({
  metric: 'revenue_booked',
  period: '2026-Q2',
  memberId: shop.maya,
  amount: '65000',
  ...more,
})
const refusal = async (body: object) => {
  const answer = await shop.api.post('/targets', quarter(body))
  return [answer.status, codeOf(answer), at(answer.body, 'errors.0.path')]
}

test('a target is kept under its period’s own name, with its days and the currency’s digits', async () => {
  const { body } = await shop.api.post('/targets', quarter({ period: 'FY2026-Q2', stretch: '70000.5' }))
  expect(body).toMatchObject({
    period: '2026-Q2',
    from: '2026-04-01',
    to: '2026-06-30',
    amount: '65000.00',
    stretch: '70000.50',
    acceptedAt: null,
  })
  const count = await shop.api.post('/targets', quarter({ metric: 'deals_won', amount: '12.50' }))
  expect(at(count.body, 'amount')).toBe('12.5')
})

test('what does not fit is refused by the name of its field', async () => {
  expect(await refusal({ metric: 'happiness' })).toEqual([422, 'metric.unknown', 'metric'])
  expect(await refusal({ metric: 'activity_mix' })).toEqual([422, 'target.metric_has_no_direction', 'metric'])
  expect(await refusal({ period: '2026-Q5' })).toEqual([422, 'period.key_invalid', 'period'])
  expect(await refusal({ amount: '1.001' })).toEqual([422, 'money.too_many_digits', 'amount'])
  expect(await refusal({ stretch: '1.001' })).toEqual([422, 'money.too_many_digits', 'stretch'])
  expect(await refusal({ metric: 'deals_won', amount: '0.1234567' })).toEqual([422, 'target.too_many_digits', 'amount'])
  expect(await refusal({ teamId: shop.team })).toEqual([422, 'target.member_and_team', 'teamId'])
  expect(await refusal({ stretch: '64999.99' })).toEqual([422, 'target.tiers_out_of_order', 'stretch'])
  expect(await refusal({ stretch: '70000', challenge: '69000' })).toEqual([
    422,
    'target.tiers_out_of_order',
    'challenge',
  ])
  // where lower is better, a stretch is less
  const lower = { metric: 'pushes', amount: '5' }
  expect(await refusal({ ...lower, stretch: '6' })).toEqual([422, 'target.tiers_out_of_order', 'stretch'])
  expect((await shop.api.post('/targets', quarter({ ...lower, stretch: '4' }))).status).toBe(201)
})

test('there is one target a figure, period and person, team or organisation', async () => {
  for (const whose of [{}, { memberId: null, teamId: shop.team }, { memberId: null }]) {
    const first = await shop.api.post('/targets', quarter(whose))
    expect(first.status).toBe(201)
    expect(await refusal({ ...whose, period: 'FY2026-Q2' })).toEqual([409, 'target.there_already', 'period'])
    const id = textAt(first.body, 'id')
    await shop.api.delete(`/targets/${id}`)
    expect((await shop.api.post('/targets', quarter(whose))).status).toBe(201)
    expect(codeOf(await shop.api.post(`/targets/${id}/restore`))).toBe('target.there_already')
  }
})

test('a team’s target is set by those above the team, the organisation’s by those who reach all', async () => {
  const lin = shop.as(shop.lin, 'manager')
  const other = await shop.make('/teams', { name: '华南' })
  expect((await lin.post('/targets', quarter({ memberId: null, teamId: shop.team }))).status).toBe(201)
  expect(codeOf(await lin.post('/targets', quarter({ memberId: null, teamId: other })))).toBe(
    'access.owner_out_of_reach',
  )
  expect(codeOf(await lin.post('/targets', quarter({ memberId: null })))).toBe('access.owner_out_of_reach')
  expect((await shop.api.post('/targets', quarter({ memberId: null }))).status).toBe(201)
})

test('an accepted target is changed with a reason, and the change waits until the person accepts it', async () => {
  const [maya, lin] = [shop.as(shop.maya, 'rep'), shop.as(shop.lin, 'manager')]
  const id = textAt((await lin.post('/targets', quarter())).body, 'id')
  const target = async () => at(await shop.goal('period=2026-Q2&asOf=2026-06-30', lin), 'target.amount')
  const waiting = async () => at(await shop.goal('period=2026-Q2', lin), 'pendingChanges')
  expect((await lin.patch(`/targets/${id}`, { amount: '60000' })).status).toBe(200)
  expect((await maya.post(`/targets/${id}/accept`, {})).status).toBe(200)
  expect(codeOf(await lin.patch(`/targets/${id}`, { amount: '70000' }))).toBe('target.change_instead')
  expect(codeOf(await lin.patch(`/targets/${id}`, { period: '2026-Q3' }))).toBe('target.settled_already')
  expect((await lin.patch(`/targets/${id}`, { stretch: '90000' })).status).toBe(200)

  const change = (more: object) =>
    lin.post(`/targets/${id}/change`, { kind: 'correction', amount: '65000', reason: 'Two customers more', ...more })
  expect((await change({})).status).toBe(200)
  expect([await target(), await waiting()]).toEqual(['60000.00', 1])
  expect((await maya.post(`/targets/${id}/accept`, {})).status).toBe(200)
  expect([await target(), await waiting()]).toEqual(['65000.00', 0])

  // from the middle of the period: 32 of 65 days at 65,000, 33 at 78,000
  await change({ kind: 'change', from: '2026-05-15', amount: '78000' })
  expect((await maya.post(`/targets/${id}/decline`, { reason: 'Half of them left' })).status).toBe(200)
  expect([await target(), await waiting()]).toEqual(['65000.00', 0])
  await change({ kind: 'change', from: '2026-05-15', amount: '78000' })
  await maya.post(`/targets/${id}/accept`, {})
  expect(await target()).toBe('71600.00')

  const { body } = await maya.get(`/target-changes?filter[targetId][eq]=${id}&sort=createdAt`)
  expect(listAt(body, 'items')).toMatchObject([
    { state: 'inForce', kind: 'correction', reason: 'Two customers more' },
    { state: 'declined', declinedFor: 'Half of them left' },
    { state: 'inForce', from: '2026-05-15' },
  ])
  const audit = await lin.get(`/audit?type=target&recordId=${id}`)
  expect(JSON.stringify(audit.body)).toContain('Two customers more')
})

test('a target that nobody has accepted yet takes a change at once', async () => {
  const id = textAt((await shop.api.post('/targets', quarter())).body, 'id')
  const maya = shop.as(shop.maya, 'rep')
  expect((await maya.post(`/targets/${id}/decline`, { reason: 'Too much' })).status).toBe(200)
  expect(await shop.goal('period=2026-Q2')).toMatchObject({ declinedFor: 'Too much', acceptedAt: null })
  const body = { kind: 'correction', amount: '50000', reason: 'Agreed with Maya' }
  expect(at((await shop.api.post(`/targets/${id}/change`, body)).body, 'declinedFor')).toBeNull()
  expect(await shop.goal('period=2026-Q2')).toMatchObject({ target: { amount: '50000.00' }, pendingChanges: 0 })
  expect((await maya.post(`/targets/${id}/accept`, {})).status).toBe(200)
  expect(codeOf(await maya.post(`/targets/${id}/decline`, { reason: 'No' }))).toBe('target.nothing_waits')
})

test('a change names a day of the period, a correction none; and nobody accepts for somebody else', async () => {
  const id = textAt((await shop.api.post('/targets', quarter({ stretch: '70000' }))).body, 'id')
  const change = async (more: object) =>
    codeOf(await shop.api.post(`/targets/${id}/change`, { kind: 'change', amount: '1', reason: 'x', ...more }))
  expect(await change({})).toBe('target.from_missing')
  expect(await change({ from: '2026-07-01' })).toBe('target.from_outside')
  expect(await change({ kind: 'correction', from: '2026-05-01' })).toBe('target.correction_has_no_day')
  expect(await change({ kind: 'correction', amount: '80000' })).toBe('target.tiers_out_of_order')
  expect(codeOf(await shop.api.post(`/targets/${id}/accept`, {}))).toBe('access.record_out_of_reach')
  expect(codeOf(await shop.as(shop.tomas, 'rep').post(`/targets/${id}/accept`, {}))).toBe('record.not_found')
})
