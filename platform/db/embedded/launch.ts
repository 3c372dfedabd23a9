import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { requireCluster } from './cluster.ts'
import { type Folders, prepareSocketFolder, requireWritable, rotateLog } from './folders.ts'
import { readPostmaster, servesCluster } from './postmaster.ts'
import { finish, type Programs, programEnv, runProgram, startFault } from './programs.ts'
import { chooseRunAs } from './runAs.ts'

export interface LaunchOptions {
  /** The npm package with the programs, if not the one for this machine. */
  readonly packageName?: string
  /** False where nothing needs to outlive a crash: tests. */
  readonly fsync?: boolean
  /** Listens on 127.0.0.1 too, without a password, for tests that need a DATABASE_URL; 0 finds a free port. */
  readonly tcpPort?: number
  /** PostgreSQL settings over ours. */
  readonly settings?: Readonly<Record<string, string>>
}

/** How PostgreSQL is to run. `mark` is written into its settings: one that carries the same was launched alike. */
export interface LaunchPlan {
  readonly programs: Programs
  readonly fsync: boolean
  readonly tcpPort: number | undefined
  readonly settings: Readonly<Record<string, string>>
  readonly mark: string
}

const SOCKET_PORT = 5432
const LAUNCHES = 3
const POLL_MS = 20

export async function launchPlan(options: LaunchOptions, folders: Folders): Promise<LaunchPlan> {
  const { packageName, fsync = true, tcpPort } = options
  const binaries = await findBinaries(packageName)
  const runAs = await chooseRunAs(binaries, folders)
  const settings = { ...SETTINGS, ...(fsync ? {} : UNSAFE_SETTINGS), ...options.settings }
  const all = JSON.stringify([binaries.postgres, runAs.version, tcpPort, settings])
  const mark = createHash('sha256').update(all).digest('hex')
  return { programs: { binaries, runAs }, fsync, tcpPort, settings, mark }
}

// For a small machine that runs the product too. What is logged names no values of rows: no parameters, no details.
const SETTINGS = {
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  max_connections: '200',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] ',
}

const UNSAFE_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts PostgreSQL, making its cluster on first use, and waits until it takes connections, however long it recovers.
 * Another process may be faster: then nothing is thrown and nothing started. `attempt` counts from 1.
 */
export async function launch(plan: LaunchPlan, folders: Folders, attempt: number): Promise<void> {
  await requireWritable(folders)
  await requireCluster(plan.programs, folders, { fsync: plan.fsync, tcp: plan.tcpPort !== undefined })
  await prepareSocketFolder(folders.socket, plan.programs.runAs.owner)
  await rotateLog(folders.logFile)
  const log = await open(folders.logFile, 'a', 0o600)
  try {
    const before = (await log.stat()).size
    const started = await runPostgres(plan, folders, log.fd)
    if (started) return
    const said = (await readFile(folders.logFile)).subarray(before).toString()
    const otherWasFaster = said.includes('lock file "postmaster.pid" already exists')
    if (!otherWasFaster || attempt >= LAUNCHES) throw startFault(said, folders)
  } finally {
    await log.close()
  }
}

// In a session of its own: a Ctrl-C meant for us must not end it before we have finished with it.
async function runPostgres(plan: LaunchPlan, folders: Folders, log: number): Promise<boolean> {
  const settings = {
    ...plan.settings,
    listen_addresses: plan.tcpPort === undefined ? '' : '127.0.0.1',
    port: String(plan.tcpPort === 0 ? await freePort() : (plan.tcpPort ?? SOCKET_PORT)),
    unix_socket_directories: folders.socket,
    'farsail.launch': plan.mark,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = runProgram(plan.programs, plan.programs.binaries.postgres, [`-D${folders.cluster}`, ...args], {
    cwd: folders.data,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...programEnv(), ...(await pidToOverlook(folders.cluster)) },
  })
  const ended = finish(child)
  let running = true
  void ended.then(() => {
    running = false
  })
  while (running) {
    const found = await readPostmaster(folders.cluster)
    if (found?.pid === child.pid && found?.status === 'ready') {
      child.unref()
      return true
    }
    await Promise.race([ended, wait(POLL_MS)])
  }
  return false
}

// PostgreSQL refuses to start while the process named in a postmaster.pid left behind lives. After a crash of the whole
// machine or container that number may be anybody's; PostgreSQL overlooks it when told that it is its grandparent's.
async function pidToOverlook(clusterDir: string): Promise<NodeJS.ProcessEnv> {
  const left = await readPostmaster(clusterDir)
  if (!left || (await servesCluster(left.pid, clusterDir))) return {}
  return { PG_GRANDPARENT_PID: String(left.pid) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : SOCKET_PORT
}
