import { setTimeout as wait } from 'node:timers/promises'
import { keepLogSmall, prepareFolders } from './embedded/folders.ts'
import type { LaunchOptions } from './embedded/launch.ts'
import { leave, takeUse, type Use } from './embedded/use.ts'

/** Where a role finds a database; fits the configuration of a `pg` client or pool. */
export interface DatabaseAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

export interface EmbeddedDatabase {
  readonly socketDir: string
  readonly port: number
  /** Of PostgreSQL's main process; another one after it had to be started again. */
  readonly pid: number
  /** It ran already: left behind by a crash, or in use by another process. */
  readonly adopted: boolean
  /** The superuser is `postgres`; the database is `postgres` too where none is named. */
  urlOf(role: string, database?: string): DatabaseAddress
  /** Ends our use of it, and PostgreSQL with it unless another process still uses it. */
  stop(): Promise<void>
}

export interface EmbeddedOptions extends LaunchOptions {
  readonly dataDir: string
  /** Is told in a line when PostgreSQL was lost; it is then started again, as often as it takes. */
  readonly onLost?: (problem: string) => void
}

const RECOVERY_RETRY_MS = 1_000
const LOG_CHECK_MS = 600_000

/**
 * Runs the product's own PostgreSQL on a data folder and owns it until `stop`: adopts one that a crash left running,
 * starts it again when it dies. Throws Fault `database.in_use` with the pid of another Farsail that owns it, and
 * `database.folder_not_writable`, `disk_full`, `binaries_missing`, `platform_unsupported`, `other_version`,
 * `socket_folder_taken`, `user_namespaces_forbidden`, `start_failed`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const first = await takeUse(options, 'owner', await prepareFolders(options.dataDir))
  const kept = keepRunning(first, options)
  return {
    ...databaseOf(first),
    get pid() {
      return kept.use().postmaster.pid
    },
    stop: kept.stop,
  }
}

/** For a command, beside the running product or without it: uses the PostgreSQL that runs there, else starts it. */
export async function joinOrStartEmbedded(dataDir: string, options: LaunchOptions = {}): Promise<EmbeddedDatabase> {
  const use = await takeUse(options, 'guest', await prepareFolders(dataDir))
  return { ...databaseOf(use), pid: use.postmaster.pid, stop: () => leave(use, 'guest') }
}

function databaseOf(use: Use): Omit<EmbeddedDatabase, 'pid' | 'stop'> {
  const { socketDir, port } = use.postmaster
  return {
    socketDir,
    port,
    adopted: use.adopted,
    urlOf: (user, database = 'postgres') => ({ host: socketDir, port, user, database }),
  }
}

interface Kept {
  use(): Use
  stop(): Promise<void>
}

// The end of our session is how we learn that PostgreSQL is gone: killed, or restarting after one of its processes was.
function keepRunning(first: Use, wanted: EmbeddedOptions): Kept {
  // The pools that others made go on with the old address.
  const folders = { ...first.folders, socket: first.postmaster.socketDir }
  const options = { ...wanted, ...(wanted.tcpPort === undefined ? {} : { tcpPort: first.postmaster.port }) }
  let use = first
  let stopping = false
  let recovery = Promise.resolve()
  const logCheck = setInterval(() => keepLogSmall(first.folders.logFile).catch(() => {}), LOG_CHECK_MS).unref()
  const watch = () =>
    use.session.once('end', () => {
      if (!stopping) recovery = recover()
    })

  async function recover(): Promise<void> {
    options.onLost?.('PostgreSQL is gone')
    while (!stopping) {
      try {
        use = await takeUse(options, 'owner', folders)
        watch()
        return
      } catch (error) {
        options.onLost?.(error instanceof Error ? error.message : String(error))
        await wait(RECOVERY_RETRY_MS)
      }
    }
  }

  watch()
  return {
    use: () => use,
    async stop() {
      stopping = true
      clearInterval(logCheck)
      await recovery
      await leave(use, 'owner')
    },
  }
}
