import { beforeEach, expect, test } from 'vitest'
import { money, type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
})
const set = (more: object) => shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', ...more })
const parts = async (id: string, query = '', as = shop.api) => {
  const answer = await as.get(`/goals/${id}/parts?${query}`)
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  return answer.body
}

test('65,000.00, from June 70,000.00: 66,692.31 by days, of which 33 of 65 working days have passed, and each amount with its day', async () => {
  const id = await set({ memberId: shop.maya, amount: '65000' })
  await shop.api.post(`/targets/${id}/change`, { kind: 'change', from: '2026-06-01', amount: '70000', reason: 'more' })
  expect(await parts(id, 'asOf=2026-05-15')).toMatchObject({
    goal: { targetId: id, on: '2026-05-15', target: money('66692.31'), expected: money('33859.17') },
    expectedTo: '2026-05-15',
    amounts: [
      { from: null, amount: money('65000.00') },
      { from: '2026-06-01', amount: money('70000.00') },
    ],
    expectedDays: { gone: '33', all: '65' },
    isSum: false,
    below: [],
    pipeline: { deals: 0, open: money('0.00'), weighted: { value: money('0.00') } },
  })
})

test('a team’s expected and landing are the sums of the people named below it, also beyond the limit', async () => {
  const id = await set({ memberId: null, teamId: shop.team, amount: '100000' })
  await set({ memberId: shop.maya, amount: '65000' })
  await set({ memberId: shop.tomas, amount: '32500.01' })
  await shop.win(shop.maya, '30000')
  const goal = await shop.goal(`period=2026-Q2&of=team&asOf=2026-05-15`)
  for (const limit of [1, 50]) {
    const body = await parts(id, `asOf=2026-05-15&limit=${limit}`)
    expect(body).toMatchObject({ isSum: true, belowCount: 2 })
    const minor = (value: unknown) => (value ? Math.round(Number(textAt(value, 'amount')) * 100) : 0)
    for (const [name, whole] of [
      ['expected', at(goal, 'expected')],
      ['landing', at(goal, 'byPace.value')],
    ] as const) {
      const sum = [...listAt(body, 'below'), at(body, 'belowRest')].reduce<number>(
        (all, one) => all + (one === null ? 0 : minor(at(one, name))),
        0,
      )
      expect([name, limit, sum]).toEqual([name, limit, minor(whole)])
    }
  }
})

test('open deals by their chance stand behind the landing by pipeline', async () => {
  const id = await set({ memberId: shop.maya, amount: '100' })
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  await shop.make('/deals', {
    name: 'X',
    stageId,
    ownerId: shop.maya,
    amount: money('500'),
    probability: '0.5',
    closesOn: '2026-06-01',
  })
  const body = await parts(id)
  expect(body).toMatchObject({
    goal: { byPipeline: { value: money('250.00') } },
    pipeline: { deals: 1, open: money('500.00'), weighted: { value: money('250.00') } },
  })
  const opened = await shop.api.get(textAt(body, 'pipeline.weighted.explain').replace(/^\/api\/v1/, ''))
  expect([opened.status, at(opened.body, 'recordCount')]).toEqual([200, 1])
})

test('another’s goal is not there, and of a team that one sees a part of nobody is named', async () => {
  const team = await set({ memberId: null, teamId: shop.team, amount: '100' })
  const toms = await set({ memberId: shop.tomas, amount: '100' })
  const maya = shop.as(shop.maya, 'rep')
  expect(codeOf(await maya.get(`/goals/${toms}/parts`))).toBe('record.not_found')
  expect(await parts(team, '', maya)).toMatchObject({ isSum: false, below: [], belowCount: 0, pipeline: null })
})
