import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { verify } from '#ledger/server/verify.ts'
import type { Damage } from '#ledger/server/verifyLedger.ts'
import { org } from '#platform/org/contract.ts'
import { appForTests } from '../../../tests/harness.ts'
import { crm } from '../contract.ts'
import { buildCompany, type Company, memberOf, money, recordTypes, stagesOf } from './companyFixture.ts'
import { buildHistory } from './historyFixture.ts'

const testApp = appForTests()
let client: pg.Client
let company: Company
let deal: string
let openDeal: string

beforeAll(async () => {
  client = new pg.Client(testApp.owner)
  await client.connect()
})
afterAll(() => client?.end())
beforeEach(async () => {
  company = await buildCompany(testApp, '2026-03-02')
  const maya = await memberOf(company, 'Maya')
  const [stageId = ''] = await stagesOf(company)
  const accountId = await company.make(crm.accounts.create, { name: 'Nordwind' })
  const values = { name: 'Sensors', stageId, ownerId: maya.memberId, accountId, amount: money('100.00') }
  await company.make(org.fxRates.create, {
    fromCurrency: 'USD',
    toCurrency: 'CNY',
    validOn: '2026-03-01',
    rate: '7.20',
    source: 'x',
  })
  deal = await company.make(crm.deals.create, values)
  openDeal = await company.make(crm.deals.create, { ...values, name: 'Gateways', probability: '0.50' })
  company.day('2026-03-05')
  await company.act(crm.deals.win, { id: deal })
  company.day('2026-03-06')
  await company.act(crm.deals.correct, { id: deal, amount: money('120.00'), reason: 'Two more' })
  await company.act(crm.deals.update, { id: openDeal, closesOn: '2026-04-01' })
})

const damages = async () => {
  const { ada, app } = company
  return (await verify(app.db.of(ada.orgId), ada.orgId, recordTypes)).damages
}
/** Past row-level security, triggers and rights, as only somebody with the database's own key can. */
async function plant(text: string, values: readonly unknown[] = []): Promise<void> {
  await client.query(`set session_replication_role = replica`)
  try {
    const { rowCount } = await client.query(text, [company.ada.orgId, ...values])
    expect(rowCount).toBeGreaterThan(0)
  } finally {
    await client.query(`set session_replication_role = origin`)
  }
}
const checks = (found: readonly Damage[]) => [...new Set(found.map((one) => one.check))].sort()
const entry = (kind: string) => `org_id = $1 and kind = '${kind}' and subject_id = $2 and reverses is null`

test('a company that makes every mistake verifies clean', async () => {
  const { app, ada } = await buildHistory(testApp)
  const found = await verify(app.db.of(ada.orgId), ada.orgId, recordTypes)
  expect(found.damages).toEqual([])
  expect([found.entries > 500n, found.records > 150]).toEqual([true, true])
}, 180_000)

test('what was not touched is whole', async () => {
  expect(await damages()).toEqual([])
})

test('an entry whose amount was changed', async () => {
  await plant(`update ledger_entry set amount = 1, amount_base = 1 where ${entry('deal.won')} and amount = 12000`, [
    deal,
  ])
  expect(checks(await damages())).toEqual(['entries', 'rollup'])
})

test('an entry that was changed together with its month cell', async () => {
  await plant(`update ledger_entry set amount = 1, amount_base = 1 where ${entry('deal.won')} and amount = 12000`, [
    deal,
  ])
  await plant(`update ledger_month set amount_base = amount_base - 11999 where org_id = $1 and kind = 'deal.won'`)
  expect(checks(await damages())).toEqual(['entries'])
})

test('an entry that was moved to another day, person or kind', async () => {
  for (const change of [`occurred_on = '2026-03-04'`, `member_id = null`, `kind = 'deal.lost'`]) {
    await plant(`update ledger_entry set ${change} where ${entry('deal.won')} and amount = 12000`, [deal])
    expect(checks(await damages())).toContain('entries')
  }
})

test('an entry that was deleted, and an original that was deleted with its reversal', async () => {
  await plant(`delete from ledger_entry where ${entry('deal.won')} and amount = 12000`, [deal])
  expect(checks(await damages())).toEqual(['entries', 'positions', 'rollup'])
  await plant(`delete from ledger_entry where org_id = $1 and abs(amount) = 10000 and kind = 'deal.won'`)
  await plant(`delete from ledger_month where org_id = $1 and kind = 'deal.won'`)
  const found = await damages()
  expect(found.filter((one) => one.check === 'positions').map((one) => one.detail)).toEqual([
    expect.stringMatching(/^3 positions/),
  ])
})

test('an entry of a record that never was, and of a kind of record that nobody knows', async () => {
  const copied = (
    column: string,
  ) => `insert into ledger_entry select (jsonb_populate_record(e, jsonb_build_object('seq', (select seq + 1 from ledger_head where org_id = $1)) || ${column})).*
    from ledger_entry e where ${entry('deal.created')}`
  await plant(copied(`jsonb_build_object('subject_id', '01a00000-0000-7000-8000-000000000000')`), [deal])
  expect(checks(await damages())).toEqual(['days', 'orphans', 'positions', 'rollup'])
  await plant(`delete from ledger_entry where org_id = $1 and subject_id = '01a00000-0000-7000-8000-000000000000'`)
  await plant(copied(`jsonb_build_object('subject_type', 'ghost')`), [deal])
  expect(checks(await damages())).toContain('orphans')
  await plant(`update ledger_entry set subject_type = 'account' where org_id = $1 and subject_type = 'ghost'`)
  expect(checks(await damages())).toContain('orphans')
})

test('an entry that was reversed twice, and a reversal that is not the negative of its original', async () => {
  await client.query('drop index ledger_entry_reversed')
  await plant(
    `insert into ledger_entry select (jsonb_populate_record(e, jsonb_build_object('seq', (select seq + 1 from ledger_head where org_id = $1)))).*
    from ledger_entry e where org_id = $1 and kind = 'deal.won' and reverses is not null`,
  )
  await plant(`update ledger_head set seq = seq + 1 where org_id = $1`)
  await plant(`update ledger_month set entries = entries + 1, quantity = quantity - 1000000, q2 = q2 - 3000000,
    amount_base = amount_base - 10000 where org_id = $1 and kind = 'deal.won'`)
  await plant(`update ledger_day set last_seq = last_seq + 1 where org_id = $1 and recorded_on = '2026-03-06'`)
  expect((await damages()).map((one) => one.detail)).toEqual(['is reversed 2 times'])
  await plant(`delete from ledger_entry e using ledger_head h where e.org_id = $1 and h.org_id = $1 and e.seq = h.seq`)
  await client.query(
    `create unique index ledger_entry_reversed on ledger_entry (org_id, reverses) where reverses is not null`,
  )
  await plant(`update ledger_entry set fx_rate = '2' where org_id = $1 and kind = 'deal.won' and reverses is not null`)
  expect(checks(await damages())).toContain('reversals')
})

test('a month cell that was changed, deleted or invented', async () => {
  await plant(`update ledger_month set q2 = q2 + 1 where org_id = $1 and kind = 'deal.won'`)
  expect(checks(await damages())).toEqual(['rollup'])
  await plant(`delete from ledger_month where org_id = $1 and kind = 'deal.won'`)
  expect(checks(await damages())).toEqual(['rollup'])
  await plant(`update ledger_month set kind = 'deal.lost' where org_id = $1 and kind = 'deal.created'`)
  expect(checks(await damages())).toEqual(['rollup'])
})

test('a day whose last position is too early, too late or gone', async () => {
  for (const change of [-1, 1]) {
    await plant(
      `update ledger_day set last_seq = last_seq + ${change} where org_id = $1 and recorded_on = '2026-03-05'`,
    )
    expect(await damages()).toEqual([{ check: 'days', subject: 'ledger_day 2026-03-05', detail: expect.any(String) }])
    await plant(
      `update ledger_day set last_seq = last_seq - ${change} where org_id = $1 and recorded_on = '2026-03-05'`,
    )
  }
  await plant(`delete from ledger_day where org_id = $1 and recorded_on = '2026-03-06'`)
  expect(checks(await damages())).toEqual(['days'])
})

test('a head that is behind or ahead of what it counts, or gone', async () => {
  for (const change of ['seq = seq - 1', 'seq = seq + 2', 'position = 1']) {
    await plant(`update ledger_head set ${change} where org_id = $1`)
    expect(checks(await damages())).toEqual(['positions'])
  }
  await plant(`delete from ledger_head where org_id = $1`)
  expect(checks(await damages())).toEqual(['positions'])
})

test('a version that was changed or deleted, of a deal, a stage and a rate', async () => {
  await plant(
    `update record_version set state = jsonb_set(state, '{amount,amount}', '"1.00"') where org_id = $1 and record_id = $2`,
    [openDeal],
  )
  expect(await damages()).toEqual([
    { check: 'versions', subject: `deal ${openDeal}`, detail: 'last version differs in amount' },
  ])
  await plant(`delete from record_version where org_id = $1 and record_id = $2`, [openDeal])
  expect(checks(await damages())).toContain('versions')
  await plant(
    `update record_version set state = jsonb_set(state, '{probability}', '"0.9"') where org_id = $1 and type = 'stage'`,
  )
  await plant(
    `update record_version set state = jsonb_set(state, '{rate}', '"9"') where org_id = $1 and type = 'fxRate'`,
  )
  const found = await damages()
  expect(found.filter((one) => one.subject.startsWith('stage')).length).toBe(4)
  expect(found.filter((one) => one.subject.startsWith('fxRate')).length).toBe(1)
})

test('a deal, an activity or a first win that was changed behind the ledger’s back', async () => {
  await plant(`update deal set amount = 9900 where org_id = $1 and id = $2`, [deal])
  expect(checks(await damages())).toEqual(['entries', 'versions'])
  await plant(`update deal set amount = 12000 where org_id = $1 and id = $2`, [deal])
  await plant(`update deal set amount = 9900 where org_id = $1 and id = $2`, [openDeal])
  expect(checks(await damages())).toEqual(['versions'])
  await plant(`update deal set amount = 10000, closed_on = created_on, status = 'lost' where org_id = $1 and id = $2`, [
    openDeal,
  ])
  expect(checks(await damages())).toEqual(['entries', 'versions'])
  await plant(`update deal set status = 'won' where org_id = $1 and id = $2`, [openDeal])
  const found = await damages()
  expect(found.filter((one) => one.subject.startsWith('account'))).toHaveLength(1)
  await plant(`update deal set deleted_at = now() where org_id = $1 and id = $2`, [openDeal])
  expect((await damages()).filter((one) => one.check === 'versions')).toHaveLength(1)
})

test('others go on writing while one verifies', async () => {
  const running = damages()
  await company.act(crm.deals.win, { id: openDeal })
  expect(await running).toEqual([])
  expect(await damages()).toEqual([])
})
