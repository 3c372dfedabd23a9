import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Folders } from './folders.ts'

/** What postmaster.pid says of the PostgreSQL that serves a cluster, or once did. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly socketDir: string
  readonly status: string
}

const POLL_MS = 20
const FAST_STOP_MS = 30_000
const IMMEDIATE_STOP_MS = 10_000

export async function readPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid = '', , , port = '', socketDir = '', , , status = ''] = text.split('\n')
  return /^\d+$/.test(pid) ? { pid: Number(pid), port: Number(port), socketDir, status: status.trim() } : undefined
}

/** The PostgreSQL that serves the folder and takes connections, waiting while it starts, recovers or stops; or none. */
export async function settledPostmaster(folders: Folders): Promise<Postmaster | undefined> {
  for (;;) {
    const found = await readPostmaster(folders.cluster)
    if (!found) return undefined
    if (!(await servesCluster(found.pid, folders.cluster))) return visibleElsewhere(found, folders)
    if (found.status === 'ready') return found
    await wait(POLL_MS)
  }
}

/** Whether that process is this cluster's PostgreSQL: a number left in a file may by now be another process's. */
export async function servesCluster(pid: number, clusterDir: string): Promise<boolean> {
  const args = await commandOf(pid)
  return args.includes(`\0-D${clusterDir}\0`)
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const listed = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).catch(() => undefined)
  return (listed?.stdout ?? '').replace(/ -/g, '\0-')
}

// Where containers share a data folder, its PostgreSQL runs under a number unknown here, but its socket answers.
async function visibleElsewhere(found: Postmaster, folders: Folders): Promise<Postmaster | undefined> {
  const { port } = found
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(join(folders.socket, `.s.PGSQL.${port}`))
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
  return answers ? { ...found, socketDir: folders.socket } : undefined
}

/** Fast shutdown; if that takes too long an immediate one, after which the next start recovers. */
export async function endPostmaster(pid: number, clusterDir: string): Promise<void> {
  signal(pid, 'SIGINT')
  if (await goes(pid, clusterDir, FAST_STOP_MS)) return
  signal(pid, 'SIGQUIT')
  await goes(pid, clusterDir, IMMEDIATE_STOP_MS)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function goes(pid: number, clusterDir: string, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    if (!(await servesCluster(pid, clusterDir))) return true
    await wait(POLL_MS)
  }
  return false
}
