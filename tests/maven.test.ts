import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { crmImports } from '#crm/server/index.ts'
import { verify } from '#ledger/server/verify.ts'
import type { Actor } from '#platform/access/actor.ts'
import { importKindsOf } from '#platform/import/server/batches.ts'
import { importFile } from '#platform/import/server/importFile.ts'
import { undoBatch } from '#platform/import/server/undoBatch.ts'
import { orgImports } from '#platform/org/server/imports/kinds.ts'
import { declarations, recordTypes } from '../product.ts'
import { appForTests, buildOrg } from './harness.ts'

// Real files, as they are: 8,800 deals of a seller of computer hardware in 2017.
const folder = new URL('../../shared/data/maven-crm/', import.meta.url).pathname
const files = existsSync(folder)
  ? 'the four files'
  : 'SKIPPED: the data set maven-crm is not beside the repository; the four files'
const kinds = importKindsOf(declarations, [...orgImports, ...crmImports])
const { app } = appForTests()
// tens of thousands of rows, on whatever machine
const patience = 180_000

async function imported(
  actor: Actor,
  kind: string,
  file: string,
  more: { acceptSuggestions?: boolean; dryRun?: boolean } = {},
) {
  const given = { acceptSuggestions: false, dryRun: false, locale: 'en', ...more } as const
  return await importFile(app, actor, kinds, { kind, path: folder + file, ...given })
}

async function importAll(actor: Actor) {
  await imported(actor, 'members', 'sales_teams.csv')
  await imported(actor, 'products', 'products.csv')
  await imported(actor, 'accounts', 'accounts.csv')
  return await imported(actor, 'deals', 'sales_pipeline.csv', { acceptSuggestions: true })
}

async function rowsIn(actor: Actor, table: string): Promise<number> {
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from ${sql.table(table)} where org_id = ${actor.orgId}::uuid`.execute(app.db.of(actor.orgId))
  return Number(rows[0]?.n)
}
const written = [
  'member',
  'team',
  'membership',
  'product',
  'account',
  'deal',
  'deal_event',
  'ledger_entry',
  'audit',
  'record_version',
  'outbox',
  'gram',
]
async function counted(actor: Actor) {
  const counts: Record<string, number> = {}
  for (const table of written) counts[table] = await rowsIn(actor, table)
  return counts
}

async function dealsBy(actor: Actor) {
  const { rows } = await sql<{ status: string; stage: string | null; n: bigint }>`
    select d.status, case when d.status = 'open' then s.name end as stage, count(*) as n from deal d
    join stage s on s.org_id = d.org_id and s.id = d.stage_id
    where d.org_id = ${actor.orgId}::uuid and d.deleted_at is null group by 1, 2 order by 1, 2`.execute(
    app.db.of(actor.orgId),
  )
  return Object.fromEntries(rows.map(({ status, stage, n }) => [stage ?? status, Number(n)]))
}

/** Booked revenue in whole dollars, by whatever the entry and its team say. */
async function booked(actor: Actor, by: 'quarter' | 'region') {
  const key = by === 'quarter' ? sql`extract(quarter from e.occurred_on)::text` : sql`t.region`
  const { rows } = await sql<{ key: string; dollars: bigint }>`
    select ${key} as key, (sum(e.amount_base) / 100)::bigint as dollars from ledger_entry e
    left join team t on t.org_id = e.org_id and t.id = e.team_id
    where e.org_id = ${actor.orgId}::uuid and e.kind = 'deal.won' group by 1 order by 1`.execute(app.db.of(actor.orgId))
  return Object.fromEntries(rows.map(({ key: name, dollars }) => [name, Number(dollars)]))
}

const seller = { currency: 'USD', timeZone: 'America/New_York' }

test(
  `${files} give the people, the deals and the revenue that are in them`,
  async () => {
    if (!existsSync(folder)) return
    const actor = await buildOrg(app, seller)
    const report = await importAll(actor)
    expect(report).toMatchObject({ rows: 8_800, created: 8_800, changed: 0, refusedCount: 0 })
    expect(report.warnings).toMatchObject([{ code: 'import.created_today', rows: 500 }])
    // the owner of the organisation, 35 agents, 6 managers
    expect(await rowsIn(actor, 'member')).toBe(1 + 35 + 6)
    expect(await rowsIn(actor, 'team')).toBe(3)
    expect(await dealsBy(actor)).toEqual({ won: 4_238, lost: 2_473, Engaging: 1_589, Prospecting: 500 })
    expect(await booked(actor, 'quarter')).toEqual({ 1: 1_134_672, 2: 3_086_111, 3: 2_982_255, 4: 2_802_496 })
    expect(await booked(actor, 'region')).toEqual({ West: 3_568_647, Central: 3_346_293, East: 3_090_594 })
    const { damages } = await verify(app.db.of(actor.orgId), actor.orgId, recordTypes)
    expect(damages).toEqual([])
  },
  patience,
)

test(
  `${files} imported again change nothing, and the deals taken back take every figure with them`,
  async () => {
    if (!existsSync(folder)) return
    const actor = await buildOrg(app, seller)
    const first = await importAll(actor)
    const before = await counted(actor)
    const again = await importAll(actor)
    expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 8_800, refusedCount: 0, ledger: [] })
    expect(await counted(actor)).toEqual(before)

    const undone = await undoBatch(app, actor, kinds, first.batchId, { locale: 'en' })
    expect(undone).toMatchObject({ left: [], leftCount: 0 })
    expect(await dealsBy(actor)).toEqual({})
    expect(Object.values(await booked(actor, 'quarter'))).toEqual([0, 0, 0, 0])
    const { rows } = await sql<{
      n: bigint
      money: bigint
    }>`select coalesce(sum(quantity), 0)::bigint as n, coalesce(sum(amount_base), 0)::bigint as money
    from ledger_entry where org_id = ${actor.orgId}::uuid`.execute(app.db.of(actor.orgId))
    expect(rows).toEqual([{ n: 0n, money: 0n }])

    const third = await imported(actor, 'deals', 'sales_pipeline.csv', { acceptSuggestions: true })
    expect(third).toMatchObject({ created: 8_800, refusedCount: 0 })
    expect(await booked(actor, 'region')).toEqual({ West: 3_568_647, Central: 3_346_293, East: 3_090_594 })
  },
  patience,
)

test(
  `${files}: what nobody has said is refused with its reason, and a dry run tells all of it beforehand`,
  async () => {
    if (!existsSync(folder)) return
    const actor = await buildOrg(app, seller)
    await imported(actor, 'members', 'sales_teams.csv')
    await imported(actor, 'products', 'products.csv')
    await imported(actor, 'accounts', 'accounts.csv')
    const dry = await imported(actor, 'deals', 'sales_pipeline.csv', { dryRun: true })
    expect(dry).toMatchObject({ created: 7_320, refusedCount: 1_480 })
    expect(await rowsIn(actor, 'deal')).toBe(0)
    expect(dry.questions).toMatchObject([
      { asks: 'record', value: 'GTXPro', rows: 1_480, found: 'near', proposals: [{ name: 'GTX Pro' }] },
    ])
    const third = dry.ledger.find(({ kind, period }) => kind === 'deal.won' && period === '2017-Q3')
    expect(third?.people).toBeGreaterThan(20)
    const real = await imported(actor, 'deals', 'sales_pipeline.csv')
    expect(real).toMatchObject({ created: 7_320, refusedCount: 1_480 })
    expect(real.refused[0]?.reasons[0]?.message).toContain('GTX Pro')
  },
  patience,
)
