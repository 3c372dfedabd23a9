import { createReadStream, existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import pg from 'pg'
import { Fault } from '#ledger/rules/fault.ts'
import { databaseAt, installationSecret, reachable, type Where } from '#platform/config/installation.ts'
import { versionOfProgram } from '#platform/config/version.ts'
import { migrations, requireKnown, requireVersion } from '#platform/db/migrate.ts'
import { copyOut } from './copy.ts'
import { dataMostBytes, type Frame, type Head, type Tail, writeFrames } from './file.ts'
import { type BackedUp, copyOutText, productTables } from './tables.ts'

/** Is told what was written and how large it was, before compression. */
export type Progress = (done: { readonly name: string; readonly count: number; readonly bytes: number }) => void
export interface Taken {
  readonly head: Head
  readonly tail: Tail
  /** Of the file. */
  readonly bytes: number
}

/**
 * Writes the whole installation as it is at one moment into one file, while others work on: rows of all organisations,
 * people who sign in, uploaded files, secret. Throws Faults `backup.…`, `database.…`.
 */
export async function takeBackup(where: Where, path: string, progress: Progress): Promise<Taken> {
  if (existsSync(path)) throw new Fault('backup.file_exists', { value: path })
  const secret = installationSecret(where.dataDir)
  const database = await databaseAt(where)
  const part = `${path}.part`
  const client = new pg.Client({ ...database.config, application_name: 'farsail backup' })
  client.on('error', () => {})
  try {
    await client.connect()
    const snapshot = await beginSnapshot(client)
    const tail = { type: 'tail' as const, tables: {}, files: 0 }
    const bytes = await writeFrames(
      part,
      everything({ client, snapshot, secret, dataDir: where.dataDir, tail, progress }),
    )
    await rename(part, path)
    return { head: snapshot.head, tail, bytes }
  } catch (error) {
    await rm(part, { force: true })
    throw writing(path, reachable(error))
  } finally {
    await client.end()
    await database.stop()
  }
}

const writeCodes = ['ENOENT', 'EACCES', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EDQUOT', 'EISDIR', 'EPERM']
function writing(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return writeCodes.includes(code) ? new Fault('backup.not_written', { value: path, reason: code }) : error
}

interface Snapshot {
  readonly head: Head
  readonly tables: readonly BackedUp[]
  readonly orgs: readonly string[]
}

/** One moment for all that is read from now on; no migration can change a table before it is over. */
async function beginSnapshot(client: pg.Client): Promise<Snapshot> {
  const { rows } = await client.query(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version,
     to_regclass('public.migration') is not null as there`,
  )
  requireVersion(rows[0]?.number)
  if (rows[0]?.there !== true) throw new Fault('backup.nothing_there')
  const tables = await productTables(client)
  if (tables.length === 0) throw new Fault('backup.nothing_there')
  await client.query(
    `begin isolation level repeatable read read only;
     lock table migration, ${tables.map((table) => table.name).join(', ')} in access share mode`,
  )
  const applied = await client.query<{ name: string }>('select name from migration order by name')
  const names = applied.rows.map((row) => row.name)
  requireKnown(names, await migrations())
  const { rows: taken } = await client.query(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, array(select org_ids()::text) as orgs`,
  )
  const orgs: string[] = taken[0]?.orgs ?? []
  const head: Head = {
    type: 'head',
    farsail: versionOfProgram(),
    takenAt: String(taken[0]?.at),
    postgres: String(rows[0]?.version).split(' ')[0] ?? '',
    migrations: names,
    organisations: orgs.length,
  }
  return { head, tables: await productTables(client), orgs }
}

interface Source {
  readonly client: pg.Client
  readonly snapshot: Snapshot
  readonly secret: string
  readonly dataDir: string
  readonly tail: { readonly type: 'tail'; readonly tables: Record<string, number>; files: number }
  readonly progress: Progress
}

async function* everything(source: Source): AsyncGenerator<Frame> {
  const { client, snapshot, secret, tail } = source
  yield snapshot.head
  yield { type: 'secret', value: secret }
  const sequences = await client.query<{ name: string; last: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
     where schemaname in ('public', 'auth') and last_value is not null`,
  )
  for (const { name, last } of sequences.rows) yield { type: 'sequence', name, last }
  for (const table of snapshot.tables) yield* rowsOf(source, table)
  await client.query('commit')
  // what the rows name is older than they are, so its file is there still
  yield* filesOf(source)
  yield tail
}

async function* rowsOf({ client, snapshot, tail, progress }: Source, table: BackedUp): AsyncGenerator<Frame> {
  let [count, bytes] = [0, 0]
  for (const orgId of table.org === null ? [null] : snapshot.orgs) {
    // row-level security holds the owner of the tables too, where it is no superuser
    if (orgId !== null) await client.query(`select set_config('farsail.org_id', $1, false)`, [orgId])
    yield { type: 'rows', table: table.name, columns: [...table.columns] }
    const copy = copyOut(client, copyOutText(table, orgId))
    let step = await copy.next()
    for (; !step.done; step = await copy.next()) {
      bytes += step.value.length
      yield* inParts(step.value)
    }
    yield { type: 'end', count: step.value }
    count += step.value
  }
  tail.tables[table.name] = count
  progress({ name: table.name, count, bytes })
}

function* inParts(bytes: Uint8Array): Generator<Frame> {
  for (let at = 0; at < bytes.length; at += dataMostBytes)
    yield { type: 'data', bytes: bytes.subarray(at, at + dataMostBytes) }
}

async function* filesOf({ dataDir, tail, progress }: Source): AsyncGenerator<Frame> {
  const folder = join(dataDir, 'files')
  if (!existsSync(folder)) return
  let all = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    yield { type: 'file', path: relative(folder, path) }
    let count = 0
    for await (const part of createReadStream(path, { highWaterMark: dataMostBytes })) {
      count += part.length
      yield { type: 'data', bytes: part }
    }
    yield { type: 'end', count }
    all += count
    tail.files += 1
  }
  progress({ name: 'files', count: tail.files, bytes: all })
}
