import { beforeAll, expect, test } from 'vitest'
import type { CaseJson, EntryJson, ExplanationJson, FigureJson } from '#ledger/contract.ts'
import type { By, Input } from '#ledger/rules/metric.ts'
import { parseDecimal } from '#ledger/rules/rounding.ts'
import { median } from '#ledger/rules/statistics.ts'
import { evaluate, type MetricSource } from '#ledger/server/evaluate.ts'
import { headSeq } from '#ledger/server/question.ts'
import type { Actor } from '#platform/access/actor.ts'
import { org } from '#platform/org/contract.ts'
import { appForTests } from '../../../tests/harness.ts'
import { crm } from '../contract.ts'
import { metrics, money, orgOf } from './companyFixture.ts'
import { buildHistory, type History } from './historyFixture.ts'

const testApp = appForTests()
let history: History
beforeAll(async () => {
  history = await buildHistory(testApp)
}, 180_000)

interface Whole extends ExplanationJson {
  readonly allEntries: readonly EntryJson[]
  readonly allRecords: readonly CaseJson[]
}
/** A link followed to the end of both lists. */
async function opened(link: string, actor?: Actor): Promise<Whole> {
  const first = await history.explain(link, {}, actor)
  const entries = [...first.entries]
  const records = [...first.records]
  for (let cursor = first.nextCursor; cursor; ) {
    const page = await history.explain(link, { cursor }, actor)
    entries.push(...page.entries)
    cursor = page.nextCursor
  }
  for (let recordsCursor = first.nextRecordsCursor; recordsCursor; ) {
    const page = await history.explain(link, { recordsCursor }, actor)
    records.push(...page.records)
    recordsCursor = page.nextRecordsCursor
  }
  return { ...first, allEntries: entries, allRecords: records }
}

const numberOf = (text: string | null | undefined) => {
  const exact = parseDecimal(text ?? '0')
  return exact ? Number(exact.n) / Number(exact.d) : Number.NaN
}
const toldAs = (value: FigureJson['value']) =>
  value === null ? null : numberOf(typeof value === 'string' ? value : value.amount)
const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)

function fromLists(input: Input, own: number, { allEntries, allRecords }: Whole): number | null {
  if (input.from === 'own') {
    const parts = allRecords.map((one) => numberOf(one.parts[own]))
    return input.measure === 'median' ? (median(parts) ?? null) : sum(parts)
  }
  const kinds: readonly string[] = input.kinds
  const mine = allEntries.filter((one) => kinds.includes(one.kind))
  if (input.from === 'distinct') {
    const accounts = Map.groupBy(mine, (one) => one.accountId)
    return [...accounts].filter(([id, all]) => id !== null && sum(all.map((one) => numberOf(one.quantity))) > 0).length
  }
  if (input.measure === 'amount') return sum(mine.map((one) => numberOf(one.amountBase?.amount)))
  if (input.measure === 'q2') return sum(mine.map((one) => numberOf(one.q2)))
  if (input.measure === 'withoutAmount')
    return sum(mine.filter((one) => !one.amount).map((one) => numberOf(one.quantity)))
  return sum(mine.map((one) => numberOf(one.quantity)))
}

/** The lists add up to the inputs; a weighted amount is rounded once it is summed. */
function expectAddsUp(metric: MetricSource, whole: Whole) {
  expect([whole.allEntries.length, whole.allRecords.length]).toEqual([whole.count, whole.recordCount])
  let own = 0
  for (const [i, input] of metric.inputs.entries()) {
    // what a mix has of all kinds is not in the list of one
    if (metric.combine === 'mix' && i > 0) continue
    const told = toldAs(whole.inputs[i]?.value ?? null)
    const found = fromLists(input, input.from === 'own' ? own++ : 0, whole)
    const message = `${metric.key}: ${input.name}`
    if (told === null) expect(found, message).toBeNull()
    else
      expect(Math.abs((found ?? Number.NaN) - told), message).toBeLessThanOrEqual(
        input.from === 'own' ? 0.005 : 0.000_001,
      )
  }
}

test.each(metrics.all.map((one) => one.key))('%s opens, row by row, to a list that adds up to it', async (key) => {
  const metric = metrics.of(key)
  const groupings = (metric.by ?? ['member', 'team', 'month', 'kind']).filter((by) => by !== 'none')
  for (const by of groupings.slice(0, 4)) {
    const values = await history.values({ key, by, period: '2026-Q3' })
    for (const figure of [values.total, ...values.rows.slice(0, 6)]) {
      const whole = await opened(figure.explain)
      expect([whole.value, whole.cases, whole.asOfSeq]).toEqual([figure.value, figure.cases, figure.asOfSeq])
      expect(whole.count + whole.recordCount).toBe('entries' in figure ? figure.entries : 0)
      expectAddsUp(metric, whole)
    }
  }
})

test('every grouping’s rows open to themselves, also “nobody” and “no month”', async () => {
  for (const by of ['member', 'team', 'manager', 'region', 'month', 'account', 'product', 'stage'] as const) {
    const values = await history.values({ key: 'pipeline_open', by })
    expect(sum(values.rows.map((row) => toldAs(row.value) ?? 0))).toBeCloseTo(toldAs(values.total.value) ?? 0, 2)
    for (const row of values.rows) {
      const whole = await opened(row.explain)
      expect(whole.value, `${by} ${row.name}`).toEqual(row.value)
      expect(whole.recordCount).toBe(row.entries)
      expectAddsUp(metrics.of('pipeline_open'), whole)
    }
  }
})

test('an open deal is listed as it was: with its day, stage, amount, probability and owner', async () => {
  const deal = await history.make(crm.deals.create, {
    name: 'As it was',
    stageId: history.stages[1] ?? '',
    ownerId: history.maya.memberId,
    amount: money('100.00', 'USD'),
    closesOn: '2027-05-05',
    probability: '0.333',
  })
  const asked = { key: 'pipeline_weighted', by: 'month', from: '2027-05-01', to: '2027-05-31' }
  const { total } = await history.values(asked)
  expect(total.value).toEqual(money('243.09'))
  await history.act(crm.deals.update, { id: deal, name: 'As it is', amount: money('900.00', 'USD') })
  const whole = await opened(total.explain)
  expect(whole.allRecords).toEqual([
    {
      type: 'deal',
      id: deal,
      name: 'As it was',
      on: '2027-05-05',
      memberId: history.maya.memberId,
      memberName: 'Maya',
      stageId: history.stages[1],
      stageName: 'Engaging',
      state: 'open',
      amount: money('100.00', 'USD'),
      amountBase: money('730.00'),
      share: '0.333',
      parts: ['243.09', '730', '1'],
    },
  ])
  await history.act(crm.deals.delete, { id: deal })
})

test('a link opens what was shown, whatever was changed since and however many days went by', async () => {
  const keys = metrics.all.map((one) => one.key)
  const shown = await Promise.all(keys.map((key) => history.values({ key, period: '2026-Q4' })))
  await history.act(crm.stages.update, { id: history.stages[1] ?? '', probability: '0.4', staleAfterDays: 3 })
  await history.make(org.fxRates.create, {
    fromCurrency: 'USD',
    toCurrency: 'CNY',
    validOn: '2026-11-23',
    rate: '9',
    source: 'bank',
  })
  const later = await history.make(crm.deals.create, {
    name: 'Later',
    stageId: history.stages[0] ?? '',
    ownerId: history.maya.memberId,
    amount: money('5.00', 'USD'),
    closesOn: '2026-12-01',
  })
  history.day('2026-11-27')
  await history.act(crm.deals.win, { id: later, on: '2026-11-25' })
  const moved = await Promise.all(keys.map((key) => history.values({ key, period: '2026-Q4' })))
  expect(
    moved.filter((one, i) => JSON.stringify(one.total.value) !== JSON.stringify(shown[i]?.total.value)).length,
  ).toBeGreaterThan(8)
  for (const [i, key] of keys.entries()) {
    const figure = shown[i]?.total
    const whole = await opened(figure?.explain ?? '')
    expect(whole.value, key).toEqual(figure?.value)
    expectAddsUp(metrics.of(key), whole)
  }
})

test('who opens another’s link is told only of what they may see themselves', async () => {
  const { total } = await history.values({ key: 'pipeline_open' })
  const own = await history.values({ key: 'pipeline_open' }, history.maya)
  const whole = await opened(total.explain, history.maya)
  expect(whole.value).toEqual(own.total.value)
  expect(new Set(whole.allRecords.map((one) => one.memberId))).toEqual(new Set([history.maya.memberId, null]))
  expectAddsUp(metrics.of('pipeline_open'), whole)
})

test('a figure of several questions is of one moment, though somebody saves between them', async () => {
  const { app, ada } = history
  const db = app.db.of(ada.orgId)
  const metric = metrics.of('velocity')
  const slow: MetricSource = {
    ...metric,
    own: {
      async relation(asker, question) {
        await history.make(crm.deals.create, {
          name: 'Between',
          stageId: history.stages[0] ?? '',
          ownerId: ada.memberId,
        })
        return metric.own?.relation(asker, question) ?? Promise.reject(new Error('velocity has open deals'))
      },
    },
  }
  const by: By = 'none'
  const day = Temporal.PlainDate.from(history.today())
  const actor = { ...ada, today: history.today() }
  const asker = { db, actor, scope: 'all' as const, org: await orgOf(history) }
  const question = { metric, by, from: day, to: day, periodAsked: false, asOf: null, asOfSeq: null, where: {} }
  const found = await evaluate(asker, { ...question, metric: slow })
  expect(await headSeq(db, ada.orgId)).toBeGreaterThan(found.asOfSeq)
  expect((await evaluate(asker, { ...question, asOfSeq: found.asOfSeq })).total).toEqual(found.total)
})
