import pg from 'pg'
import { evaluate, type MetricQuestion } from '#ledger/server/evaluate.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { metrics } from '../product.ts'
import { askOnce, load } from './load.ts'
import { type Bench, startProduct } from './product.ts'
import { type Measured, median, ms, quantile, timed } from './report.ts'

const members = 1_000
const entries = 10_000_000
const path = '/api/v1/metrics/revenue_booked/values?by=member&from=2026-01-01&to=2026-12-31'

/** Revenue by member, 1,000 members and 10,000,000 entries of two years, against adding up the entries by hand. */
export async function leaderboard(bench: Bench): Promise<readonly Measured[]> {
  const owner = new pg.Client({ ...bench.installation.bound, options: '' })
  await owner.connect()
  const planted = await timed(() => plant(owner, bench.orgId))
  const product = await startProduct(bench.dataDir)
  const headers = { authorization: `Bearer ${bench.key}` }
  try {
    const byHand = await timed(() =>
      owner.query(
        `select member_id, sum(amount_base) from ledger_entry where org_id = $1 and kind in ('deal.won', 'deal.cancelled')
          and occurred_on between '2026-01-01' and '2026-12-31' group by 1`,
        [bench.orgId],
      ),
    )
    const inDatabase = await rollupAlone(owner, bench.orgId)
    const evaluated = await evaluation(bench)
    const ask = (more: string) =>
      load(product.address, () => ({ path: `${path}${more}`, headers }), { connections: 1, forMs: 4_000 })
    await ask('')
    const { times } = await ask('')
    const past = await timed(() => askOnce(product.address, { path: `${path}&asOf=2026-06-17`, headers }))
    return [
      {
        what: 'leaderboard, 1,000 members, 10,000,000 entries',
        value: `${ms(evaluated)}, of which the sum of months is ${ms(inDatabase)}`,
        of: `adding up the entries: ${ms(byHand.took)}`,
        ratio: `${Math.round(byHand.took / evaluated)} × as fast`,
        budget: { text: '≤ 10 ms', met: evaluated <= 10 },
      },
      {
        what: 'the same through the API, 1,000 names and links',
        value: `${ms(median(times))} (p95 ${ms(quantile(times, 0.95))})`,
      },
      { what: 'the same as of a day within a month', value: ms(past.took) },
      { what: 'planting them', value: `${Math.round(planted.took / 1000)} s` },
    ]
  } finally {
    await product.stop()
    await owner.end()
  }
}

/** In this process, as every screen, command and goal asks for a figure. */
async function evaluation({ installation: { app }, actor, orgId }: Bench): Promise<number> {
  const db = app.db.of(orgId)
  const org = await orgSettings(db, orgId)
  const question: MetricQuestion = {
    metric: metrics.of('revenue_booked'),
    by: 'member',
    from: Temporal.PlainDate.from('2026-01-01'),
    to: Temporal.PlainDate.from('2026-12-31'),
    periodAsked: true,
    asOf: null,
    asOfSeq: null,
    where: {},
  }
  const took: number[] = []
  for (let i = 0; i < 60; i += 1) {
    took.push((await timed(() => evaluate({ db, actor, scope: 'all', org }, question))).took)
  }
  return median(took)
}

async function rollupAlone(owner: pg.Client, orgId: string): Promise<number> {
  const took: number[] = []
  const text = `select member_id, sum(amount_base) from ledger_month where org_id = $1 and kind in ('deal.won', 'deal.cancelled')
    and month between '2026-01-01' and '2026-12-31' group by 1`
  for (let i = 0; i < 20; i += 1) {
    took.push((await timed(() => owner.query({ name: 'months', text, values: [orgId] }))).took)
  }
  return median(took)
}

/** Past `save`, by the database's owner, in pieces; the trigger keeps the months as it does in the product. */
async function plant(owner: pg.Client, orgId: string): Promise<void> {
  await owner.query(
    `insert into member (org_id, id, created_at, updated_at, name, role, vacant)
      select $1, uuidv7(), now(), now(), 'Member ' || n, 'rep', false from generate_series(1, $2::int) n`,
    [orgId, members],
  )
  const piece = 500_000
  for (let from = 0; from < entries; from += piece) {
    await owner.query(
      `with people as (select id, row_number() over (order by id) - 1 as i from member where org_id = $1 and name like 'Member %')
      insert into ledger_entry (org_id, seq, kind, member_id, share, occurred_on, recorded_at, via, quantity, amount, currency,
        amount_base, fx_rate, fx_on, subject_type, subject_id)
      select $1, $2::bigint + n, (array['deal.won', 'deal.created', 'call.made', 'deal.lost'])[1 + n % 4], p.id, 1000000,
        date '2025-01-01' + (n * 7 % 730)::int, now(), 'import', 1000000, 100000 + n, 'USD', 100000 + n, '1',
        date '2025-01-01', 'deal', uuidv7()
      from generate_series(1, $3::int) n join people p on p.i = (n * 31) % $4::int`,
      [orgId, from + 1_000_000, piece, members],
    )
  }
  await owner.query(`update ledger_head set seq = $2 where org_id = $1`, [orgId, entries + 2_000_000])
  await owner.query('vacuum analyze ledger_entry')
  await owner.query('vacuum analyze ledger_month')
}
