import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { Fault } from '#ledger/rules/fault.ts'
import { type Binaries, binariesMissing } from './binaries.ts'
import type { Account, Folders } from './folders.ts'

const run = promisify(execFile)

/** How PostgreSQL's programs are run, which refuse to run as root. `owner` is who must own their files, if not we. */
export interface RunAs {
  readonly prefix: readonly string[]
  readonly owner: Account | undefined
  /** Of the programs, as in "18.4". */
  readonly version: string
}

/**
 * As an ordinary user: plainly. As root: as the owner of an existing cluster who is not root; else in a user namespace
 * in which root is called nobody, so that the files stay root's; else, where namespaces are forbidden (a container),
 * as nobody, who then owns the data folder. Throws Fault `database.user_namespaces_forbidden`,
 * `database.binaries_missing`.
 */
export async function chooseRunAs(binaries: Binaries, folders: Folders): Promise<RunAs> {
  if (process.getuid?.() !== 0) return tryOut(binaries, [], undefined)
  const cluster = await stat(folders.cluster).catch(() => undefined)
  if (cluster && cluster.uid !== 0) return tryOut(binaries, [], { uid: cluster.uid, gid: cluster.gid })

  const nobody = await accountOfNobody()
  const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--']
  const inNamespace = await tryOut(binaries, namespace, undefined).catch(() => undefined)
  if (inNamespace) return inNamespace

  // A cluster that root made in a namespace is not handed to nobody: that would need every file's owner changed.
  const asNobody = cluster ? undefined : await tryOut(binaries, [], nobody).catch(() => undefined)
  if (asNobody && (await mayEnter(nobody, folders.data))) return asNobody
  throw new Fault('database.user_namespaces_forbidden', { folder: folders.data })
}

async function tryOut(binaries: Binaries, prefix: readonly string[], owner: Account | undefined): Promise<RunAs> {
  try {
    const [command = binaries.postgres, ...args] = [...prefix, binaries.postgres, '--version']
    const { stdout } = await run(command, args, owner ?? {})
    return { prefix, owner, version: /\d+(\.\d+)?/.exec(stdout)?.[0] ?? '' }
  } catch (error) {
    throw binariesMissing(binaries.packageName, error)
  }
}

// The folder itself will be given to nobody; what is asked here is whether the folders above it let nobody through.
async function mayEnter(who: Account, dataDir: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd -- "$0/.."', dataDir], who).then(
    () => true,
    () => false,
  )
}

async function accountOfNobody(): Promise<Account> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const [, uid = '65534', gid = '65534'] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts) ?? []
  return { uid: Number(uid), gid: Number(gid) }
}
