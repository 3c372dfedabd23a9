import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import pino from 'pino'
import { Fault } from '#ledger/rules/fault.ts'
import { connectionsOver, openPool, type PoolConfig } from '#platform/db/connections.ts'
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
  const secret = secretIn(where.dataDir)
  const database = await databaseOf(where)
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
    async close() {
      await pool.end()
      await database.stop()
    },
  }
}

async function databaseOf(where: Where): Promise<{ config: pg.ClientConfig; stop: () => Promise<void> }> {
  if (where.databaseUrl !== null) {
    return { config: { connectionString: where.databaseUrl, connectionTimeoutMillis: 10_000 }, stop: async () => {} }
  }
  const dataDir = join(where.dataDir, 'postgres')
  const running = where.owner ? await startEmbedded({ dataDir }) : await joinOrStartEmbedded(dataDir)
  return { config: running.urlOf('postgres'), stop: () => running.stop() }
}

function reachable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT', 'EHOSTUNREACH', '28P01', '28000', '3D000'].includes(code)) {
    return new Fault('database.unreachable', { value: error instanceof Error ? error.message || code : code })
  }
  return error
}

/** A key outside the database, made once: signs cookies and links. */
function secretIn(dataDir: string): string {
  const given = process.env['FARSAIL_SECRET']
  if (given) return given
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8').trim()
}
