import { beforeEach, expect, test } from 'vitest'
import { money, type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
})
const set = (more: object) => shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', ...more })
const change = async (id: string, query: string, as = shop.api) => {
  const answer = await as.get(`/goals/${id}/change?${query}`)
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  return answer.body
}
const points = (value: unknown) => Math.round(Number(value) * 10_000)
function addsUp(body: unknown): void {
  const lines = [...listAt(body, 'targets'), ...listAt(body, 'parts'), at(body, 'hidden'), at(body, 'rest')]
  const all = lines.reduce<number>((sum, line) => sum + (line === null ? 0 : points(at(line, 'effect'))), 0)
  expect(all).toBe(points(at(body, 'difference')))
  expect(all).toBe(points(at(body, 'after.attainment')) - points(at(body, 'before.attainment')))
}

test('50 of 100, then 60 of 120: the deal won adds 9.17 points, the target raised takes them away again', async () => {
  const id = await set({ memberId: shop.maya, amount: '100' })
  await shop.win(shop.maya, '50')
  shop.day('2026-04-14')
  const won = await shop.win(shop.maya, '10')
  await shop.api.post(`/targets/${id}/change`, { kind: 'correction', amount: '120', reason: 'two more products' })
  const body = await change(id, 'since=2026-04-10&until=2026-04-17')
  expect(body).toMatchObject({
    of: 'member',
    name: 'Maya',
    known: 'then',
    before: { actual: { value: money('50.00') }, target: money('100.00'), attainment: '0.5' },
    after: { actual: { value: money('60.00') }, target: money('120.00'), attainment: '0.5' },
    difference: '0',
    targets: [{ kind: 'correction', on: '2026-04-14', reason: 'two more products', byName: 'Ada', effect: '-0.0917' }],
    parts: [{ id: won, how: 'happened', effect: '0.0917' }],
    hidden: null,
    rest: null,
  })
  addsUp(body)
  // with all that is known now the target was 120 all the time
  const now = await change(id, 'since=2026-04-10&until=2026-04-17&known=now')
  expect(now).toMatchObject({ before: { attainment: '0.4167' }, difference: '0.0833', targets: [] })
  addsUp(now)
})

test('a rate’s goal and one of which less is better add up too, and so does what is beyond the limit', async () => {
  const rate = await set({ metric: 'win_rate_count', memberId: shop.maya, amount: '0.4' })
  const pushes = await set({ metric: 'pushes', memberId: shop.maya, amount: '3' })
  const team = await set({ memberId: null, teamId: shop.team, amount: '777.77' })
  const lossReasonId = textAt((await shop.api.get('/loss-reasons')).body, 'items.0.id')
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  await shop.win(shop.maya, '33.33')
  shop.day('2026-04-14')
  for (const n of [1, 2, 3]) {
    await shop.win(n === 2 ? shop.tomas : shop.maya, `${n}1.10`)
    const deal = await shop.make('/deals', { name: 'D', stageId, ownerId: shop.maya, closesOn: '2026-04-30' })
    await shop.api.patch(`/deals/${deal}`, { closesOn: `2026-0${n + 4}-30` })
    await shop.api.post(`/deals/${deal}/lose`, { lossReasonId })
  }
  for (const id of [rate, pushes, team]) {
    const body = await change(id, 'since=2026-04-10&until=2026-04-17&limit=2')
    expect([at(body, 'difference') !== '0', listAt(body, 'parts').length]).toEqual([true, 2])
    expect(at(body, 'rest.count')).toBeGreaterThan(0)
    addsUp(body)
  }
  expect(await change(pushes, 'since=2026-04-10&until=2026-04-17')).toMatchObject({ difference: '-1' })
})

test('a company with many deals and a target that changed three times: every week adds up', async () => {
  const id = await set({ memberId: null, amount: '91357.11' })
  for (let day = 1; day <= 28; day += 1) {
    shop.day(`2026-04-${String(day).padStart(2, '0')}`)
    await shop.win(day % 3 === 0 ? shop.maya : shop.tomas, `${day * 137}.${10 + day}`)
    if (day % 9 === 0)
      await shop.api.post(`/targets/${id}/change`, {
        kind: 'change',
        from: `2026-05-${day}`,
        amount: `${90_000 + day * 1111}.37`,
        reason: `week ${day}`,
      })
  }
  for (const [since, until] of [
    ['2026-04-01', '2026-04-08'],
    ['2026-04-05', '2026-04-12'],
    ['2026-04-08', '2026-04-28'],
  ]) {
    const body = await change(id, `since=${since}&until=${until}&limit=4`)
    addsUp(body)
    expect(at(body, 'difference')).not.toBe('0')
  }
})

test('whose team it is not sees no attainment, and another’s goal is not there', async () => {
  const team = await set({ memberId: null, teamId: shop.team, amount: '100' })
  const toms = await set({ memberId: shop.tomas, amount: '100' })
  await shop.win(shop.tomas, '50')
  const maya = shop.as(shop.maya, 'rep')
  expect(await change(team, 'since=2026-04-01&until=2026-04-02', maya)).toMatchObject({
    difference: null,
    after: { attainment: null },
    parts: [],
  })
  expect(codeOf(await maya.get(`/goals/${toms}/change?since=2026-04-01&until=2026-04-02`))).toBe('record.not_found')
})
