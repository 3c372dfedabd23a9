import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import pino from 'pino'
import { Fault } from '#ledger/rules/fault.ts'
import { connectionsOver, openPool, type PoolConfig } from '#platform/db/connections.ts'
import { folderFault } from '#platform/db/embedded/folders.ts'
import { joinOrStartEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate, migrations } from '#platform/db/migrate.ts'
import { type App, systemClock } from './context.ts'

export interface Where {
  /** Where files and, without a URL, the embedded database live. */
  readonly dataDir: string
  readonly databaseUrl: string | null
  /** `start` owns the database that it starts; a command joins the one that runs. */
  readonly owner: boolean
}
export interface Installation {
  readonly app: App
  /** How a job's own pool or a listener connects, bound like the application. */
  readonly bound: PoolConfig
  /** The database as DATABASE_URL names one, also where it is the embedded one. */
  readonly url: string
  close(): Promise<void>
}

const poolSize = 10
const boundRole = '-c role=farsail_app'

/** Opens an installation: database up and migrated, pool bound to the role that row-level security holds. */
export async function openInstallation(
  where: Where,
  starters: App['starters'],
  log = pino({ level: process.env['FARSAIL_LOG'] ?? 'warn' }),
): Promise<Installation> {
  const secret = installationSecret(where.dataDir)
  const database = await databaseAt(where)
  try {
    await migrate(database.config, await migrations())
  } catch (error) {
    await database.stop()
    throw reachable(error)
  }
  const bound: PoolConfig = { ...database.config, options: boundRole }
  const pool = openPool(bound, poolSize)
  const app: App = {
    db: connectionsOver(pool),
    clock: systemClock,
    log,
    secret,
    files: join(where.dataDir, 'files'),
    starters,
    checkAnswers: process.env['NODE_ENV'] === 'development',
  }
  return {
    app,
    bound,
    url: database.url,
    async close() {
      await pool.end()
      await database.stop()
    },
  }
}

export interface Database {
  /** Connects as the host, past row-level security. */
  readonly config: pg.ClientConfig
  readonly url: string
  stop(): Promise<void>
}

/** The database as it is: started where it is ours, and not migrated. */
export async function databaseAt(where: Where): Promise<Database> {
  if (where.databaseUrl !== null) {
    if (!/^postgres(ql)?:\/\//.test(where.databaseUrl)) throw new Fault('database.url_wrong')
    const config = { connectionString: where.databaseUrl, connectionTimeoutMillis: 10_000 }
    return { config, url: where.databaseUrl, stop: async () => {} }
  }
  const dataDir = join(where.dataDir, 'postgres')
  const running = where.owner ? await startEmbedded({ dataDir }) : await joinOrStartEmbedded(dataDir)
  const config = running.urlOf('postgres')
  const url = `postgres://${config.user}@/${config.database}?host=${encodeURIComponent(config.host)}&port=${config.port}`
  return { config, url, stop: () => running.stop() }
}

/** What connecting was refused for, in words. */
export function reachable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT', 'EHOSTUNREACH', '28P01', '28000', '3D000'].includes(code)) {
    return new Fault('database.unreachable', { value: error instanceof Error ? error.message || code : code })
  }
  return error
}

/** A key outside the database, made once, also where two processes begin at once: signs cookies and links. */
export function installationSecret(dataDir: string): string {
  const given = process.env['FARSAIL_SECRET']
  if (given) return given
  const file = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    if (!existsSync(file)) makeSecret(file)
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw folderFault(dataDir, error)
  }
}

/** Puts the secret of a restored installation in place; false where FARSAIL_SECRET stands before it with another one. */
export function keepSecret(dataDir: string, secret: string): boolean {
  const given = process.env['FARSAIL_SECRET']
  if (given) return given === secret
  const file = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.restored`, secret, { mode: 0o600 })
    renameSync(`${file}.restored`, file)
    return true
  } catch (error) {
    throw folderFault(dataDir, error)
  }
}

function makeSecret(file: string): void {
  const made = `${file}.new-${process.pid}`
  writeFileSync(made, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    linkSync(made, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(made, { force: true })
  }
}

const addressFile = (dataDir: string) => join(dataDir, 'address')

/** Writes down where the server serves, for commands that print links; the way to take it back when it ends. */
export function noteAddress(dataDir: string, address: string): () => void {
  writeFileSync(addressFile(dataDir), address)
  return () => rmSync(addressFile(dataDir), { force: true })
}
export function servedAt(dataDir: string): string | null {
  const file = addressFile(dataDir)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null
}
