import { createHash } from 'node:crypto'
import { chown, lstat, mkdir, realpath, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Fault } from '#ledger/rules/fault.ts'

/** Of the operating system. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Where an installation keeps its database: inside its data folder, but for a socket whose path grew too long. */
export interface Folders {
  readonly data: string
  readonly cluster: string
  readonly socket: string
  readonly logFile: string
}

// A socket's path has 103 bytes on macOS and 107 on Linux, of which PostgreSQL's file name takes some.
const SOCKET_DIR_BYTES = 103 - '/.s.PGSQL.65535'.length
const LOG_BYTES = 5_000_000

/** Makes the data folder where it is missing. Throws Fault `database.folder_not_writable`, `database.disk_full`. */
export async function prepareFolders(dataDir: string): Promise<Folders> {
  const wanted = resolve(dataDir)
  try {
    await mkdir(join(wanted, 'log'), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw folderFault(wanted, error)
  }
  const data = await realpath(wanted)
  return {
    data,
    cluster: join(data, 'postgres'),
    socket: socketDirOf(data),
    logFile: join(data, 'log', 'postgres.log'),
  }
}

function socketDirOf(data: string): string {
  const inside = join(data, 'socket')
  if (Buffer.byteLength(inside) <= SOCKET_DIR_BYTES) return inside
  return join(tmpdir(), `farsail-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`)
}

/** Tries to write: that alone tells of a full disk and of a disk mounted read-only. Throws as `prepareFolders`. */
export async function requireWritable({ data }: Folders): Promise<void> {
  const probe = join(data, `.writable-${process.pid}`)
  try {
    await writeFile(probe, '.')
    await rm(probe)
  } catch (error) {
    throw folderFault(data, error)
  }
}

/** What the system said about a folder, as a Fault where a person can mend it. */
export function folderFault(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('database.disk_full', { folder })
  const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']
  return typeof code === 'string' && refused.includes(code)
    ? new Fault('database.folder_not_writable', { folder, reason: code })
    : error
}

/**
 * Makes the socket's folder, which nobody else may enter: whoever reaches the socket is trusted. In the common folder
 * for temporary files another user may have taken the name: Fault `database.socket_folder_taken`.
 */
export async function prepareSocketFolder(socketDir: string, owner: Account | undefined): Promise<void> {
  await mkdir(socketDir, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw folderFault(socketDir, error)
  })
  const found = await lstat(socketDir)
  const isOurs = found.uid === process.getuid?.() || found.uid === owner?.uid
  if (!found.isDirectory() || !isOurs || (found.mode & 0o077) !== 0)
    throw new Fault('database.socket_folder_taken', { folder: socketDir })
  await giveTo(owner, socketDir)
}

/** Folders that PostgreSQL writes into belong to whom it runs as, if that isn't us. */
export async function giveTo(owner: Account | undefined, folder: string): Promise<void> {
  if (owner) await chown(folder, owner.uid, owner.gid)
}

/** Before a start, when nothing writes into it: the last log is kept beside the new one. */
export async function rotateLog(logFile: string): Promise<void> {
  if ((await sizeOf(logFile)) > LOG_BYTES / 2) await rename(logFile, `${logFile}.1`)
}

/** While PostgreSQL runs: the file is emptied and not moved, for it goes on appending to what it has open. */
export async function keepLogSmall(logFile: string): Promise<void> {
  if ((await sizeOf(logFile)) > LOG_BYTES) await truncate(logFile)
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0
}
