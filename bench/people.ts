import pg from 'pg'
import { z } from 'zod'
import { writing } from '#ledger/server/writing.ts'
import { createApiKey } from '#platform/auth/server/apiKeys.ts'
import { plantDeals } from '../tests/manyDeals.ts'
import { askOnce, load } from './load.ts'
import { type Bench, startProduct } from './product.ts'
import { type Measured, median, ms, quantile, seconds, timed } from './report.ts'

const deals = 1_000_000
const managers = 100
const each = 100
const quotas = 500
const year = new Date().getUTCFullYear()
const quarter = Math.floor(new Date().getUTCMonth() / 3)

const ids = z.array(z.object({ id: z.string() }))

/** Today, goals and quotas where 10,000 people in 100 teams sell 1,000,000 deals, each with targets of their own. */
export async function people(bench: Bench): Promise<readonly Measured[]> {
  const owner = new pg.Client({ ...bench.installation.bound, options: '' })
  await owner.connect()
  try {
    const { took } = await timed(() => plant(bench, owner))
    return [...(await ask(bench, owner)), { what: 'planting them', value: seconds(took) }]
  } finally {
    await owner.end()
  }
}

async function ask(bench: Bench, owner: pg.Client): Promise<Measured[]> {
  const [rep, manager] = await Promise.all(['Rep 1 1', 'Manager 1'].map((name) => keyOf(bench, owner, name)))
  const of = `won deals by person, summed by hand: ${ms(await handSum(owner, bench.orgId))}`
  const product = await startProduct(bench.dataDir)
  const asked = async (what: string, key: string | undefined, path: string): Promise<Measured> => {
    const headers = { authorization: `Bearer ${key ?? ''}` }
    const { took } = await timed(() => askOnce(product.address, { path, headers }))
    const { times } = await load(product.address, () => ({ path, headers }), { connections: 1, forMs: 4_000 })
    return { what, value: `${ms(median(times))} (p95 ${ms(quantile(times, 0.95))}, the first ${ms(took)})`, of }
  }
  const period = `${year}-Q${quarter + 1}`
  const grid = `/api/v1/quotas?metric=revenue_booked&year=${year}`
  try {
    return [
      await asked('Today of a rep', rep, '/api/v1/today'),
      await asked('Today of a manager of 100', manager, '/api/v1/today'),
      await asked('Today of the owner', bench.key, '/api/v1/today'),
      await asked('goals of a rep', rep, `/api/v1/goals?period=${period}`),
      await asked('goals of a team of 100', manager, `/api/v1/goals?period=${period}&limit=200`),
      await asked('goal of the organisation', bench.key, `/api/v1/goals?period=${period}&of=organisation`),
      await asked('cascade of 10,000', bench.key, `/api/v1/goals/cascade?metric=revenue_booked&period=${period}`),
      await asked('quota grid, 100 × 12', manager, grid),
      await asked('quota grid, 10,000 × 12', bench.key, grid),
    ]
  } finally {
    await product.stop()
  }
}

async function handSum(owner: pg.Client, orgId: string): Promise<number> {
  const text = `select owner_id, sum(amount) from deal where org_id = $1 and status = 'won' group by 1`
  await owner.query(text, [orgId])
  return (await timed(() => owner.query(text, [orgId]))).took
}

async function keyOf({ installation: { app }, actor, orgId }: Bench, owner: pg.Client, name: string): Promise<string> {
  const { rows } = await owner.query('select id from member where org_id = $1 and name = $2', [orgId, name])
  const [one] = ids.parse(rows)
  if (one === undefined) throw new Error(`nobody is called ${name}`)
  return writing(app, actor, async (write) => {
    const { key } = await createApiKey(write, { memberId: one.id, name: 'Bench', scopes: ['*'], days: 2 })
    return key
  })
}

/** Past `save`, by the database's owner; the trigger keeps the ledger's months as it does in the product. */
async function plant({ installation, actor, orgId }: Bench, owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into member (org_id, id, created_at, updated_at, name, role, vacant)
      select $1::uuid, uuidv7(), now(), now(), 'Manager ' || n, 'manager', false from generate_series(1, $2::int) n
      union all select $1::uuid, uuidv7(), now(), now(), 'Rep ' || n || ' ' || m, 'rep', false
        from generate_series(1, $2::int) n, generate_series(1, $3::int) m`,
    [orgId, managers, each],
  )
  await owner.query(
    `insert into team (org_id, id, created_at, updated_at, name, manager_id, region)
      select org_id, uuidv7(), now(), now(), 'Team ' || split_part(name, ' ', 2), id, 'R' || split_part(name, ' ', 2)::int % 10
      from member where org_id = $1 and name like 'Manager %'`,
    [orgId],
  )
  await owner.query(
    `insert into membership (org_id, id, created_at, updated_at, member_id, team_id, manager_id)
      select m.org_id, uuidv7(), now(), now(), m.id, t.id, nullif(t.manager_id, m.id)
      from member m join team t on t.org_id = m.org_id and t.name = 'Team ' || split_part(m.name, ' ', 2)
      where m.org_id = $1 and (m.name like 'Rep %' or m.name like 'Manager %')`,
    [orgId],
  )
  await owner.query(
    `insert into line (org_id, manager_id, member_id, depth)
      select org_id, manager_id, member_id, 1 from membership where org_id = $1 and manager_id is not null`,
    [orgId],
  )
  const { rows } = await owner.query(`select id from member where org_id = $1 and name like 'Rep %' order by id`, [
    orgId,
  ])
  await plantDeals(
    installation.app,
    actor,
    deals,
    ids.parse(rows).map(({ id }) => id),
  )
  await plantTargets(owner, orgId)
  await owner.query(
    `insert into ledger_entry (org_id, seq, kind, member_id, share, occurred_on, recorded_at, via, quantity, amount, currency,
        amount_base, fx_rate, fx_on, subject_type, subject_id)
      select org_id, 1000000 + row_number() over (order by id), 'deal.won', owner_id, 1000000,
        make_date($2::int, 1, 1) + (row_number() over (order by id) % 360)::int, now(), 'import', 1000000, 100000, 'USD', 100000, '1',
        make_date($2::int, 1, 1), 'deal', id
      from deal where org_id = $1 and status = 'won'`,
    [orgId, year],
  )
  await owner.query(`update ledger_head set seq = 5000000 where org_id = $1`, [orgId])
  await owner.query('vacuum analyze')
}

/** Of every person and team: a quarter, and the months of a year for the first few hundred. */
async function plantTargets(owner: pg.Client, orgId: string): Promise<void> {
  const from = `make_date(${year}, 1, 1) + make_interval(months => `
  await owner.query(
    `insert into target (org_id, id, created_at, updated_at, metric, member_id, team_id, period, amount, "from", "to")
      select org_id, uuidv7(), now(), now(), 'revenue_booked', member_id, team_id, $2, amount,
        ${from}${quarter * 3}), ${from}${quarter * 3 + 3}) - interval '1 day'
      from (
        select org_id, id as member_id, null::uuid as team_id, 10000000 as amount from member where org_id = $1 and name like 'Rep %'
        union all select org_id, null, id, 900000000 from team where org_id = $1
        union all select $1::uuid, null, null, 100000000000
      ) who`,
    [orgId, `${year}-Q${quarter + 1}`],
  )
  await owner.query(
    `insert into target (org_id, id, created_at, updated_at, metric, member_id, period, amount, "from", "to")
      select m.org_id, uuidv7(), now(), now(), 'revenue_booked', m.id, $2 || '-' || lpad(n::text, 2, '0'), 3300000,
        ${from}n - 1), ${from}n) - interval '1 day'
      from (select * from member where org_id = $1 and name like 'Rep %' order by name limit $3) m, generate_series(1, 12) n`,
    [orgId, String(year), quotas],
  )
}
