import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Fault } from '#ledger/rules/fault.ts'

const root = new URL('../..', import.meta.url).pathname
/** Every database lock of Farsail's own has a name here. */
const migrating = 7_431_001

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** All migrations of the repository in their one order of numbers. */
export async function migrations(): Promise<readonly Migration[]> {
  const practices = (await readdir(join(root, 'practices'))).map((name) => `practices/${name}`)
  const rooms = [
    'platform/db',
    'platform/org',
    'platform/auth',
    'platform/import',
    'platform/notices',
    'platform/files',
    'ledger',
    ...practices,
  ]
  const found: Migration[] = []
  for (const room of rooms) {
    const folder = join(root, room, 'migrations')
    const files = await readdir(folder).catch(() => [])
    for (const name of files.filter((file) => file.endsWith('.sql'))) {
      found.push({ name: name.slice(0, -4), sql: await readFile(join(folder, name), 'utf8') })
    }
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1))
  const twice = found.find((one, i) => found[i + 1]?.name.slice(0, 4) === one.name.slice(0, 4))
  if (twice) throw new Error(`Two migrations have the number ${twice.name.slice(0, 4)}.`)
  return found
}

/**
 * Brings the database up to this program, each migration in a transaction of its own, one process at a time.
 * `owner` connects as a role that may create roles and tables. Throws Fault `database.newer`, `database.too_old`.
 */
export async function migrate(owner: pg.ClientConfig, all: readonly Migration[]): Promise<number> {
  const client = new pg.Client(owner)
  // a connection that is lost is told by the query under way
  client.on('error', () => {})
  await client.connect()
  try {
    requireVersion((await client.query('show server_version_num')).rows[0]?.server_version_num)
    await client.query('select pg_advisory_lock($1)', [migrating])
    await client.query(`create table if not exists migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`)
    const applied = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from migration order by name',
    )
    const done = new Set(applied.rows.map((row) => row.name))
    requireKnown([...done], all)
    const open = all.filter((one) => !done.has(one.name))
    for (const one of open) await apply(client, one)
    return open.length
  } finally {
    await client.end()
  }
}

const versionNeeded = 16

/** Given what `show server_version_num` said. Throws Fault `database.too_old`. */
export function requireVersion(number: unknown): void {
  const value = Math.floor(Number(number) / 10000)
  if (value < versionNeeded) throw new Fault('database.too_old', { value, needed: versionNeeded })
}

/** Throws Fault `database.newer` where one was applied that this program doesn't have. */
export function requireKnown(applied: readonly string[], all: readonly Migration[]): void {
  const known = new Set(all.map((one) => one.name))
  const strange = applied.find((name) => !known.has(name))
  if (strange !== undefined) throw new Fault('database.newer', { value: strange })
}

async function apply(client: pg.Client, one: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(one.sql)
    const checksum = createHash('sha256').update(one.sql).digest('hex')
    await client.query('insert into migration (name, checksum) values ($1, $2)', [one.name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${one.name} failed: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
