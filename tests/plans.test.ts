import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { missedCustomers, standingDeals, usualStageDays } from '#crm/server/index.ts'
import type { Asker } from '#ledger/server/question.ts'
import type { Actor } from '#platform/access/actor.ts'
import { newId } from '#platform/config/context.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { type AnyDeclaration, fieldOf, fieldsOf, snake, sortableOf } from '#platform/record/record.ts'
import type { ListInput } from '#platform/record/resource.ts'
import { list } from '#platform/record/server/list.ts'
import { cursorOf, orderOf } from '#platform/record/server/order.ts'
import { declarations, types } from '../product.ts'
import { appForTests, buildOrg } from './harness.ts'
import { plantDealGrams, plantDeals } from './manyDeals.ts'
import { plantRecords } from './manyRecords.ts'
import { type Planned, plansOf } from './plansOf.ts'

// Under row-level security an index serves only leakproof operators: here PostgreSQL itself says of every list, by each
// filter and order that its declaration allows, whether one does.

const { app, owner } = appForTests()
const bound = new pg.Client({ ...owner, options: '-c role=farsail_app -c enable_seqscan=off' })
let ada: Actor
beforeAll(async () => {
  ada = await buildOrg(app)
  for (const [actor, share] of [
    [ada, 1],
    [await buildOrg(app), 0.5],
  ] as const) {
    const plant = (type: string, count: number) => plantRecords(app, actor, declarationOf(type), count * share)
    await plant('product', 200)
    await plant('account', 2000)
    await plant('contact', 2000)
    await plantDeals(app, actor, 20_000 * share, [actor.memberId])
    await plantDealGrams(app, actor)
    await plant('dealEvent', 4000)
    await plant('activity', 4000)
    await plant('target', 4000)
  }
  await bound.connect()
  await bound.query('select set_config($1, $2, false)', ['farsail.org_id', ada.orgId])
  const analyst = new pg.Client(owner)
  await analyst.connect()
  await analyst.query('analyze')
  await analyst.end()
}, 120_000)
afterAll(() => bound.end())

function declarationOf(type: string): AnyDeclaration {
  const found = types.get(type)
  if (!found) throw new Error(`No type ${type}.`)
  return found
}
const plans = (declaration: AnyDeclaration, input: ListInput, actor = ada) =>
  plansOf(bound, (db) => list(db, actor, declaration, input, actor.role === 'owner' ? 'all' : 'own'))

const conditionsOn = (planned: Planned, column: string) =>
  planned.nodes.filter((node) => new RegExp(`\\b"?${column}"?\\b`).test(node['Index Cond'] ?? ''))
const sorts = (planned: Planned) =>
  planned.nodes.some((node) => node['Node Type'] === 'Sort' || node['Node Type'] === 'Incremental Sort')

/** Small tables, of some hundreds of rows in an organisation: reading all of them is no matter. */
const small = new Set([
  'member',
  'team',
  'membership',
  'site',
  'calendarDay',
  'leave',
  'fxRate',
  'pipeline',
  'stage',
  'lossReason',
  'product',
  'targetChange',
  'ramp',
  'ownMetric',
])
const large = declarations.filter(({ type }) => !small.has(type))

// What no index serves, and why that is borne; the lists may only shrink. Events are asked for by their deal.
const ordersLeft = ['createdAt', '-createdAt', 'updatedAt', '-updatedAt'].map((sort) => `dealEvent ${sort}`)
// Values that many records share are found soon in whatever order the list has.
const filtersLeft = [
  ...['account industry', 'account segment', 'account location', 'deal source'],
  ...['dealEvent kind', 'activity kind', 'activity outcome'],
].flatMap((filter) => [`${filter} eq`, `${filter} in`])

test('every order of a large list comes from an index, on its first page and on the next', async () => {
  // over few rows it would rather collect and sort, which says nothing of many
  await bound.query('set enable_bitmapscan = off')
  const left: string[] = []
  for (const declaration of large) {
    for (const name of sortableOf(declaration)) {
      for (const sort of [name, `-${name}`]) {
        const order = orderOf(declaration, sort)
        const cursor = cursorOf(order, { id: newId(), [order.column]: sample(declaration, name), currency: 'CNY' })
        const further = await plans(declaration, { sort, cursor })
        const found = [...(await plans(declaration, { sort })), ...further]
        const isServed = found.every((one) => !sorts(one) && conditionsOn(one, 'org_id').length > 0)
        const [next] = further
        if (!isServed || !next || conditionsOn(next, order.column).length === 0)
          left.push(`${declaration.type} ${sort}`)
      }
    }
  }
  await bound.query('reset enable_bitmapscan')
  expect(left).toEqual(ordersLeft)
})

function sample(declaration: AnyDeclaration, name: string): string {
  const field = fieldOf(declaration, name)
  switch (field?.kind) {
    case 'day':
      return '2026-01-01'
    case 'money':
    case 'integer':
      return '100'
    case 'flag':
      return 'true'
    case 'relation':
      return newId()
    case 'choice':
      return field.options.at(-1) ?? ''
    case 'text':
      return `${name} 1`
    default:
      return '2026-01-01T00:00:00.000Z'
  }
}

test('every filter of a large list is served by an index that names its column', async () => {
  const left: string[] = []
  for (const declaration of large) {
    for (const [name, field] of fieldsOf(declaration).filter(([, one]) => one.filterable)) {
      const value = field.kind === 'money' ? '1.00 CNY' : sample(declaration, name)
      const ranged = ['day', 'money', 'instant', 'integer'].includes(field.kind)
      const filters = [{ eq: value }, { in: [value] }, ...(ranged ? [{ gte: value, lt: value }] : [])]
      for (const filter of filters) {
        const [first, ...others] = await plans(declaration, { filter: { [name]: filter }, count: 'true' })
        const counted = others.at(-1) ?? first
        if (!counted || conditionsOn(counted, snake(name)).length === 0)
          left.push(`${declaration.type} ${name} ${Object.keys(filter)}`)
      }
    }
  }
  expect(left).toEqual(filtersLeft)
})

test('search reads the grams of its question and the records that have them', async () => {
  for (const declaration of large.filter((one) => fieldsOf(one).some(([, field]) => field.searchable))) {
    const [found] = await plans(declaration, { search: 'name 12' })
    const grams = found?.nodes.filter((node) => node['Relation Name'] === 'gram') ?? []
    expect([declaration.type, grams.length]).toEqual([declaration.type, 5])
    for (const node of grams) expect(node['Index Cond']).toMatch(/org_id.*type.*gram = /)
    const records = found?.nodes.filter((node) => node['Relation Name'] === snake(declaration.type)) ?? []
    for (const node of records)
      expect([declaration.type, node['Index Cond']]).toEqual([declaration.type, expect.stringMatching(/\bid = /)])
  }
})

test('one’s own few among many are found by their owner', async () => {
  const rep: Actor = { ...ada, role: 'rep', memberId: newId() }
  for (const [type, column] of [
    ['deal', 'owner_id'],
    ['activity', 'owner_id'],
    ['contact', 'owner_id'],
    ['dealEvent', 'member_id'],
    ['target', 'member_id'],
  ] as const) {
    const [first, counted] = await plans(declarationOf(type), { count: 'true' }, rep)
    for (const found of [first, counted])
      expect([type, found && conditionsOn(found, column).length > 0]).toEqual([type, true])
  }
})

test('a day begins with one’s own open deals, moves and customers, each found by an index', async () => {
  const org = await orgSettings(app.db.of(ada.orgId), ada.orgId)
  const memberId = newId()
  const asked: readonly [string, (asker: Asker) => Promise<unknown>, string][] = [
    ['deal', (asker) => standingDeals(asker, memberId), 'owner_id'],
    ['deal_event', (asker) => usualStageDays(asker, memberId), 'member_id'],
    ['account', (asker) => missedCustomers(asker, memberId, 60), 'owner_id'],
  ]
  for (const [table, ask, column] of asked) {
    const [first] = await plansOf(bound, (db) => ask({ db, actor: ada, scope: 'own', org }))
    const own = first?.nodes.filter((node) => (node['Index Cond'] ?? '').includes(`${column} = `)) ?? []
    expect([table, own.length > 0]).toEqual([table, true])
    const whole = first?.nodes.filter((node) => node['Node Type'] === 'Seq Scan') ?? []
    expect([table, whole.map((node) => node['Relation Name']).filter((name) => name === table)]).toEqual([table, []])
  }
})
