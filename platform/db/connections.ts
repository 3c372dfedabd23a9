import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.generated.ts'

export type Db = Kysely<Tables>

/** Instants as RFC 3339 in UTC with milliseconds, days as text, bigint as bigint, numeric as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === 20) return BigInt
      if (oid === 1082 || oid === 1700) return String
      if (oid === 1184) return instantOf
    }
    return pg.types.getTypeParser(oid, 'text')
  },
}

/** `2026-11-24 06:29:01.5+00` → `2026-11-24T06:29:01.500Z`; sessions run in UTC. */
function instantOf(text: string): string {
  const day = text.slice(0, 10)
  const time = text.slice(11, text.lastIndexOf('+'))
  const [clock, fraction = ''] = time.split('.')
  return `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

export type PoolConfig = pg.PoolConfig & { readonly pipeline?: boolean }

/** A pool whose sessions are bound to a database role that can't pass by row-level security. */
export function openPool(config: PoolConfig, size: number): pg.Pool {
  const given: PoolConfig = {
    ...config,
    types,
    max: size,
    pipeline: true,
    application_name: 'farsail',
    options: [config.options ?? '', '-c TimeZone=UTC -c DateStyle=ISO'].join(' ').trim(),
  }
  const pool = new pg.Pool(given)
  pool.on('error', () => {})
  // the pool listens to idle clients only: one that is lost at work would end the process
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const lostCode = '08006'
/** Where a connection went, pg names no code, or the socket's; PostgreSQL's own for it is known wherever errors are read. */
function named(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  const isLost =
    code === 'EPIPE' ||
    code === 'ECONNRESET' ||
    (code === undefined && /^(Connection terminated|Client )/.test(error.message))
  return isLost ? Object.assign(new Error(error.message, { cause: error }), { code: lostCode }) : error
}

const awayCodes: ReadonlySet<unknown> = new Set([
  lostCode,
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ENOENT',
  'ETIMEDOUT',
])
/** Whether the database was not there, so that the same may succeed later. */
export const isDatabaseAway = (error: unknown) => error instanceof Error && 'code' in error && awayCodes.has(error.code)

const names = new Map<string, string>()
/** Prepared statements are named, which saves most of PostgreSQL's time on a small query; at most 500 a connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= 500 || text.length > 8000) return known
  const made = `q${names.size}`
  names.set(text, made)
  return made
}

/** The organisation that a connection's session is set to now. */
const orgOf = new WeakMap<pg.PoolClient, string>()
const none = ''

const corked = new WeakSet<pg.PoolClient>()
/** What is sent in one turn of the loop leaves in one system call, not one for each query. */
function inOneWrite(client: pg.PoolClient): void {
  if (corked.has(client)) return
  const { stream } = client.connection
  corked.add(client)
  stream.cork()
  process.nextTick(() => {
    corked.delete(client)
    stream.uncork()
  })
}

class OrgConnection implements DatabaseConnection {
  readonly client: pg.PoolClient
  readonly org: string
  #begun: Promise<unknown> | null = null
  constructor(client: pg.PoolClient, org: string) {
    this.client = client
    this.org = org
  }
  /** Is sent with the query that follows, which waits for it. */
  begin(level: string): void {
    this.#begun = this.executeQuery(CompiledQuery.raw(`begin${level}`))
    this.#begun.catch(() => {})
  }
  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    inOneWrite(this.client)
    const [begun, setting] = [this.#begun, this.#setOrg()]
    this.#begun = null
    const query = { text: compiled.sql, values: [...compiled.parameters], name: nameOf(compiled.sql) }
    const running = this.client.query<R & pg.QueryResultRow>(query)
    if (begun || setting) {
      try {
        await begun
        await setting
      } catch (error) {
        running.catch(() => {})
        throw named(error)
      }
      if (setting) orgOf.set(this.client, this.org)
    }
    const result = await running.catch((error: unknown) => {
      throw named(error)
    })
    const { command } = result
    const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return { rows: result.rows, ...(changed ? { numAffectedRows: BigInt(result.rowCount ?? 0) } : {}) }
  }
  /** Sent in the same round trip as the query that follows, and only when another organisation was served last. */
  #setOrg(): Promise<unknown> | null {
    if (orgOf.get(this.client) === this.org) return null
    orgOf.delete(this.client)
    return this.client.query({
      name: 'org',
      text: "select set_config('farsail.org_id', $1, false)",
      values: [this.org],
    })
  }
  // biome-ignore lint/correctness/useYield: cursors can't share a pipelined connection; page by keyset instead
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Read in pages: a pipelined connection has no cursors.')
  }
}

class OrgDriver implements Driver {
  readonly pool: pg.Pool
  readonly org: string
  constructor(pool: pg.Pool, org: string) {
    this.pool = pool
    this.org = org
  }
  async init() {}
  async acquireConnection() {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw named(error)
    })
    return new OrgConnection(client, this.org)
  }
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    if (connection instanceof OrgConnection) connection.begin(level)
  }
  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
  async releaseConnection(connection: DatabaseConnection) {
    if (connection instanceof OrgConnection) connection.client.release()
  }
  async destroy() {}
}

function kyselyFor(pool: pg.Pool, org: string): Db {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OrgDriver(pool, org),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

/** The application's door to the database: one Kysely an organisation, all over one pool. */
export interface Connections {
  readonly pool: pg.Pool
  /** Sees the rows of this organisation and no others. */
  of(orgId: string): Db
  /** Sees no organisation's rows: for what stands beside them (sign-in, jobs, look-ups by definer functions). */
  readonly outside: Db
  close(): Promise<void>
}

const keptMax = 1000

export function connectionsOver(pool: pg.Pool): Connections {
  const known = new Map<string, Db>()
  return {
    pool,
    outside: kyselyFor(pool, none),
    of(orgId) {
      const made = known.get(orgId) ?? kyselyFor(pool, orgId)
      if (known.size >= keptMax) known.clear()
      known.set(orgId, made)
      return made
    },
    close: () => pool.end(),
  }
}
