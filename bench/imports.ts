import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { importFile } from '#platform/import/server/importFile.ts'
import { imports as kinds } from '../product.ts'
import { type Bench, commandWithPeak } from './product.ts'
import { type Measured, mb, seconds, timed } from './report.ts'

const few = 10_000
const many = 1_000_000

/** Deals from a file, with dedupe, ledger, versions, search and audit, against one bare insert of as many rows. */
export async function imports(bench: Bench): Promise<readonly Measured[]> {
  const { app, bound } = bench.installation
  const file = join(bench.dataDir, 'deals.csv')
  await writeFile(file, dealsText(few))
  const usual = { kind: 'deals', path: file, acceptSuggestions: true, dryRun: false, locale: 'en' } as const
  for (const [kind, text] of Object.entries(named)) {
    const path = join(bench.dataDir, `${kind}.csv`)
    await writeFile(path, text)
    await importFile(app, bench.actor, kinds, { ...usual, kind, path })
  }
  const first = await timed(() => importFile(app, bench.actor, kinds, usual))
  const again = await timed(() => importFile(app, bench.actor, kinds, usual))
  const bare = await timed(() => bareInsert(bound, bench.orgId, few))
  return [
    {
      what: `import of 10,000 deals (${first.result.created} created)`,
      value: seconds(first.took),
      of: `one insert of as many rows without indexes, ledger or audit: ${seconds(bare.took)}`,
      ratio: `${Math.round(first.took / bare.took)} ×`,
      budget: { text: '≤ 3 s', met: first.took <= 3_000 },
    },
    { what: `the same file again (${again.result.unchanged} unchanged)`, value: seconds(again.took) },
  ]
}

/** The same for a file of 1,000,000, by the command, with the most memory that it had. */
export async function largeImport(bench: Bench): Promise<readonly Measured[]> {
  const file = join(bench.dataDir, 'deals.csv')
  await writeFile(file, dealsText(many))
  const org = ['--org', 'bench', '--json']
  for (const [kind, text] of Object.entries(named)) {
    const path = join(bench.dataDir, `${kind}.csv`)
    await writeFile(path, text)
    await commandWithPeak(bench.dataDir, ['import', kind, path, ...org])
  }
  const { took, result } = await timed(() =>
    commandWithPeak(bench.dataDir, ['import', 'deals', file, ...org, '--accept-suggestions']),
  )
  return [
    {
      what: 'import of 1,000,000 deals by the command',
      value: `${seconds(took)}, ${Math.round(many / (took / 1000))} a second, at most ${mb(result.peak)}`,
    },
  ]
}

const rowsOf = (head: string, count: number, row: (n: number) => string) =>
  [head, ...Array.from({ length: count }, (_, n) => row(n))].join('\n')
/** Whom the deals name. */
export const named = {
  members: rowsOf('sales_agent,manager,regional_office', 40, (n) => `Person ${n},Manager ${n % 5},Region ${n % 3}`),
  accounts: rowsOf('account,sector', 85, (n) => `Account ${n},retail`),
}

/** As a CRM exports them: stages by name, a third won, a sixth lost, the rest open. */
export function dealsText(count: number): string {
  const rows = ['opportunity_id,sales_agent,account,deal_stage,engage_date,close_date,close_value']
  for (let n = 0; n < count; n += 1) {
    const outcome = n % 3 === 0 ? 'Won' : n % 6 === 1 ? 'Lost' : n % 2 === 0 ? 'Engaging' : 'Prospecting'
    const closed = outcome === 'Won' || outcome === 'Lost'
    const day = `2026-0${1 + (n % 4)}-1${n % 10}`
    const value = outcome === 'Won' ? String(100 + (n % 9_000)) : outcome === 'Lost' ? '0' : ''
    rows.push(
      `${n.toString(36).toUpperCase().padStart(8, '0')},Person ${n % 40},Account ${n % 85},${outcome},${day},${closed ? `2026-0${6 + (n % 3)}-20` : ''},${value}`,
    )
  }
  return rows.join('\n')
}

async function bareInsert(bound: pg.ClientConfig, orgId: string, count: number): Promise<void> {
  const owner = new pg.Client({ ...bound, options: '' })
  await owner.connect()
  await owner.query('create table bench_deal (like deal)')
  const rows = Array.from({ length: count }, (_, n) => ({
    org_id: orgId,
    name: `Deal ${n}`,
    amount: 100_000 + n,
    currency: 'USD',
  }))
  await owner.query(
    `insert into bench_deal (org_id, id, version, created_at, updated_at, name, stage_id, amount, currency, status, created_on, basis)
      select org_id, uuidv7(), 1, now(), now(), name, org_id, amount, currency, 'open', current_date, '{}'
      from jsonb_populate_recordset(null::bench_deal, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
  await owner.query('drop table bench_deal')
  await owner.end()
}
