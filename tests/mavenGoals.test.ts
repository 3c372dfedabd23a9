import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import { importFile } from '#platform/import/server/importFile.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { imports } from '../product.ts'
import { buildOrg } from './harness.ts'
import { importText } from './importing.ts'
import { farsail, type Place } from './productProcess.ts'
import { at, listAt, productServed, textAt } from './serving.ts'

// Real deals of 2017 against quotas made up here: the product's figures and SQL written by hand say the same.
const folder = new URL('../../shared/data/maven-crm/', import.meta.url).pathname
const isThere = existsSync(folder)
const files = isThere
  ? 'the deals of 2017'
  : 'SKIPPED: the data set maven-crm is not beside the repository; the deals of 2017'
const served = productServed()
const { app } = served
const patience = 180_000
let place: Place
let actor: Actor
let slug = ''

beforeAll(async () => {
  if (!isThere) return
  const { host, port, user } = inject('database')
  const url = `postgres://${user}@/${served.owner.database}?host=${encodeURIComponent(host ?? '')}&port=${port}`
  place = { dataDir: await mkdtemp(join(tmpdir(), 'farsail-goals-')), env: { DATABASE_URL: url } }
  actor = await buildOrg(app, { currency: 'USD', timeZone: 'America/New_York' })
  slug = (await orgSettings(app.db.of(actor.orgId), actor.orgId)).slug
  for (const [kind, file] of [
    ['members', 'sales_teams.csv'],
    ['products', 'products.csv'],
    ['accounts', 'accounts.csv'],
    ['deals', 'sales_pipeline.csv'],
  ] as const)
    await importFile(app, actor, imports, {
      kind,
      path: folder + file,
      acceptSuggestions: true,
      dryRun: false,
      locale: 'en',
    })
}, patience)
afterAll(async () => {
  if (place) await rm(place.dataDir, { recursive: true, force: true })
})

/** Every agent has another quota in each quarter, the regional offices and the company one of Q3. */
async function quotas(): Promise<string> {
  const [, ...lines] = (await readFile(`${folder}sales_teams.csv`, 'utf8')).trim().split(/\r?\n/)
  const agents = lines.map((line) => line.split(',')[0] ?? '')
  const rows = agents.flatMap((agent, i) =>
    [1, 2, 3, 4].map((n) => `${agent},,revenue_booked,2017-Q${n},${60_000 + i * 777 + n * 1000}.${10 + i},USD`),
  )
  const above = ['Central', 'East', 'West'].map((office) => `,${office},Booked revenue,Q3 2017,900000,USD`)
  return [
    'sales_agent,team,metric,period,quota,currency',
    ...rows,
    ...above,
    ',,revenue_booked,2017年三季度,3000000,',
  ].join('\n')
}

interface ByHand {
  readonly name: string
  readonly actual: string
  readonly attainment: string | null
  readonly expected: string
}
/** By agent or by manager, straight from the tables; in dollars, with 12 places of the ratio, and weekdays for the pace. */
async function byHand(by: 'agent' | 'manager', to: string): Promise<ByHand[]> {
  const who = by === 'agent' ? sql`a.name` : sql`b.name`
  const { rows } = await sql<ByHand>`
    with won as (
      select member_id, sum(amount_base)::numeric / 100 as actual from ledger_entry
      where org_id = ${actor.orgId}::uuid and kind in ('deal.won', 'deal.cancelled')
        and occurred_on between '2017-07-01' and least(${to}::date, '2017-09-30'::date) group by 1),
    days as (
      select count(*) filter (where day <= ${to}::date)::numeric as gone, count(*)::numeric as all
      from generate_series('2017-07-01'::date, '2017-09-30'::date, '1 day') day where extract(isodow from day) < 6)
    select ${who} as name, round(sum(coalesce(w.actual, 0)), 2)::text as actual,
      trim_scale(round(sum(coalesce(w.actual, 0)) / sum(t.amount), 12))::text as attainment,
      sum(round(t.amount * days.gone / days.all, 2))::text as expected
    from target t cross join days join member a on a.org_id = t.org_id and a.id = t.member_id
    left join membership m on m.org_id = t.org_id and m.member_id = t.member_id and m.deleted_at is null
    left join member b on b.org_id = t.org_id and b.id = m.manager_id
    left join won w on w.member_id = t.member_id
    where t.org_id = ${actor.orgId}::uuid and t.period = '2017-Q3' and t.member_id is not null
    group by 1 order by 1`.execute(app.db.of(actor.orgId))
  return rows
}

async function goals(of: string, asOf: string): Promise<readonly unknown[]> {
  const { body } = await served.as(actor).get(`/goals?period=2017-Q3&of=${of}&asOf=${asOf}&limit=200`)
  return listAt(body, 'items')
}
const asHand = (one: unknown): ByHand => ({
  name: textAt(one, 'name'),
  actual: textAt(one, 'actual.value.amount'),
  attainment: textAt(one, 'attainment'),
  expected: textAt(one, 'expected.amount'),
})
const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
const cents = (text: string) => BigInt(text.replace('.', ''))

test(
  `${files} against quotas by quarter: attainment of every agent and of every manager’s people, to the cent`,
  async () => {
    if (!isThere) return
    const text = await quotas()
    expect(await importText(app, actor, 'quotas', text)).toMatchObject({ created: 35 * 4 + 4, refusedCount: 0 })
    expect(await importText(app, actor, 'quotas', text)).toMatchObject({
      unchanged: 35 * 4 + 4,
      created: 0,
      changed: 0,
    })
    for (const day of ['2017-08-15', '2017-09-30', '2026-11-24']) {
      const people = await goals('member', day)
      const agents = await byHand('agent', day)
      expect(agents).toHaveLength(35)
      expect(people.map(asHand).sort(byName)).toEqual(agents.toSorted(byName))

      const managers = await byHand('manager', day)
      expect(managers).toHaveLength(6)
      const { rows } = await sql<{ agent: string; manager: string }>`select a.name as agent, b.name as manager
        from membership m join member a on a.org_id = m.org_id and a.id = m.member_id
        join member b on b.org_id = m.org_id and b.id = m.manager_id where m.org_id = ${actor.orgId}::uuid`.execute(
        app.db.of(actor.orgId),
      )
      const managerOf = new Map(rows.map((row) => [row.agent, row.manager]))
      for (const manager of managers) {
        const mine = people.map(asHand).filter((one) => managerOf.get(one.name) === manager.name)
        const sum = (field: 'actual' | 'expected') => mine.reduce((all, one) => all + cents(one[field]), 0n)
        expect([manager.name, sum('actual'), sum('expected')]).toEqual([
          manager.name,
          cents(manager.actual),
          cents(manager.expected),
        ])
      }
      const all = agents.reduce((sum, one) => sum + cents(one.actual), 0n)
      const [whole] = await goals('organisation', day)
      const due = agents.reduce((sum, one) => sum + cents(one.expected), 0n)
      expect([cents(textAt(whole, 'actual.value.amount')), cents(textAt(whole, 'expected.amount'))]).toEqual([all, due])
      const offices = await goals('team', day)
      expect(offices.reduce<bigint>((sum, one) => sum + cents(textAt(one, 'expected.amount')), 0n)).toBe(due)
    }
    const [whole] = await goals('organisation', '2026-11-24')
    expect(whole).toMatchObject({
      actual: { value: { amount: '2982255.00' } },
      attainment: '0.994085',
      status: 'missed',
    })
  },
  patience,
)

test(
  `${files}: the command line says what the API says`,
  async () => {
    if (!isThere) return
    const ended = await farsail(place, [
      'goal',
      'list',
      '--org',
      slug,
      '--period',
      '2017-Q3',
      '--as-of',
      '2017-08-15',
      '--json',
    ])
    expect([ended.code, ended.err]).toEqual([0, ''])
    const listed = listAt(JSON.parse(ended.out), 'goals')
    expect(listed).toHaveLength(39)
    const agents = await byHand('agent', '2017-08-15')
    const people = listed.filter((one) => at(one, 'of') === 'member')
    const asListed = people.map((one) => ({
      name: textAt(one, 'name'),
      actual: textAt(one, 'value.amount'),
      attainment: textAt(one, 'attainment'),
      expected: textAt(one, 'expected.amount'),
    }))
    expect(asListed.sort(byName)).toEqual(agents.toSorted(byName))
    const lines = await farsail(place, ['goal', 'list', '--org', slug, '--period', '2017-Q3', '--as-of', '2017-08-15'])
    expect(lines.out).toContain('Anna Snelling')
    const wrong = await farsail(place, ['goal', 'list', '--org', slug, '--period', 'soon', '--json'])
    expect([wrong.code, at(JSON.parse(wrong.err), 'errors.0.code')]).toEqual([1, 'period.key_invalid'])
  },
  patience,
)
