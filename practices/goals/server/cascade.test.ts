import { beforeEach, expect, test } from 'vitest'
import { money, type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
let region: string
let seat: string
/** 华东 lies below 中国区; Maya and Tomás are in 华东, a vacant seat in 中国区 itself. */
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
  region = await shop.make('/teams', { name: '中国区' })
  await shop.api.patch(`/teams/${shop.team}`, { parentId: region })
  seat = await shop.make('/members', { name: 'Seat', role: 'rep', vacant: true })
  await shop.api.post(`/members/${seat}/move`, { teamId: region, managerId: shop.lin, from: null })
  const set = (of: object, amount: string) =>
    shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', amount, memberId: null, ...of })
  await set({ memberId: shop.maya }, '65000')
  await set({ memberId: shop.tomas }, '32500')
  await set({ memberId: seat }, '20000')
  await set({ teamId: shop.team }, '90000')
  await set({}, '100000')
  await shop.win(shop.maya, '30000')
  await shop.win(shop.tomas, '20000')
})
const cascade = async (query = '', as = shop.api) => {
  const answer = await as.get(`/goals/cascade?metric=revenue_booked&period=2026-Q2&asOf=2026-05-15${query}`)
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  return answer.body
}
const named = (body: unknown) => Object.fromEntries(listAt(body, 'nodes').map((node) => [textAt(node, 'name'), node]))

test('each sees what it hands down: 97,500.00 of 90,000.00 in 华东, 110,000.00 of 100,000.00 in the company', async () => {
  const body = await cascade()
  expect(at(body, 'nextCursor')).toBeNull()
  const places = named(body)
  expect(places['海岳科技']).toMatchObject({
    of: 'organisation',
    depth: 0,
    target: money('100000.00'),
    // 中国区 has no target of its own: what is below it counts
    below: money('110000.00'),
    overBy: money('10000.00'),
    overShare: '0.1',
    actual: { value: money('50000.00') },
    attainment: '0.5',
    expected: money('49500.00'),
    byPace: { value: money('98484.85') },
    status: 'onTrack',
  })
  expect(places['中国区']).toMatchObject({
    of: 'team',
    depth: 1,
    people: 3,
    targetId: null,
    target: null,
    below: money('110000.00'),
    overBy: null,
    overShare: null,
    // with the team below it
    actual: { value: money('50000.00') },
    attainment: null,
    status: null,
    expected: money('49500.00'),
  })
  expect(places['华东']).toMatchObject({
    parentId: region,
    depth: 2,
    below: money('97500.00'),
    overBy: money('7500.00'),
    overShare: '0.083333333333',
  })
  expect(places.Maya).toMatchObject({
    of: 'member',
    depth: 3,
    below: null,
    expected: money('33000.00'),
    status: 'atRisk',
  })
  expect(places.Seat).toMatchObject({
    isVacant: true,
    target: money('20000.00'),
    expected: money('0.00'),
    byPace: null,
  })
  const opened = await shop.api.get(textAt(places['中国区'], 'actual.explain').replace('/api/v1', ''))
  expect(opened.body).toMatchObject({ of: '中国区', value: money('50000.00'), count: 2 })
})

test('it comes page by page, from a team down, and without people', async () => {
  const names = (body: unknown) => listAt(body, 'nodes').map((node) => textAt(node, 'name'))
  const all = names(await cascade())
  const first = await cascade('&limit=3')
  const second = await cascade(`&limit=3&cursor=${textAt(first, 'nextCursor')}`)
  expect([...names(first), ...names(second)]).toEqual(all.slice(0, 6))
  const east = await cascade(`&teamId=${shop.team}`)
  expect(names(east)).toEqual(['华东', 'Maya', 'Tomás'])
  expect(listAt(east, 'nodes')).toMatchObject([{ depth: 0, parentId: null }, { depth: 1, parentId: shop.team }, {}])
  expect(names(await cascade('&people=false'))).toEqual(['海岳科技', '中国区', '华东'])
  const unknown = await shop.api.get(`/goals/cascade?metric=revenue_booked&period=2026-Q2&teamId=${shop.maya}`)
  expect(codeOf(unknown)).toBe('record.not_found')
})

test('who sees a part of it is told nothing of the rest', async () => {
  const places = named(await cascade('', shop.as(shop.maya, 'rep')))
  expect(Object.keys(places)).toEqual(['海岳科技', '中国区', '华东', 'Maya'])
  for (const name of ['海岳科技', '中国区', '华东'])
    expect(places[name]).toMatchObject({ below: null, attainment: null, expected: null, status: null })
  const lin = named(await cascade('', shop.as(shop.lin, 'manager')))
  expect(lin['华东']).toMatchObject({ below: money('97500.00'), attainment: '0.555555555556' })
})

test('a team’s goal holds what the teams below it bring, also in the list', async () => {
  await shop.make('/targets', {
    metric: 'revenue_booked',
    period: '2026-Q2',
    amount: '1',
    memberId: null,
    teamId: region,
  })
  const goals = await shop.goals(`period=2026-Q2&asOf=2026-05-15&teamId=${region}`)
  expect(goals).toMatchObject([{ name: '中国区', actual: { value: money('50000.00') }, expected: money('49500.00') }])
  const tree = await shop.api.get('/metrics/revenue_booked/values?by=teamTree&period=2026-Q2')
  expect(tree.body).toMatchObject({ total: { value: money('50000.00') } })
  expect(listAt(tree.body, 'rows').map((row) => at(row, 'value'))).toEqual([money('50000.00'), money('50000.00')])
  const below = await shop.goals(`period=2026-Q2&managerId=${shop.lin}`)
  expect(below.map((one) => at(one, 'name'))).toEqual(['Maya', 'Seat', 'Tomás'])
})

test('a newcomer is asked for a part by month, of their team’s ramp, and sees how the target came to be', async () => {
  await shop.make('/ramps', { name: 'Everybody', startsFrom: '2026-01-01', shares: '50, 100' })
  const rampId = await shop.make('/ramps', {
    name: 'China',
    teamId: region,
    startsFrom: '2026-01-01',
    shares: '0 25% 50 75 100',
  })
  const begin = async (name: string, teamId: string | null) => {
    const id = await shop.make('/members', { name, role: 'rep', vacant: false, employedFrom: '2026-04-01' })
    if (teamId) await shop.api.post(`/members/${id}/move`, { teamId, managerId: shop.lin, from: '2026-04-01' })
    await shop.make('/targets', { metric: 'revenue_booked', period: '2026-05', amount: '10000', memberId: id })
    return id
  }
  const [here, there] = [await begin('何静', shop.team), await begin('Zoe', null)]
  const of = async (id: string) => shop.goal(`period=2026-05&memberId=${id}`)
  expect(await of(here)).toMatchObject({
    target: money('2500.00'),
    ramp: {
      rampId,
      name: 'China',
      full: money('10000.00'),
      shares: [{ from: '2026-05-01', to: '2026-05-31', share: '0.25' }],
    },
  })
  expect(await of(there)).toMatchObject({ target: money('10000.00'), ramp: null })
  expect(codeOf(await shop.api.post('/ramps', { name: 'X', startsFrom: '2026-02-01', shares: 'slowly' }))).toBe(
    'ramp.shares_invalid',
  )
})
