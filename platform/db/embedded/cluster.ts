import { appendFile, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#ledger/rules/fault.ts'
import { type Folders, giveTo } from './folders.ts'
import { finish, isAlive, type Programs, runProgram, startFault } from './programs.ts'

export interface InitOptions {
  readonly fsync: boolean
  readonly tcp: boolean
}

// A trigram index over Chinese needs a locale of the host that knows UTF-8 letters; under the last one it would find the
// right rows, only slowly. The order of texts doesn't depend on this list: that is PostgreSQL's own C.UTF-8.
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'C']
const FIRST_MAJOR_WITH_OWN_LOCALE = 17
const UNFINISHED = 'postgres.new-'

/** Makes the cluster on first use. Throws Fault `database.disk_full`, `start_failed`, `other_version`. */
export async function requireCluster(programs: Programs, folders: Folders, options: InitOptions): Promise<void> {
  const needed = Number.parseInt(programs.runAs.version, 10)
  const version = await readFile(join(folders.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) return makeCluster(programs, folders, initArguments(needed, options))
  if (version.trim() !== String(needed))
    throw new Fault('database.other_version', { folder: folders.cluster, value: version.trim(), needed })
}

function initArguments(major: number, options: InitOptions): string[] {
  return [
    '--username=postgres',
    '--encoding=UTF8',
    ...(major < FIRST_MAJOR_WITH_OWN_LOCALE ? [] : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']),
    '--auth-local=trust',
    `--auth-host=${options.tcp ? 'trust' : 'reject'}`,
    '--no-instructions',
    ...(options.fsync ? [] : ['--no-sync']),
  ]
}

// Beside its place and then moved there, so that what a crash leaves half made is never taken for a cluster.
async function makeCluster(programs: Programs, folders: Folders, args: readonly string[]): Promise<void> {
  await removeUnfinished(folders.data)
  const unfinished = await mkdtemp(join(folders.data, `${UNFINISHED}${process.pid}-`))
  try {
    await giveTo(programs.runAs.owner, folders.data)
    await giveTo(programs.runAs.owner, unfinished)
    await initdb(programs, unfinished, folders, args)
    await rename(unfinished, folders.cluster).catch(unlessMadeMeanwhile)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function removeUnfinished(data: string): Promise<void> {
  for (const name of await readdir(data)) {
    if (!name.startsWith(UNFINISHED) || isAlive(Number.parseInt(name.slice(UNFINISHED.length), 10))) continue
    await rm(join(data, name), { recursive: true, force: true })
  }
}

function unlessMadeMeanwhile(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
}

async function initdb(programs: Programs, place: string, folders: Folders, args: readonly string[]): Promise<void> {
  let output = ''
  for (const locale of LOCALES) {
    const all = [`--pgdata=${place}`, `--locale=${locale}`, ...args]
    const ended = await finish(runProgram(programs, programs.binaries.initdb, all))
    if (ended.code === 0) break
    output += ended.output
    await appendFile(folders.logFile, ended.output).catch(ignoreFullDisk)
    if (!ended.output.includes('invalid locale name') || locale === LOCALES.at(-1)) throw startFault(output, folders)
  }
}

// What initdb said is told anyway; that it could not be kept beside it is no news.
function ignoreFullDisk(): void {}
