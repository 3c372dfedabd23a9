import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { type FigureJson, ledger } from '#ledger/contract.ts'
import { dimsOf, ownKinds } from '#ledger/rules/ownMetric.ts'
import type { Json } from '#platform/record/field.ts'
import { appForTests } from '../../../tests/harness.ts'
import { buildHistory, type History } from './historyFixture.ts'

const testApp = appForTests()
let history: History
beforeAll(async () => {
  history = await buildHistory(testApp)
}, 180_000)

const range = { from: '2020-01-01', to: '2030-12-31' }
const define = (key: string, formula: Json, more: object = {}) =>
  history.act(ledger.ownMetrics.create, { key, name: key, direction: 'lower' as const, formula, ...more })
const minor = ({ value }: FigureJson) =>
  typeof value === 'object' && value !== null ? BigInt(value.amount.replace('.', '')) : BigInt(Number(value ?? 0) * 1e6)
const sum = (values: readonly bigint[]) => values.reduce((total, one) => total + one, 0n)

test('the amount of lost deals is what their entries add up to, by whatever it is grouped', async () => {
  await define('lost_amount', { kind: 'sum', of: { kinds: ['deal.lost'], measure: 'amount' } })
  const { rows } = await sql<{ all: bigint | null }>`select sum(amount_base)::bigint as all from ledger_entry
    where org_id = ${history.ada.orgId}::uuid and kind = 'deal.lost'`.execute(history.app.db.of(history.ada.orgId))
  for (const by of ['none', 'member', 'team', 'manager', 'region', 'month', 'account', 'product', 'stage']) {
    const { total, rows: groups } = await history.values({ key: 'lost_amount', by, ...range })
    expect([by, minor(total)]).toEqual([by, rows[0]?.all])
    if (by !== 'none') expect([by, sum(groups.map(minor))]).toEqual([by, minor(total)])
  }
})

test('a draft says what it would say once it is saved, and each figure opens to its entries', async () => {
  const formula = { kind: 'sum', of: { kinds: ['deal.won', 'deal.cancelled'], measure: 'amount' } }
  const preview = await history.act(ledger.metricDrafts.preview, { formula, by: 'member' })
  const booked = await history.values({ key: 'revenue_booked', by: 'member' })
  expect(preview['values']).toMatchObject({
    total: { value: booked.total.value },
    rows: booked.rows.map(({ name, value }) => ({ name, value })),
  })
  expect(preview['says']).toBe('Total amount of Deal won, Deal cancelled')
  const { metric, count, value } = await history.explain(linkOf(preview))
  expect({ metric, count, value }).toEqual({ metric: 'draft', count: booked.total.entries, value: booked.total.value })
})

test('a filter and its opposite make up the whole', async () => {
  const kindsWithProduct = ownKinds.filter((kind) => dimsOf([kind]).includes('product'))
  const products = await history.act(ledger.metricDrafts.choices, {})
  const known = JSON.parse(JSON.stringify(products)).dims.find((one: { dim: string }) => one.dim === 'product').values
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(kindsWithProduct, { minLength: 1 }),
      fc.constantFrom<string>(...known.map((one: { value: string }) => one.value)),
      async (kinds, product) => {
        const totalOf = async (only: Json) => {
          const formula: Json = { kind: 'count', of: { kinds, only } }
          const { values } = JSON.parse(JSON.stringify(await history.act(ledger.metricDrafts.preview, { formula })))
          return minor(values.total)
        }
        const one = { dim: 'product', values: [product] }
        expect((await totalOf([one])) + (await totalOf([{ ...one, not: true }]))).toBe(await totalOf([]))
      },
    ),
    { numRuns: 15 },
  )
})

test('a ratio’s total is the ratio of the totals, and it is told why it moved', async () => {
  const lost = { kinds: ['deal.lost'], measure: 'amount' }
  const closed = { kinds: ['deal.won', 'deal.lost'], measure: 'amount' }
  await define('loss_share', { kind: 'ratio', of: lost, under: closed })
  const { total } = await history.values({ key: 'loss_share', by: 'member', ...range })
  const won = await history.values({ key: 'win_rate_value', ...range })
  const explained = await history.explain(total.explain)
  const [over, under] = explained.inputs.map(({ value }) => Number(typeof value === 'object' ? value?.amount : value))
  expect(Number(total.value)).toBeCloseTo((over ?? 0) / (under ?? 1), 5)
  if (won.total.value !== null) expect(Number(total.value) + Number(won.total.value)).toBeCloseTo(1, 5)
  const change = await history.act(ledger.metrics.change, {
    key: 'loss_share',
    ...range,
    since: '2026-01-31',
    until: history.today(),
    known: 'now' as const,
  })
  const told = JSON.parse(JSON.stringify(change))
  if (told.difference === null) return
  const effects = [...told.parts, told.hidden, told.rest].flatMap((one) => (one ? [Number(one.effect)] : []))
  expect(effects.reduce((all, one) => all + one, 0)).toBeCloseTo(Number(told.difference), 6)
})

test('another formula tells all periods anew; what was opened before keeps its own', async () => {
  const made = await define('touched', { kind: 'distinct', of: { kinds: ['call.connected'] } })
  const before = await history.values({ key: 'touched', ...range })
  const formula = { kind: 'count', of: { kinds: ['call.made'] } }
  await history.act(ledger.ownMetrics.update, { id: String(made['id']), formula })
  const after = await history.values({ key: 'touched', ...range })
  const calls = await history.values({ key: 'calls_made', ...range })
  expect(after.total.value).toBe(calls.total.value)
  expect(await history.explain(before.total.explain)).toMatchObject({ metric: 'touched@1', value: before.total.value })
  expect((await history.values({ key: 'touched@1', ...range })).total.value).toBe(before.total.value)
})

test('an archived metric is no longer offered, and its figures go on', async () => {
  const made = await define('old_one', { kind: 'count', of: { kinds: ['deal.created'] } })
  const before = await history.values({ key: 'old_one', ...range })
  await history.act(ledger.ownMetrics.delete, { id: String(made['id']) })
  const { items } = await history.act(ledger.metrics.list, {})
  expect(JSON.stringify(items)).not.toContain('old_one')
  expect((await history.values({ key: 'old_one', ...range })).total.value).toBe(before.total.value)
})

test.each([
  ['a kind that nothing writes', { kind: 'count', of: { kinds: ['payment.received'] } }, 'metric.kind_unknown'],
  ['no kind', { kind: 'count', of: { kinds: [] } }, 'metric.kinds_missing'],
  ['calls by amount', { kind: 'sum', of: { kinds: ['call.made'], measure: 'amount' } }, 'metric.measure_not_of_kind'],
  [
    'a loss reason of wins',
    { kind: 'count', of: { kinds: ['deal.won'], only: [{ dim: 'lost_reason', values: ['x'] }] } },
    'metric.filter_unknown',
  ],
  [
    'a count by an amount',
    { kind: 'ratio', of: { kinds: ['deal.won'], measure: 'count' }, under: { kinds: ['deal.won'], measure: 'amount' } },
    'metric.parts_dont_divide',
  ],
])('%s is refused', async (_, formula, code) => {
  await expect(history.act(ledger.metricDrafts.preview, { formula })).rejects.toMatchObject({ code })
})

test('a key is given once, and not one that is built in', async () => {
  const formula = { kind: 'count', of: { kinds: ['deal.lost'] } }
  await define('twice', formula)
  await expect(define('twice', formula)).rejects.toMatchObject({ code: 'metric.key_taken' })
  await expect(define('revenue_booked', formula)).rejects.toMatchObject({ code: 'metric.key_taken' })
  await expect(define('Two Words', formula)).rejects.toMatchObject({ code: 'metric.key_invalid' })
})

function linkOf(preview: unknown): string {
  return JSON.parse(JSON.stringify(preview)).values.total.explain
}
