import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { ledgerDamages } from '#ledger/server/verifyLedger.ts'
import { type Sellers, sellers } from './sellers.ts'
import { at, codeOf, listAt, productServed } from './serving.ts'

// What every figure stands on: the currency that can't change once anything counts, and what another clock, year or week restates.

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-11-24')
})
const change = (body: object) => shop.api.patch('/organisation', body)
const restated = (body: object) => shop.api.post('/organisation/restatement', body)
const target = (period: string, memberId = shop.maya) =>
  shop.make('/targets', { metric: 'revenue_booked', period, memberId, amount: '1000.00' })
const settings = async () => {
  const { rows } = await sql<object>`select currency, time_zone, fiscal_start_month, week_start from org
    where id = ${shop.ada.orgId}::uuid`.execute(served.app.db.of(shop.ada.orgId))
  return rows[0]
}

test('an organisation without a figure changes all of it at will; with one the currency stays, and the way out is said', async () => {
  expect((await change({ currency: 'USD', fiscalStartMonth: 4 })).status).toBe(200)
  expect(await settings()).toMatchObject({ currency: 'USD', fiscal_start_month: 4 })
  expect(codeOf(await change({ currency: 'XXY' }))).toBe('money.currency_unknown')
  await change({ currency: 'CNY' })
  await shop.win(shop.maya, '100.00')
  const refused = await change({ currency: 'USD' })
  expect([refused.status, codeOf(refused)]).toEqual([409, 'org.currency_fixed'])
  expect(await settings()).toMatchObject({ currency: 'CNY' })
  expect((await change({ currency: 'CNY', name: '海岳' })).status).toBe(200)
})

test('another year is shown first, with the sums before and after, and refused until it was seen', async () => {
  shop.day('2026-02-10')
  await shop.win(shop.maya, '100.00')
  shop.day('2026-11-24')
  await shop.win(shop.maya, '30.00')
  const shown = await restated({ fiscalStartMonth: 4 })
  const year = listAt(shown.body, 'periods').find((one) => at(one, 'kind') === 'year' && at(one, 'which') === 'current')
  expect(year).toMatchObject({
    before: { key: '2026', booked: { amount: '130.00' } },
    after: { key: 'FY2027', from: '2026-04-01', to: '2027-03-31', booked: { amount: '30.00' } },
  })
  const unseen = await change({ fiscalStartMonth: 4 })
  expect([unseen.status, codeOf(unseen)]).toEqual([409, 'org.restates'])
  expect((await change({ fiscalStartMonth: 4, seen: true })).status).toBe(200)
  const { body } = await shop.api.get('/metrics/revenue_booked/values?period=FY2027')
  expect(at(body, 'total.value.amount')).toBe('30.00')
})

test('targets keep the days that were agreed and are called by their new names, also where names move up', async () => {
  await change({ fiscalStartMonth: 7 })
  for (const period of ['FY2027-Q1', 'FY2027-Q2', 'FY2027-Q3', 'FY2027']) await target(period)
  const shown = await restated({ fiscalStartMonth: 4 })
  expect(at(shown.body, 'targets')).toMatchObject({ all: 4, renamed: 4 })
  expect((await change({ fiscalStartMonth: 4, seen: true })).status).toBe(200)
  const { body } = await shop.api.get('/targets?sort=from')
  const kept = listAt(body, 'items').map((one) => [at(one, 'period'), at(one, 'from'), at(one, 'to')].join(' '))
  expect(kept.toSorted()).toEqual([
    '2026-07-01..2027-06-30 2026-07-01 2027-06-30',
    'FY2027-Q2 2026-07-01 2026-09-30',
    'FY2027-Q3 2026-10-01 2026-12-31',
    'FY2027-Q4 2027-01-01 2027-03-31',
  ])
})

test('in another zone nothing that counts changes its day, and what was known on a day is cut by the new midnight', async () => {
  served.clock.set('2026-11-23T22:00:00Z')
  const late = {
    kind: 'call',
    subject: 'late call',
    occurredOn: '2026-11-24',
    occurredAt: '2026-11-23T22:00:00Z',
    ownerId: shop.maya,
  }
  await shop.make('/activities', late)
  const shown = await restated({ timeZone: 'America/New_York' })
  expect(shown.body).toMatchObject({
    timed: { all: 1, elsewhere: 1 },
    today: { before: '2026-11-24', after: '2026-11-23' },
  })
  expect(codeOf(await restated({ timeZone: 'Mars/Olympus' }))).toBe('time.zone_unknown')
  expect(codeOf(await change({ timeZone: 'America/New_York' }))).toBe('org.restates')
  await change({ timeZone: 'America/New_York', seen: true })
  const { body } = await shop.api.get('/metrics/calls_made/values?period=2026-11-24')
  expect(at(body, 'total.value')).toBe('1')
  const db = served.app.db.of(shop.ada.orgId)
  expect(await ledgerDamages(db, shop.ada.orgId)).toEqual([])
  await shop.win(shop.maya, '10.00')
  expect(await ledgerDamages(db, shop.ada.orgId)).toEqual([])
})

test('none but owner and admin look at or change it', async () => {
  for (const role of ['ops', 'manager', 'rep'] as const) {
    const caller = shop.as(shop.lin, role)
    expect((await caller.post('/organisation/restatement', {})).status).toBe(403)
    expect((await caller.patch('/organisation', { weekStart: 7 })).status).toBe(403)
  }
})
