import { beforeEach, expect, test } from 'vitest'
import { type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, type Caller, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-01')
})

interface Cell {
  readonly memberId?: string | null
  readonly teamId?: string | null
  readonly period: string
  readonly amount: string | null
  readonly version?: number | null
}
const save = (cells: readonly Cell[], more: object = {}, caller: Caller = shop.api) =>
  caller.post('/quotas', {
    metric: 'revenue_booked',
    year: '2026',
    cells: cells.map((cell) => ({ version: null, ...cell })),
    ...more,
  })
const rows = async (caller: Caller = shop.api, year = '2026') => {
  const { status, body } = await caller.get(`/quotas?metric=revenue_booked&year=${year}`)
  expect([status, body]).toEqual([200, body])
  return listAt(body, 'rows')
}
const cellOf = async (name: string, month: number, caller: Caller = shop.api) =>
  at(
    (await rows(caller)).find((row) => at(row, 'name') === name),
    `cells.${month}`,
  )
const refusals = (body: unknown) => listAt(body, 'refused').map((one) => [at(one, 'period'), at(one, 'code')])

test('the grid has the organisation, its teams as a tree and everybody who sells, with twelve months', async () => {
  await shop.make('/members', { name: 'Vacant seat', role: 'rep', vacant: true })
  const { body } = await shop.api.get('/quotas?metric=revenue_booked&year=2026')
  expect(at(body, 'quarters')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'])
  expect(listAt(body, 'months').map((one) => at(one, 'key'))).toEqual(
    Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`),
  )
  expect(listAt(body, 'rows').map((row) => [at(row, 'kind'), at(row, 'name'), at(row, 'depth')])).toEqual([
    ['organisation', textAt(body, 'rows.0.name'), 0],
    ['team', '华东', 1],
    ['member', 'Maya', 2],
    ['member', 'Tomás', 2],
    ['member', 'Vacant seat', 1],
    ['member', '林悦', 1],
  ])
  expect(codeOf(await shop.api.get('/quotas?metric=revenue_booked&year=2026-Q1'))).toBe('quota.not_a_year')
  expect(codeOf(await shop.api.get('/quotas?metric=activity_mix&year=2026'))).toBe('target.metric_has_no_direction')
})

test('many cells are saved at once and are targets like any others', async () => {
  const { body } = await save([
    { memberId: shop.maya, period: '2026-01', amount: '1000' },
    { memberId: shop.tomas, period: '2026-01', amount: '2000.5' },
    { teamId: shop.team, period: '2026-01', amount: '2500' },
    { period: '2026-01', amount: '9000' },
  ])
  expect(body).toEqual({ saved: 4, waiting: 0, refused: [] })
  expect(await cellOf('Maya', 0)).toMatchObject({ amount: '1000.00', settled: false, waiting: null, version: 1 })
  expect(await cellOf('华东', 0)).toMatchObject({ amount: '2500.00' })
  expect(await shop.goals('period=2026-01')).toHaveLength(4)
  // the next year knows nothing of it
  expect((await rows(shop.api, '2027')).flatMap((row) => listAt(row, 'cells')).filter(Boolean)).toEqual([])

  const version = 1
  await save([
    { memberId: shop.maya, period: '2026-01', amount: '1100', version },
    { memberId: shop.tomas, period: '2026-01', amount: null, version },
  ])
  expect(await cellOf('Maya', 0)).toMatchObject({ amount: '1100.00', version: 2 })
  expect(await cellOf('Tomás', 0)).toBeNull()
})

test('one cell that can’t be saved keeps all from being saved, and says why', async () => {
  const { status, body } = await save([
    { memberId: shop.maya, period: '2026-01', amount: '1000' },
    { memberId: shop.maya, period: '2026-02', amount: '1.001' },
    { memberId: shop.maya, period: '2026-Q1', amount: '3000' },
    { memberId: shop.maya, period: '2026-01', amount: '1' },
  ])
  expect([status, at(body, 'saved')]).toEqual([200, 0])
  expect(refusals(body)).toEqual([
    ['2026-02', 'money.too_many_digits'],
    ['2026-Q1', 'quota.not_a_month'],
    ['2026-01', 'quota.cell_twice'],
  ])
  expect(textAt(body, 'refused.1.message')).toContain('2026-Q1')
  expect(await cellOf('Maya', 0)).toBeNull()
})

test('a cell that somebody else changed meanwhile is not written over; both values are told', async () => {
  await save([{ memberId: shop.maya, period: '2026-01', amount: '1000' }])
  await save([{ memberId: shop.maya, period: '2026-01', amount: '1200', version: 1 }])
  const late = await save([{ memberId: shop.maya, period: '2026-01', amount: '900', version: 1 }])
  expect(late.body).toMatchObject({
    saved: 0,
    refused: [{ code: 'quota.changed_meanwhile', now: { version: 2, amount: '1200.00' } }],
  })
  // who wants what stands there already has it
  expect((await save([{ memberId: shop.maya, period: '2026-01', amount: '1200', version: 1 }])).body).toMatchObject({
    refused: [],
  })
  const twice = await save([{ memberId: shop.maya, period: '2026-01', amount: '5' }])
  expect(refusals(twice.body)).toEqual([['2026-01', 'quota.changed_meanwhile']])
})

test('an accepted month needs a reason, then waits for its person', async () => {
  await save([
    { memberId: shop.maya, period: '2026-05', amount: '1000' },
    { memberId: shop.maya, period: '2026-06', amount: '1000' },
  ])
  const maya = shop.as(shop.maya, 'rep')
  const ids = await Promise.all([4, 5].map(async (month) => String(at(await cellOf('Maya', month), 'id'))))
  for (const id of ids) expect((await maya.post(`/targets/${id}/accept`, {})).status).toBe(200)
  const version = 2
  const cells = ['2026-05', '2026-06'].map((period) => ({ memberId: shop.maya, period, amount: '1500', version }))
  expect(refusals((await save(cells)).body)).toEqual(cells.map(({ period }) => [period, 'quota.reason_missing']))
  expect(refusals((await save(cells, { reason: 'Two customers more', from: '2026-06-15' })).body)).toEqual([
    ['2026-05', 'quota.month_is_over'],
  ])
  const removed = await save([{ memberId: shop.maya, period: '2026-05', amount: null, version }], { reason: 'x' })
  expect(refusals(removed.body)).toEqual([['2026-05', 'quota.accepted_stays']])

  const done = await save(cells, { reason: 'Two customers more', from: '2026-05-11' })
  expect(done.body).toEqual({ saved: 2, waiting: 2, refused: [] })
  expect(await cellOf('Maya', 5)).toMatchObject({ amount: '1000.00', waiting: '1500.00', accepted: true })
  for (const id of ids) expect((await maya.post(`/targets/${id}/accept`, {})).status).toBe(200)
  expect(await cellOf('Maya', 4)).toMatchObject({ amount: '1500.00', several: true, waiting: null })

  const { body } = await maya.get(`/quotas/history?metric=revenue_booked&period=2026-05&memberId=${shop.maya}`)
  expect(listAt(body, 'items').map((one) => [at(one, 'what'), at(one, 'after'), at(one, 'reason')])).toEqual([
    ['change', '1500.00', 'Two customers more'],
    ['accepted', null, null],
    ['set', '1000.00', null],
  ])
})

test('a manager sees and sets their line, a rep only reads their own, a stranger’s stays out of sight', async () => {
  const stranger = await shop.make('/members', { name: 'Noor', role: 'rep', vacant: false })
  const other = await shop.make('/teams', { name: '华南' })
  await shop.api.post(`/members/${stranger}/move`, { teamId: other, managerId: null, from: null })
  await save([
    { memberId: stranger, period: '2026-01', amount: '7' },
    { memberId: shop.maya, period: '2026-01', amount: '1000' },
  ])
  const [lin, maya] = [shop.as(shop.lin, 'manager'), shop.as(shop.maya, 'rep')]
  const seen = async (caller: Caller) => (await rows(caller)).map((row) => [at(row, 'name'), at(row, 'editable')])
  expect(await seen(lin)).toEqual([
    ['华东', true],
    ['Maya', true],
    ['Tomás', true],
    ['林悦', true],
  ])
  expect(await seen(maya)).toEqual([['Maya', false]])
  const theirs = await save(
    [
      { memberId: stranger, period: '2026-02', amount: '1' },
      { teamId: other, period: '2026-02', amount: '1' },
      { period: '2026-02', amount: '1' },
    ],
    {},
    lin,
  )
  expect(listAt(theirs.body, 'refused').map((one) => at(one, 'code'))).toEqual(
    Array.from({ length: 3 }, () => 'access.owner_out_of_reach'),
  )
  expect((await save([{ teamId: shop.team, period: '2026-02', amount: '1' }], {}, lin)).body).toMatchObject({
    saved: 1,
  })
  expect((await save([{ memberId: shop.maya, period: '2026-02', amount: '1' }], {}, maya)).status).toBe(403)
  const { body } = await maya.get(`/quotas/history?metric=revenue_booked&period=2026-01&memberId=${stranger}`)
  expect(listAt(body, 'items')).toEqual([])
})

test('a target for a whole quarter is told beside the months, and a part of a team is not taken for all of it', async () => {
  await shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', memberId: shop.maya, amount: '65000' })
  const maya = (await rows()).find((row) => at(row, 'name') === 'Maya')
  expect(at(maya, 'others')).toEqual([{ period: '2026-Q2', amount: '65000.00' }])
  const stranger = await shop.make('/members', { name: 'Noor', role: 'rep', vacant: false })
  await shop.api.post(`/members/${stranger}/move`, { teamId: shop.team, managerId: null, from: null })
  const lin = await rows(shop.as(shop.lin, 'manager'))
  expect(at(lin[0], 'name')).toBe('华东')
  expect(at(lin[0], 'whole')).toBe(false)
})

test('last year’s wins and the working days of the months weigh a split', async () => {
  shop.day('2025-05-10')
  await shop.win(shop.maya, '300')
  shop.day('2026-04-01')
  const { body } = await shop.api.get('/quotas/weights?metric=revenue_booked&year=2026')
  const maya = listAt(body, 'members').find((one) => at(one, 'id') === shop.maya)
  expect(at(maya, 'lastYear')).toEqual(Array.from({ length: 12 }, (_, i) => (i === 4 ? '30000' : '0')))
  expect(at(maya, 'halfDays.0')).toBe('44')
})
