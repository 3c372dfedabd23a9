import { beforeEach, expect, test } from 'vitest'
import { money, type Sellers, sellers } from './sellers.ts'
import { at, codeOf, listAt, productServed, textAt } from './serving.ts'

// Why a figure moved between two days: what it says adds up to the difference, to the cent.

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
})
const change = async (query: string, as = shop.api) => {
  const answer = await as.get(`/metrics/${query}`)
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  return answer.body
}
const act = async (path: string, body: object) => {
  const answer = await shop.api.post(path, body)
  expect([path, answer.status, answer.body]).toEqual([path, 200, answer.body])
}
const minor = (value: unknown) => Math.round(Number(at(value, 'amount') ?? value) * 1e6)
function addsUp(body: unknown): void {
  const parts = listAt(body, 'parts').map((one) => minor(at(one, 'effect')))
  const others = [at(body, 'hidden'), at(body, 'rest')].map((one) => (one === null ? 0 : minor(at(one, 'effect'))))
  const all = [...parts, ...others].reduce((sum, one) => sum + one, 0)
  const inputs = listAt(body, 'inputs').map((one) => minor(at(one, 'effect') ?? 0))
  expect([all, inputs.reduce((sum, one) => sum + one, 0)]).toEqual([
    minor(at(body, 'difference')),
    minor(at(body, 'difference')),
  ])
}

test('what was won, taken back, corrected, cancelled and recorded late makes up the difference of two Fridays', async () => {
  const [reopened, corrected, cancelled] = [
    await shop.win(shop.maya, '1000'),
    await shop.win(shop.maya, '2000'),
    await shop.win(shop.tomas, '400'),
  ]
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  const late = await shop.make('/deals', { name: 'Late', stageId, ownerId: shop.maya })
  shop.day('2026-04-14')
  await act(`/deals/${reopened}/reopen`, {})
  await act(`/deals/${corrected}/correct`, { amount: money('2500.50'), reason: 'a digit' })
  await act(`/deals/${cancelled}/cancel`, {})
  const won = await shop.win(shop.tomas, '70')
  await act(`/deals/${late}/win`, { amount: money('9'), on: '2026-04-02' })
  const body = await change('revenue_booked/change?period=2026-Q2&since=2026-04-10&until=2026-04-17')
  expect(body).toMatchObject({
    known: 'then',
    before: { value: money('3400.00') },
    after: { value: money('2579.50') },
    difference: money('-820.50'),
    parts: [
      { id: reopened, type: 'deal', name: 'Sensors', how: 'reversed', effect: money('-1000.00'), memberName: 'Maya' },
      { id: corrected, how: 'corrected', effect: money('500.50') },
      {
        id: cancelled,
        how: 'happened',
        effect: money('-400.00'),
        kinds: [{ kind: 'deal.cancelled' }],
        on: '2026-04-14',
      },
      { id: won, how: 'happened', effect: money('70.00') },
      { id: late, how: 'recordedLate', effect: money('9.00') },
    ],
    hidden: null,
    rest: null,
  })
  addsUp(body)
  // with all that is known now, the first Friday already had what was recorded later
  const now = await change('revenue_booked/change?period=2026-Q2&since=2026-04-10&until=2026-04-17&known=now')
  expect(now).toMatchObject({ before: { value: money('2909.50') }, difference: money('-330.00') })
  addsUp(now)
  const few = await change('revenue_booked/change?period=2026-Q2&since=2026-04-10&until=2026-04-17&limit=2')
  expect(few).toMatchObject({ parts: [{}, {}], rest: { count: 3, effect: money('-321.00') } })
  addsUp(few)
  const mine = `revenue_booked/change?period=2026-Q2&since=2026-04-10&until=2026-04-17&where[member]=${shop.maya}`
  expect(await change(mine)).toMatchObject({ difference: money('-490.50'), parts: [{}, {}, {}] })
})

test('of a rate, each deal has its part: what was won raises it, what was lost lowers it, and both close', async () => {
  const lossReasonId = textAt((await shop.api.get('/loss-reasons')).body, 'items.0.id')
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  const lose = async () => {
    const id = await shop.make('/deals', { name: 'Gone', stageId, ownerId: shop.maya })
    await act(`/deals/${id}/lose`, { lossReasonId })
    return id
  }
  for (const n of [1, 2, 3, 4, 5, 6]) await shop.win(shop.maya, `${n}`)
  for (const _ of [1, 2, 3, 4]) await lose()
  shop.day('2026-04-14')
  const [won, lost] = [await shop.win(shop.maya, '7'), await lose()]
  // 6 of 10, then 7 of 12: +9.17 points by the one, −10.83 by the two more that closed
  const body = await change('win_rate_count/change?period=2026-Q2&since=2026-04-10&until=2026-04-17')
  expect(body).toMatchObject({
    before: { value: '0.6' },
    after: { value: '0.583333' },
    difference: '-0.0167',
    inputs: [
      { before: '6', after: '7', effect: '0.0917' },
      { before: '10', after: '12', effect: '-0.1084' },
    ],
  })
  expect(listAt(body, 'parts')).toMatchObject([
    { id: lost, effect: '-0.0542' },
    { id: won, effect: '0.0375' },
  ])
  addsUp(body)
})

test('of open pipeline it is told what came, what went and what changed', async () => {
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  const open = (amount: string) =>
    shop.make('/deals', { name: 'Open', stageId, ownerId: shop.maya, amount: money(amount), closesOn: '2026-06-01' })
  const [goes, changes] = [await open('500'), await open('200')]
  shop.day('2026-04-14')
  await act(`/deals/${goes}/win`, {})
  await shop.api.patch(`/deals/${changes}`, { amount: money('230.40') })
  const comes = await open('1000')
  const body = await change('pipeline_open/change?period=2026-Q2&since=2026-04-10&until=2026-04-17')
  expect(body).toMatchObject({
    difference: money('530.40'),
    parts: [
      { id: comes, how: 'came', effect: money('1000.00') },
      { id: goes, how: 'went', effect: money('-500.00') },
      { id: changes, how: 'changed', effect: money('30.40') },
    ],
  })
  addsUp(body)
  for (const metric of [
    'velocity',
    'avg_deal_size',
    'customers_contacted',
    'cycle_median',
    'pipeline_coverage',
    'stale_share',
  ]) {
    const answer = await shop.api.get(`/metrics/${metric}/change?period=2026-Q2&since=2026-04-10&until=2026-04-17`)
    if (answer.status === 200 && at(answer.body, 'difference') !== null) addsUp(answer.body)
  }
})

test('a made-up company: every figure and every pair of days adds up, for one person and for all', async () => {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  const lossReasonId = textAt((await shop.api.get('/loss-reasons')).body, 'items.0.id')
  const account = await shop.make('/accounts', { name: 'Condax' })
  const open: string[] = []
  for (let day = 1; day <= 24; day += 1) {
    shop.day(`2026-04-${String(day).padStart(2, '0')}`)
    const ownerId = random(2) === 0 ? shop.maya : shop.tomas
    const amount = money(`${random(9000) + 100}.${10 + random(90)}`)
    open.push(
      await shop.make('/deals', {
        name: `D${day}`,
        stageId,
        ownerId,
        amount,
        accountId: account,
        closesOn: '2026-05-31',
      }),
    )
    const id = open[random(open.length)] ?? ''
    const step = random(4)
    if (step === 0) await shop.api.post(`/deals/${id}/win`, {})
    if (step === 1) await shop.api.post(`/deals/${id}/lose`, { lossReasonId })
    if (step === 2) await shop.api.post(`/deals/${id}/reopen`, {})
    if (step === 3) await shop.api.post(`/deals/${id}/correct`, { amount, reason: 'typed wrongly' })
    await shop
      .make('/activities', { kind: 'call', outcome: 'connected', accountId: account, memberId: ownerId })
      .catch(() => '')
  }
  const metrics = listAt((await shop.api.get('/metrics')).body, 'items').map((one) => textAt(one, 'key'))
  let told = 0
  for (const metric of metrics.filter((key) => key !== 'activity_mix')) {
    for (const where of ['', `&where[member]=${shop.maya}`]) {
      const query = `/metrics/${metric}/change?period=2026-Q2&since=2026-04-${10 + random(5)}&until=2026-04-${16 + random(9)}&limit=3${where}`
      const answer = await shop.api.get(query)
      expect([query, answer.status, answer.body]).toEqual([query, 200, answer.body])
      if (at(answer.body, 'difference') === null) continue
      addsUp(answer.body)
      told += 1
    }
  }
  expect(told).toBeGreaterThan(20)
})

test('a rep is told of the own deals alone, and days in the wrong order are refused', async () => {
  shop.day('2026-04-14')
  await shop.win(shop.maya, '10')
  await shop.win(shop.tomas, '20')
  const query = 'revenue_booked/change?period=2026-Q2&since=2026-04-01&until=2026-04-17'
  expect(await change(query, shop.as(shop.maya, 'rep'))).toMatchObject({ difference: money('10.00'), parts: [{}] })
  const wrong = await shop.api.get('/metrics/revenue_booked/change?since=2026-04-17&until=2026-04-01')
  expect(codeOf(wrong)).toBe('metric.days_reversed')
  const mix = await shop.api.get('/metrics/activity_mix/change?since=2026-04-01&until=2026-04-02')
  expect(codeOf(mix)).toBe('metric.change_not_told')
})
