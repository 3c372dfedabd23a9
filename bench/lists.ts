import pg from 'pg'
import { plantDeals } from '../tests/manyDeals.ts'
import { askOnce, load } from './load.ts'
import { type Bench, startProduct } from './product.ts'
import { type Measured, median, ms, quantile, timed } from './report.ts'

const deals = 1_000_000
const times = 60

/** Pages of 50 out of 1,000,000 deals, against the same page asked of the database by hand. */
export async function lists(bench: Bench): Promise<readonly Measured[]> {
  const { actor, installation, orgId } = bench
  await plantDeals(installation.app, actor, deals, [null])
  const client = new pg.Client(installation.bound)
  await client.connect()
  await client.query("select set_config('farsail.org_id', $1, false)", [orgId])
  await vacuumed(bench)
  const product = await startProduct(bench.dataDir)
  const headers = { authorization: `Bearer ${bench.key}` }
  const one = (path: string) => load(product.address, () => ({ path, headers }), { connections: 1, forMs: 3_000 })
  try {
    const first = '/api/v1/deals?limit=50&sort=-createdOn'
    const deep = `${first}&cursor=${await cursorAt(product.address, headers, first, 40)}`
    const filtered = '/api/v1/deals?limit=50&sort=-amount&filter[status][eq]=won'
    await one(first)
    const asked = await byHand(client, orgId)
    const found: Measured[] = []
    for (const [what, path] of [
      ['first page', first],
      ['page after 8,000', deep],
      ['won, by amount', filtered],
    ] as const) {
      const { times: took } = await one(path)
      found.push({
        what: `50 of 1,000,000 deals, ${what}`,
        value: `${ms(median(took))} (p95 ${ms(quantile(took, 0.95))})`,
        of: `the bare query of the first page: ${ms(asked)}`,
        ratio: `${(median(took) / asked).toFixed(1)} ×`,
      })
    }
    return found
  } finally {
    await product.stop()
    await client.end()
  }
}

/** What autovacuum would have done by now. */
async function vacuumed({ installation: { bound } }: Bench): Promise<void> {
  const owner = new pg.Client({ ...bound, options: '' })
  await owner.connect()
  await owner.query('vacuum analyze deal')
  await owner.end()
}

async function byHand(client: pg.Client, orgId: string): Promise<number> {
  const text = `select * from deal where org_id = $1 and deleted_at is null order by created_on desc, id desc limit 51`
  const took: number[] = []
  for (let i = 0; i < times; i += 1) {
    took.push((await timed(() => client.query({ name: 'page', text, values: [orgId] }))).took)
  }
  return median(took)
}

/** Pages on, 200 a page, as somebody would who reads them all. */
async function cursorAt(address: string, headers: Readonly<Record<string, string>>, path: string, pages: number) {
  let cursor = ''
  for (let page = 0; page < pages; page += 1) {
    const asked = `${path.replace('limit=50', 'limit=200')}${cursor === '' ? '' : `&cursor=${cursor}`}`
    const answer = await askOnce(address, { path: asked, headers })
    const next: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'nextCursor') : null
    if (typeof next !== 'string') throw new Error('The list ended early.')
    cursor = encodeURIComponent(next)
  }
  return cursor
}
