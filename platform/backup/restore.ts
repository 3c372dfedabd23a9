import { existsSync, readdirSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import pg from 'pg'
import { Fault } from '#ledger/rules/fault.ts'
import { databaseAt, keepSecret, reachable, type Where } from '#platform/config/installation.ts'
import { migrate, migrations, requireVersion } from '#platform/db/migrate.ts'
import { copyIn } from './copy.ts'
import { type Frame, type Head, readFrames, requireWhole, type Tail } from './file.ts'
import { aroundLoading, copyInText, productTables } from './tables.ts'
import type { Progress } from './take.ts'

export interface Restored {
  readonly head: Head
  readonly tail: Tail
  /** Migrations of this program that came on top. */
  readonly migrated: number
  /** FARSAIL_SECRET says another one than the backup's, so that everybody is signed out. */
  readonly isOtherSecret: boolean
}

/**
 * Brings back what `takeBackup` wrote, into an installation in which nobody has set anything up: the database as far as
 * it was migrated then, all rows in one transaction, then the newer migrations. A refusal leaves the installation as it
 * was. Throws Faults `restore.…`, `database.…`.
 */
export async function restoreBackup(where: Where, path: string, progress: Progress): Promise<Restored> {
  const range = await requireWhole(path)
  const frames = readFrames(path, range)
  const first = (await frames.next()).value
  if (first?.type !== 'head') throw new Fault('restore.damaged', { value: path })
  const all = await migrations()
  const known = new Set(all.map((one) => one.name))
  if (first.migrations.some((name) => !known.has(name)))
    throw new Fault('restore.newer', { value: path, version: first.farsail })
  const files = join(where.dataDir, 'files')
  if (existsSync(files) && readdirSync(files).length > 0) throw new Fault('restore.files_there', { value: files })

  const database = await databaseAt(where)
  try {
    await requireUnused(database.config, first.migrations, where.databaseUrl === null)
    const wanted = new Set(first.migrations)
    await migrate(
      database.config,
      all.filter((one) => wanted.has(one.name)),
    )
    const { tail, secret } = await load(database.config, frames, { files, progress, path })
    const isOtherSecret = !keepSecret(where.dataDir, secret)
    const migrated = await migrate(database.config, all)
    return { head: first, tail, migrated, isOtherSecret }
  } catch (error) {
    throw reachable(error)
  } finally {
    await database.stop()
  }
}

/** Nobody has set it up, no server runs on it, and no migration was applied that the backup doesn't know. */
async function requireUnused(config: pg.ClientConfig, wanted: readonly string[], isEmbedded: boolean): Promise<void> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query(
      `select current_setting('server_version_num') as number, to_regclass('public.migration') is not null as there,
         (select count(*)::int from pg_stat_activity where datname = current_database() and application_name = 'farsail live') as servers`,
    )
    requireVersion(rows[0]?.number)
    if (rows[0]?.servers > 0) throw new Fault('restore.server_running')
    if (rows[0]?.there !== true) return
    for (const table of ['public.org', 'auth."user"']) {
      const { rows: found } = await client.query(
        `select to_regclass($1) is not null as there, to_regproc('public.org_ids') is not null as may`,
        [table],
      )
      if (found[0]?.there !== true || found[0]?.may !== true) continue
      const any = table === 'public.org' ? 'select from org_ids()' : `select from ${table} limit 1`
      if (((await client.query(any)).rowCount ?? 0) > 0) throw new Fault('restore.not_empty')
    }
    const applied = await client.query<{ name: string }>('select name from migration')
    if (applied.rows.every(({ name }) => wanted.includes(name))) return
    // ours alone, and nothing in it: made anew, as it was then
    if (!isEmbedded) throw new Fault('restore.migrated_further')
    await client.query('drop schema public, auth cascade; create schema public')
  } finally {
    await client.end()
  }
}

interface Into {
  readonly files: string
  readonly progress: Progress
  readonly path: string
}

async function load(
  config: pg.ClientConfig,
  frames: AsyncGenerator<Frame, void>,
  into: Into,
): Promise<{ tail: Tail; secret: string }> {
  const client = new pg.Client({ ...config, application_name: 'farsail restore' })
  client.on('error', () => {})
  const staged = `${into.files}.restoring`
  await rm(staged, { recursive: true, force: true })
  await client.connect()
  try {
    await client.query('begin')
    const tables = await productTables(client)
    const { before, after } = await aroundLoading(client)
    for (const text of before) await client.query(text)
    await client.query(`truncate ${tables.map((table) => table.name).join(', ')}`)
    const loaded = await takeIn(client, frames, { ...into, staged })
    // as much memory as a server of a few years ago has to spare
    await client.query(`set local maintenance_work_mem = '256MB'`)
    for (const text of after) await client.query(text)
    if (existsSync(staged)) {
      await rm(into.files, { recursive: true, force: true })
      await rename(staged, into.files)
    }
    await client.query('commit')
    for (const { name } of tables) await client.query(`analyze ${name}`)
    return loaded
  } finally {
    await rm(staged, { recursive: true, force: true })
    await client.end()
  }
}

/** Throws Fault `restore.damaged` where what came is not what was counted. */
async function takeIn(
  client: pg.Client,
  frames: AsyncGenerator<Frame, void>,
  { staged, progress, path }: Into & { readonly staged: string },
): Promise<{ tail: Tail; secret: string }> {
  const counts: Record<string, number> = {}
  let [secret, files] = ['', 0]
  for (;;) {
    const { value: frame, done } = await frames.next()
    if (done === true) break
    if (frame.type === 'secret') secret = frame.value
    if (frame.type === 'sequence') await client.query('select setval($1::regclass, $2)', [frame.name, frame.last])
    if (frame.type === 'rows') {
      const data = dataOf(frames)
      const rows = await copyIn(client, copyInText(frame.table, frame.columns), data.parts())
      if (rows !== data.counted()) throw new Fault('restore.damaged', { value: path })
      counts[frame.table] = (counts[frame.table] ?? 0) + rows
      progress({ name: frame.table, count: counts[frame.table] ?? 0, bytes: data.bytes() })
    }
    if (frame.type === 'file') {
      const data = dataOf(frames)
      await writeFile(placeOf(staged, frame.path), data.parts())
      if (data.bytes() !== data.counted()) throw new Fault('restore.damaged', { value: path })
      files += 1
    }
    if (frame.type === 'tail') {
      const isWhole =
        files === frame.files && Object.entries(frame.tables).every(([name, n]) => n === (counts[name] ?? 0))
      if (isWhole) return { tail: frame, secret }
      break
    }
  }
  throw new Fault('restore.damaged', { value: path })
}

/** The data up to the `end` that says their count. */
function dataOf(frames: AsyncGenerator<Frame, void>) {
  let [bytes, counted] = [0, -1]
  return {
    bytes: () => bytes,
    counted: () => counted,
    async *parts(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const { value: frame, done } = await frames.next()
        if (done === true) return
        if (frame.type === 'data') {
          bytes += frame.bytes.length
          yield frame.bytes
        } else {
          if (frame.type === 'end') counted = frame.count
          return
        }
      }
    },
  }
}

/** Below the folder, whatever the backup says. */
function placeOf(folder: string, path: string): string {
  const plain = normalize(path)
  if (isAbsolute(plain) || plain.split(/[\\/]/).includes('..')) throw new Fault('restore.damaged', { value: path })
  return join(folder, plain)
}

async function writeFile(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'w', 0o600)
  try {
    for await (const part of parts) await file.write(part)
    await file.sync()
  } finally {
    await file.close()
  }
}
