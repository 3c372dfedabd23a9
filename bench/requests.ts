import { sql } from 'kysely'
import { plantDeals } from '../tests/manyDeals.ts'
import { type Asked, load } from './load.ts'
import { type Bench, type Child, serving, startProduct } from './product.ts'
import { type Measured, median, ms, percent, processFigures, quantile } from './report.ts'

const bare = new URL('bareServer.ts', import.meta.url).pathname
const rounds = 3
const given = { connections: 16, forMs: 3_000 }

/** Requests for one record and for a new one, against bare node:http and pg that send the same statements. */
export async function requests(bench: Bench): Promise<readonly Measured[]> {
  const { actor, installation, orgId } = bench
  await plantDeals(installation.app, actor, 10_000, [null])
  const db = installation.app.db.of(orgId)
  const deals = await sql<{ id: string }>`select id from deal where org_id = ${orgId}::uuid limit 1000`.execute(db)
  const ids = deals.rows.map((row) => row.id)
  const keys = await sql<{ id: string }>`select id from api_key where org_id = ${orgId}::uuid`.execute(db)
  const product = await startProduct(bench.dataDir)
  const baseline = await serving([bare], { BARE: JSON.stringify({ ...hostIn(installation.bound), orgId }) })
  const authorization = `Bearer ${bench.key}`
  const idOf = (n: number) => ids[n % ids.length] ?? ''
  const get = (path: string, headers: Readonly<Record<string, string>>) => (n: number) => ({
    path: `${path}/${idOf(n)}`,
    headers,
  })
  const stages = await sql<{
    id: string
  }>`select id from stage where org_id = ${orgId}::uuid order by position`.execute(db)
  const body = JSON.stringify({
    name: 'Bench',
    stageId: stages.rows[0]?.id,
    amount: { amount: '1000.00', currency: 'USD' },
  })
  const post = { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body }
  try {
    const got = await alternate([
      { child: product, next: get('/api/v1/deals', { authorization }) },
      { child: baseline, next: get('/deals', { 'x-key': keys.rows[0]?.id ?? '' }) },
      { child: baseline, next: get('/deals', {}) },
    ])
    const made = await alternate([
      { child: product, next: () => ({ ...post, path: '/api/v1/deals' }) },
      { child: baseline, next: () => ({ method: 'POST', path: '/deals', body: '{}' }) },
    ])
    return [...shownGet(got), ...shownCreate(made)]
  } finally {
    await product.stop()
    await baseline.stop()
  }
}

function hostIn({ host, port, user, database }: Bench['installation']['bound']) {
  return { host, port, user, database }
}

interface Rated {
  readonly rate: number
  readonly times: readonly number[]
  /** Microseconds of the server process a request. */
  readonly cpu: number
}
/** Each in turn, several times over, so that what the machine does beside falls on all alike. */
async function alternate(
  targets: readonly { readonly child: Child; readonly next: (n: number) => Asked }[],
): Promise<Rated[]> {
  const found: Rated[][] = targets.map(() => [])
  for (const { child, next } of targets) await load(child.address, next, { ...given, forMs: 1_000 })
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, { child, next }] of targets.entries()) {
      const before = processFigures(child.pid).cpu
      const { rate, times } = await load(child.address, next, given)
      found[i]?.push({ rate, times, cpu: ((processFigures(child.pid).cpu - before) * 1000) / times.length })
    }
  }
  return found.map((all) => ({
    rate: median(all.map((one) => one.rate)),
    times: all.flatMap((one) => one.times),
    cpu: median(all.map((one) => one.cpu)),
  }))
}

const perSecond = (one: Rated | undefined) =>
  one
    ? `${Math.round(one.rate)} a second, ${ms(median(one.times))} (p95 ${ms(quantile(one.times, 0.95))}), ${Math.round(one.cpu)} µs CPU`
    : '—'

function shownGet([product, same, query]: Rated[]): Measured[] {
  if (!product || !same || !query) return []
  const share = product.rate / same.rate
  return [
    {
      what: 'get one deal by API key',
      value: perSecond(product),
      of: `bare, same statements: ${perSecond(same)}`,
      ratio: percent(product.rate, same.rate),
      budget: { text: '≥ 60 %', met: share >= 0.6 },
    },
    {
      what: 'get one deal by API key',
      value: perSecond(product),
      of: `bare, the record alone: ${perSecond(query)}`,
      ratio: percent(product.rate, query.rate),
    },
  ]
}

function shownCreate([product, same]: Rated[]): Measured[] {
  if (!product || !same) return []
  return [
    {
      what: 'create a deal (ledger, version, audit, outbox)',
      value: perSecond(product),
      of: `bare, the row alone: ${perSecond(same)}`,
      ratio: percent(product.rate, same.rate),
    },
  ]
}
