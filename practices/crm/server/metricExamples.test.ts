import { beforeEach, expect, test } from 'vitest'
import type { ValuesInput } from '#ledger/contract.ts'
import type { Actor } from '#platform/access/actor.ts'
import { org } from '#platform/org/contract.ts'
import { appForTests } from '../../../tests/harness.ts'
import { crm } from '../contract.ts'
import { buildCompany, type Company, lossReasonOf, memberOf, money, stagesOf } from './companyFixture.ts'

const testApp = appForTests()
let company: Company
let maya: Actor
let stages: string[]
let reason: string

beforeEach(async () => {
  company = await buildCompany(testApp, '2026-03-02')
  maya = await memberOf(company, 'Maya')
  stages = await stagesOf(company)
  reason = await lossReasonOf(company)
})

const open = (given: object = {}) =>
  company.make(crm.deals.create, {
    name: 'A year of sensors',
    stageId: stages[0] ?? '',
    ownerId: maya.memberId,
    amount: money('1000.00'),
    ...given,
  })
const win = (id: string, given: object = {}) => company.act(crm.deals.win, { id, ...given })
const lose = (id: string) => company.act(crm.deals.lose, { id, lossReasonId: reason })
const total = async (given: ValuesInput) => (await company.values(given)).total
const rows = async (given: ValuesInput) => {
  const values = await company.values({ nonzero: 'true', ...given })
  return Object.fromEntries(values.rows.map((row) => [row.name, row.value]))
}
const stageRows = (key: string, given: object = {}) => rows({ key, by: 'stage', period: '2026-Q1', ...given })

test('closed in the quarter 6 won and 4 lost: 60 %, and 31 to 83 %; a win cancelled later stays a win here', async () => {
  const won: string[] = []
  for (let i = 0; i < 6; i += 1) won.push(await open())
  for (const id of won) await win(id)
  for (let i = 0; i < 4; i += 1) await lose(await open())
  const asked = { key: 'win_rate_count', period: '2026-Q1' }
  const shown = { value: '0.6', cases: { cases: '10', low: '0.3127', high: '0.8318' } }
  expect(await total(asked)).toMatchObject(shown)
  await company.act(crm.deals.cancel, { id: won[0] ?? '' })
  expect(await total(asked)).toMatchObject(shown)
  expect(await total({ key: 'deals_won', period: '2026-Q1' })).toMatchObject({ value: '5' })
})

test('20,000.00 won half and half: each 10,000.00 and half a deal, the team one', async () => {
  const credits = [
    { memberId: maya.memberId ?? '', share: '0.5' },
    { memberId: company.ada.memberId ?? '', share: '0.5' },
  ]
  await win(await open({ amount: money('20000.00') }), { credits })
  const period = '2026-Q1'
  expect(await rows({ key: 'revenue_booked', by: 'member', period })).toEqual({
    Ada: money('10000.00'),
    Maya: money('10000.00'),
  })
  expect(await rows({ key: 'deals_won', by: 'member', period })).toEqual({ Ada: '0.5', Maya: '0.5' })
  expect(await total({ key: 'deals_won', period })).toMatchObject({ value: '1' })
})

test('won, reopened and won again is one deal, and a shared one has one cycle', async () => {
  const id = await open()
  company.day('2026-03-06')
  await win(id)
  company.day('2026-03-10')
  await company.act(crm.deals.reopen, { id })
  company.day('2026-03-12')
  const credits = [
    { memberId: maya.memberId ?? '', share: '0.7' },
    { memberId: company.ada.memberId ?? '', share: '0.3' },
  ]
  await win(id, { credits })
  await win(await open({ amount: money('1.00') }))
  expect(await total({ key: 'deals_won', period: '2026-Q1' })).toMatchObject({ value: '2' })
  expect(await total({ key: 'cycle_median', period: '2026-Q1' })).toMatchObject({ value: '5', entries: 2 })
  expect(await rows({ key: 'cycle_median', by: 'member', period: '2026-Q1' })).toEqual({ Ada: '10', Maya: '5' })
})

test('the open pipeline floats with the rate of the day, and a deal counts until the day before its close day', async () => {
  for (const [validOn, rate] of [
    ['2026-03-01', '7.2'],
    ['2026-03-16', '7.25'],
  ] as const)
    await company.make(org.fxRates.create, { fromCurrency: 'USD', toCurrency: 'CNY', validOn, rate, source: 'x' })
  const id = await open({ amount: money('100.00', 'USD') })
  company.day('2026-03-20')
  await win(id, { on: '2026-03-18' })
  const key = 'pipeline_open'
  expect(await total({ key, asOf: '2026-03-01' })).toMatchObject({ value: money('0.00') })
  expect(await total({ key, asOf: '2026-03-15' })).toMatchObject({ value: money('720.00') })
  expect(await total({ key, asOf: '2026-03-16' })).toMatchObject({ value: money('725.00') })
  expect(await total({ key, asOf: '2026-03-17' })).toMatchObject({ value: money('725.00') })
  expect(await total({ key, asOf: '2026-03-18' })).toMatchObject({ value: money('0.00') })
  expect(await total({ key, asOf: '2026-03-18', knownOn: '2026-03-19' })).toMatchObject({ value: money('725.00') })
  expect(await total({ key })).toMatchObject({ value: money('0.00') })
})

test('an amount without any rate is refused by name of pair and day, and never left out', async () => {
  const rate = await company.make(org.fxRates.create, {
    fromCurrency: 'USD',
    toCurrency: 'CNY',
    validOn: '2026-03-01',
    rate: '7.2',
    source: 'x',
  })
  await open({ amount: money('100.00', 'USD') })
  await company.act(org.fxRates.delete, { id: rate })
  await expect(total({ key: 'pipeline_open' })).rejects.toMatchObject({
    code: 'fx.rate_missing',
    details: { from: 'USD', to: 'CNY', day: '2026-03-02' },
  })
})

test('without a period all open deals count; with one those expected to close in it, asked before it as well', async () => {
  await open({ amount: money('1.00') })
  await open({ amount: money('10.00'), closesOn: '2026-03-31' })
  await open({ amount: money('100.00'), closesOn: '2026-04-01' })
  expect(await total({ key: 'pipeline_open' })).toMatchObject({ value: money('111.00') })
  expect(await total({ key: 'pipeline_open', period: '2026-Q1' })).toMatchObject({ value: money('10.00') })
  expect(await total({ key: 'pipeline_open', period: '2026-Q2', asOf: '2026-03-02' })).toMatchObject({
    value: money('100.00'),
  })
  expect(await rows({ key: 'pipeline_open', by: 'month' })).toEqual({
    '2026-03': money('10.00'),
    '2026-04': money('100.00'),
    'No month': money('1.00'),
  })
})

test('a weighted amount takes the deal’s own probability, else its stage’s of that day, and is rounded once', async () => {
  await open({ amount: money('0.01'), probability: '0.333' })
  await open({ amount: money('0.01'), probability: '0.333' })
  const key = 'pipeline_weighted'
  expect(await total({ key })).toMatchObject({ value: money('0.01') })
  await open({ amount: money('100.00') })
  expect(await total({ key })).toMatchObject({ value: money('10.01') })
  company.day('2026-03-05')
  await company.act(crm.stages.update, { id: stages[0] ?? '', probability: '0.2' })
  expect(await total({ key })).toMatchObject({ value: money('20.01') })
  expect(await total({ key, asOf: '2026-03-04' })).toMatchObject({ value: money('10.01') })
})

test('a deal pushed out of the quarter has slipped, one that was lost in it has not, and one due later is not judged yet', async () => {
  const due = (closesOn: string, amount: string) => open({ closesOn, amount: money(amount) })
  const pushed = await due('2026-04-10', '300.00')
  const lost = await due('2026-04-20', '50.00')
  await due('2026-06-20', '7.00')
  company.day('2026-04-02')
  await due('2026-04-11', '9.00')
  await company.act(crm.deals.update, { id: pushed, closesOn: '2026-07-15' })
  company.day('2026-05-01')
  await lose(lost)
  company.day('2026-06-15')
  const asked = { key: 'slippage_rate', period: '2026-Q2' }
  const found = await total(asked)
  expect(found).toMatchObject({ value: '0.5', cases: { cases: '2' } })
  const { inputs } = await company.explain(found.explain)
  expect(inputs.map((one) => one.value)).toEqual(['1', '2', money('300.00'), money('350.00')])
  expect(await total({ ...asked, asOf: '2026-04-15' })).toMatchObject({ value: '1', cases: { cases: '1' } })
  company.day('2026-07-02')
  expect(await total(asked)).toMatchObject({ value: '0.666667', cases: { cases: '3' } })
})

test('of the deals created in the quarter one is won, one lost, two still open: 25 %', async () => {
  const [first, second] = [await open(), await open(), await open(), await open()]
  company.day('2026-04-10')
  await win(first ?? '')
  await lose(second ?? '')
  const asked = { key: 'win_rate_created', period: '2026-Q1' }
  const found = await total(asked)
  expect(found).toMatchObject({ value: '0.25' })
  expect((await company.explain(found.explain)).inputs.map((one) => one.value)).toEqual(['1', '4', '2'])
  expect(await total({ ...asked, asOf: '2026-03-31' })).toMatchObject({ value: '0' })
})

test('a stage that was skipped counts as passed, and a deal that went back has passed what it had passed', async () => {
  const stayed = await open()
  const leapt = await open()
  const back = await open()
  const wonAtOnce = await open()
  company.day('2026-03-04')
  await company.act(crm.deals.advance, { id: leapt, stageId: stages[2] ?? '' })
  await company.act(crm.deals.advance, { id: back, stageId: stages[1] ?? '' })
  await win(wonAtOnce)
  company.day('2026-03-06')
  await company.act(crm.deals.advance, { id: back, stageId: stages[0] ?? '' })
  await company.act(crm.deals.update, { id: stayed, amount: money('2.00') })
  expect(await stageRows('stage_conversion')).toEqual({
    Prospecting: '0.75',
    Engaging: '0.666667',
    Proposal: '0.5',
    Negotiation: '1',
  })
  expect(await stageRows('stage_conversion', { asOf: '2026-03-03' })).toEqual({ Prospecting: '0' })
})

test('days in a stage are the median of the stays, and who is still inside has stayed so far', async () => {
  const [gone, lost] = [await open(), await open(), await open()]
  company.day('2026-03-05')
  await company.act(crm.deals.advance, { id: gone ?? '', stageId: stages[1] ?? '' })
  company.day('2026-03-12')
  await lose(lost ?? '')
  company.day('2026-03-22')
  // 3 days, 10 days, 20 days so far; 17 days so far
  expect(await stageRows('stage_days')).toEqual({ Prospecting: '10', Engaging: '17' })
  expect(await stageRows('stage_days', { asOf: '2026-03-07' })).toEqual({ Prospecting: '5', Engaging: '2' })
  await company.act(crm.deals.reopen, { id: lost ?? '' })
  expect(await stageRows('stage_days')).toEqual({ Prospecting: '20', Engaging: '17' })
})

test('a deal is stale after its stage’s limit of days without a contact; a note or a call in vain is none', async () => {
  const touched = await open()
  const noted = await open()
  await open({ stageId: stages[1] })
  await company.act(crm.stages.update, { id: stages[0] ?? '', staleAfterDays: 10 })
  company.day('2026-03-08')
  const log = (dealId: string, kind: 'note' | 'call', more: object = {}) =>
    company.make(crm.activities.create, { kind, subject: kind, occurredOn: company.today(), dealId, ...more })
  const call = await log(touched, 'call', { connected: true })
  await log(noted, 'note')
  await log(noted, 'call', { connected: false })
  company.day('2026-03-13')
  const key = 'stale_share'
  expect(await total({ key, asOf: '2026-03-12' })).toMatchObject({ value: '0' })
  expect(await total({ key })).toMatchObject({ value: '0.333333', cases: { cases: '3' } })
  await company.act(crm.activities.delete, { id: call })
  expect(await total({ key })).toMatchObject({ value: '0.666667' })
})

test('the parts of the activity mix sum to 100.0 %, and each opens to its own contacts', async () => {
  for (const kind of ['email', 'meeting', 'visit'] as const)
    await company.make(crm.activities.create, { kind, subject: kind, occurredOn: '2026-03-02', ownerId: maya.memberId })
  const asked = { key: 'activity_mix', period: '2026-Q1' }
  const found = await company.values({ ...asked, by: 'kind' })
  expect(found.total.value).toBe('1')
  expect(Object.fromEntries(found.rows.map((row) => [row.name, row.value]))).toEqual({
    'Connected call': '0',
    'E-mail sent': '0.334',
    'Meeting held': '0.333',
    Visit: '0.333',
    'Message sent': '0',
  })
  const mail = await company.explain(found.rows.find((row) => row.key === 'email.sent')?.explain ?? '')
  expect([mail.value, mail.count, mail.inputs.map((one) => one.value)]).toEqual(['0.334', 1, ['1', '3']])
  expect(await total({ key: 'activity_mix', period: '2026-Q2' })).toMatchObject({ value: null })
})

test('a metric is not grouped by what makes no sense for it, and says by what it is', async () => {
  await expect(total({ key: 'velocity', by: 'month' })).rejects.toMatchObject({
    code: 'metric.by_unknown',
    details: { known: ['none', 'member', 'team', 'manager', 'region', 'account', 'product'] },
  })
})

test('a past day without a period is asked in its own quarter', async () => {
  await win(await open())
  company.day('2026-07-02')
  expect(await company.values({ key: 'revenue_booked', asOf: '2026-03-10' })).toMatchObject({
    from: '2026-01-01',
    to: '2026-03-31',
    total: { value: money('1000.00') },
  })
})
