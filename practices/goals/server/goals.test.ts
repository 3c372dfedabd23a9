import { beforeEach, expect, test } from 'vitest'
import { money, type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, codeOf, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
})
const set = (more: object) => shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', ...more })

test('30,000.00 of 65,000.00 on 15 May: 33,000.00 expected, at risk, and 59,090.91 to be expected by pace', async () => {
  await set({ memberId: shop.maya, amount: '65000', stretch: '80000' })
  await shop.win(shop.maya, '10000')
  shop.day('2026-05-15')
  await shop.win(shop.maya, '20000')
  shop.day('2026-07-20')
  const goal = await shop.goal('period=2026-Q2&asOf=2026-05-15')
  expect(goal).toMatchObject({
    of: 'member',
    ofId: shop.maya,
    name: 'Maya',
    metric: 'revenue_booked',
    from: '2026-04-01',
    to: '2026-06-30',
    on: '2026-05-15',
    target: money('65000.00'),
    stretch: money('80000.00'),
    challenge: null,
    actual: { value: money('30000.00'), unit: 'money' },
    attainment: '0.461538461538',
    gap: money('-35000.00'),
    expected: money('33000.00'),
    byPace: { value: money('59090.91') },
    status: 'atRisk',
    workingDaysLeft: '32',
    pendingChanges: 0,
  })
  // 33 daily totals are enough for an interval
  expect(at(goal, 'byPace.low')).not.toBeNull()
  const opened = await shop.api.get(textAt(goal, 'actual.explain').replace('/api/v1', ''))
  expect(opened.body).toMatchObject({ of: 'Maya', value: money('30000.00'), count: 2 })
  expect(await shop.goal('period=2026-Q2')).toMatchObject({
    status: 'missed',
    expected: money('65000.00'),
    byPace: { value: money('30000.00') },
    byPipeline: null,
    workingDaysLeft: '0',
  })
})

test('without a day it tells today, and expects what was due by yesterday', async () => {
  await set({ memberId: shop.maya, amount: '65000' })
  expect(await shop.goal('')).toMatchObject({ on: '2026-04-01', expected: money('0.00'), status: 'notStarted' })
  shop.day('2026-04-02')
  expect(await shop.goal('')).toMatchObject({ on: '2026-04-02', expected: money('1000.00'), workingDaysLeft: '64' })
  expect(await shop.goals('period=2026-Q3')).toEqual([])
  shop.day('2026-07-01')
  expect(await shop.goals('')).toEqual([])
})

test('a newcomer carries the days that are left, leave moves the pace, and a vacant seat is expected to bring nothing', async () => {
  const newcomer = await shop.make('/members', { name: '何静', role: 'rep', vacant: false, employedFrom: '2026-05-29' })
  const seat = await shop.make('/members', { name: 'Seat', role: 'rep', vacant: true })
  for (const memberId of [shop.maya, newcomer, seat]) await set({ memberId, period: '2026-05', amount: '21000' })
  for (const n of [4, 5, 6, 7, 8]) await shop.make('/leaves', { memberId: shop.maya, on: `2026-05-0${n}`, part: 'day' })
  const goals = Object.fromEntries(
    (await shop.goals('period=2026-05&asOf=2026-05-15')).map((one) => [textAt(one, 'name'), one]),
  )
  expect(goals['Maya']).toMatchObject({ target: money('21000.00'), expected: money('7875.00') })
  expect(goals['何静']).toMatchObject({ target: money('1000.00'), expected: money('0.00'), status: 'notStarted' })
  expect(goals['Seat']).toMatchObject({
    target: money('21000.00'),
    expected: money('0.00'),
    actual: { value: null },
    attainment: null,
    byPace: null,
    status: 'notStarted',
  })
})

test('a team’s number is its own; what is expected and where it lands are the sums of its members’', async () => {
  await set({ memberId: shop.maya, amount: '65000' })
  await set({ memberId: shop.tomas, amount: '32500' })
  await set({ teamId: shop.team, memberId: null, amount: '100000' })
  await set({ memberId: null, amount: '130000' })
  await shop.win(shop.maya, '30000')
  await shop.win(shop.tomas, '20000')
  const [all, team, ...people] = await shop.goals('period=2026-Q2&asOf=2026-05-15')
  const below = { actual: { value: money('50000.00') }, expected: money('49500.00') }
  const landing = { byPace: { value: money('98484.85'), low: null } }
  expect(people).toMatchObject([{ byPace: { value: money('59090.91') } }, { byPace: { value: money('39393.94') } }])
  expect(team).toMatchObject({ of: 'team', name: '华东', attainment: '0.5', status: 'onTrack', ...below, ...landing })
  expect(all).toMatchObject({ of: 'organisation', name: '海岳科技', target: money('130000.00'), ...below, ...landing })
})

test('a team that nobody has a target in is paced by the plain calendar', async () => {
  await set({ teamId: shop.team, memberId: null, amount: '65000' })
  await shop.win(shop.maya, '30000')
  expect(await shop.goal('period=2026-Q2&asOf=2026-05-15')).toMatchObject({
    expected: money('33000.00'),
    byPace: { value: money('59090.91') },
  })
})

test('levels are expected in full on every day, counts to a tenth, and fewer pushes are better', async () => {
  await set({ metric: 'win_rate_count', memberId: shop.maya, amount: '0.4' })
  await set({ metric: 'deals_won', memberId: shop.maya, amount: '7' })
  await set({ metric: 'pushes', memberId: shop.maya, amount: '6' })
  await shop.win(shop.maya, '1')
  const goals = await shop.goals('period=2026-Q2&asOf=2026-05-15')
  expect(goals).toMatchObject([
    { metric: 'deals_won', target: '7', expected: '3.6', actual: { value: '1' }, attainment: '0.142857142857' },
    { metric: 'pushes', target: '6', expected: '3', actual: { value: '0' }, attainment: '2', status: 'ahead' },
    { metric: 'win_rate_count', target: '0.4', expected: '0.4', attainment: '2.5', byPace: null, status: 'ahead' },
  ])
})

test('open deals that are due in the period tell of another landing, with its interval', async () => {
  await set({ memberId: shop.maya, amount: '80000' })
  await shop.win(shop.maya, '50000')
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  for (const [amount, probability, closesOn] of [
    ['20000', '0.5', '2026-06-01'],
    ['10000', '0.8', '2026-06-30'],
    ['4000', '0.25', '2026-05-01'],
    ['9999', '0.9', '2026-07-01'],
  ] as const)
    await shop.make('/deals', { name: 'X', stageId, ownerId: shop.maya, amount: money(amount), probability, closesOn })
  const landing = { value: money('69000.00'), low: money('55019.92'), high: money('82980.08') }
  expect(await shop.goal('period=2026-Q2')).toMatchObject({ byPipeline: landing })
})

test('a rep sees the own goals, and of the team’s only the part that is theirs, from which nothing is concluded', async () => {
  await set({ memberId: shop.maya, amount: '65000' })
  await set({ memberId: shop.tomas, amount: '65000' })
  await set({ teamId: shop.team, memberId: null, amount: '100000' })
  await shop.win(shop.maya, '30000')
  await shop.win(shop.tomas, '20000')
  const seen = await shop.goals('period=2026-Q2&asOf=2026-05-15', shop.as(shop.maya, 'rep'))
  expect(seen).toMatchObject([
    { of: 'team', actual: { value: money('30000.00') }, attainment: null, expected: null, byPace: null, status: null },
    { name: 'Maya', actual: { value: money('30000.00') }, expected: money('33000.00') },
  ])
  expect(seen).toHaveLength(2)
  const lin = await shop.goals('period=2026-Q2&asOf=2026-05-15', shop.as(shop.lin, 'manager'))
  expect(lin).toMatchObject([{ actual: { value: money('50000.00') }, attainment: '0.5' }, {}, {}])
})

test('pages go on where the last one ended', async () => {
  for (const metric of ['revenue_booked', 'deals_won', 'pushes'])
    await set({ metric, memberId: shop.maya, amount: '5' })
  const first = await shop.api.get('/goals?limit=2')
  const second = await shop.api.get(`/goals?limit=2&cursor=${textAt(first.body, 'nextCursor')}`)
  expect([at(first.body, 'items.1.metric'), at(second.body, 'items.0.metric')]).toEqual(['pushes', 'revenue_booked'])
  expect(at(second.body, 'nextCursor')).toBeNull()
  expect(codeOf(await shop.api.get('/goals?cursor=x'))).toBe('list.cursor_invalid')
  expect(codeOf(await shop.api.get('/goals?limit=201'))).toBe('list.limit_out_of_range')
  expect(codeOf(await shop.api.get('/goals?metric=happiness'))).toBe('metric.unknown')
})
