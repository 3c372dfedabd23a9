import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { Fault } from '#ledger/rules/fault.ts'
import type { Postmaster } from './postmaster.ts'

/**
 * Who uses a cluster is written in no file but held as advisory locks, by one session for each process: they end with
 * the process, however it ends, so they can't go stale. All share USED; the product itself, once, holds OWNED.
 */
export type Part = 'owner' | 'guest'

const LOCKS = 0x6661_7273 // "fars"; in the database `postgres`, where nothing else locks
const OWNED = 1
const USED = 2
const OWNER_TRIES = 10
const OWNER_RETRY_MS = 100

/**
 * A session that holds our part; undefined if PostgreSQL is just being stopped by its last user.
 * Throws Fault `database.in_use` with the pid of the other owner.
 */
export async function holdPart(postmaster: Postmaster, part: Part): Promise<Client | undefined> {
  const client = await connect(postmaster, `farsail ${part} ${process.pid}`)
  try {
    if (await gets(client, 'pg_try_advisory_lock_shared', USED)) {
      if (part === 'owner') await requireOwnership(client)
      return client
    }
  } catch (error) {
    await client.end()
    throw error
  }
  await client.end()
  return undefined
}

// The session of an owner that was killed ends a moment after it, so a refusal is final only after a second.
async function requireOwnership(client: Client): Promise<void> {
  for (let tries = 1; !(await gets(client, 'pg_try_advisory_lock', OWNED)); tries += 1) {
    const pid = await ownerPid(client)
    if (pid !== undefined && tries >= OWNER_TRIES) throw new Fault('database.in_use', { pid })
    await wait(OWNER_RETRY_MS)
  }
}

async function ownerPid(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and classid = $1 and objid = $2 and granted`,
    [LOCKS, OWNED],
  )
  const pid = /^farsail owner (\d+)$/.exec(rows[0]?.name ?? '')?.[1]
  return pid === undefined ? undefined : Number(pid)
}

/** Gives our part up. True if nobody else uses the cluster; then nobody can join it while this session lasts. */
export async function isLastOut(client: Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_all()')
  return gets(client, 'pg_try_advisory_lock', USED)
}

/** What `launchPlan` marked the running PostgreSQL with. */
export async function launchMarkOf(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ mark: string | null }>(`select current_setting('farsail.launch', true) as mark`)
  return rows[0]?.mark ?? null
}

async function gets(client: Client, lock: string, key: number): Promise<boolean> {
  const { rows } = await client.query<{ ok: boolean }>(`select ${lock}($1::int, $2::int) as ok`, [LOCKS, key])
  return rows[0]?.ok === true
}

async function connect(postmaster: Postmaster, name: string): Promise<Client> {
  const { socketDir: host, port } = postmaster
  const client = new Client({ host, port, user: 'postgres', database: 'postgres', application_name: name })
  // Without a listener a lost session would end our process; what it means is seen by its 'end'.
  client.on('error', () => {})
  await client.connect()
  return client
}
