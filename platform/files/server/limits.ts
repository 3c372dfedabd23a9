import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Db } from '#platform/db/connections.ts'
import { endingOf } from '../rules/content.ts'

/** In bytes. */
export interface FileLimits {
  readonly fileBytesMax: number
  readonly orgBytesMax: number
}
const megabyte = 1024 ** 2
const usual = { fileMegabytes: 200, orgMegabytes: 20 * 1024 }

/** `FARSAIL_FILE_MB` and `FARSAIL_FILES_MB`. Throws Fault `file.limit_unreadable`, which stops the start. */
export function fileLimitsIn(env: NodeJS.ProcessEnv): FileLimits {
  return {
    fileBytesMax: megabytesIn(env, 'FARSAIL_FILE_MB', usual.fileMegabytes) * megabyte,
    orgBytesMax: megabytesIn(env, 'FARSAIL_FILES_MB', usual.orgMegabytes) * megabyte,
  }
}
function megabytesIn(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const given = env[name] ?? ''
  if (given === '') return otherwise
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new Fault('file.limit_unreadable', { field: name, value: given })
  return Number(given)
}

/** What a system runs when it is opened; what they hold comes in an archive or as a document. */
export const refusedEndings = [
  ...['apk', 'app', 'appx', 'bat', 'cmd', 'com', 'cpl', 'dll', 'dmg', 'exe', 'gadget', 'hta', 'ins', 'iso', 'jar'],
  ...['js', 'jse', 'lnk', 'mjs', 'msi', 'msix', 'msp', 'pif', 'pkg', 'ps1', 'reg', 'scr', 'sh', 'sys', 'url', 'vb'],
  ...['vbe', 'vbs', 'vhd', 'vhdx', 'ws', 'wsf', 'wsh', 'xll'],
]

/** Throws Faults `file.kind_refused`, `file.empty`, `file.too_large`. */
export function requireFits({ fileBytesMax }: FileLimits, name: string, bytes: number): void {
  const ending = endingOf(name)
  if (refusedEndings.includes(ending)) throw new Fault('file.kind_refused', { field: 'name', value: name })
  if (!Number.isSafeInteger(bytes) || bytes <= 0) throw new Fault('file.empty', { field: 'bytes', value: name })
  if (bytes > fileBytesMax)
    throw new Fault('file.too_large', { field: 'bytes', value: name, size: shown(bytes), most: shown(fileBytesMax) })
}

/** Two who upload at once wait for each other here. Throws Fault `file.no_room`. */
export async function requireRoom(tx: Db, orgId: string, { orgBytesMax }: FileLimits, bytes: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`files ${orgId}`}, 0))`.execute(tx)
  const taken = await takenBy(tx, orgId)
  if (taken + bytes > orgBytesMax)
    throw new Fault('file.no_room', { field: 'bytes', value: shown(taken), most: shown(orgBytesMax) })
}

export async function takenBy(db: Db, orgId: string): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`select coalesce(sum(bytes), 0)::text as bytes from file
    where org_id = ${orgId}::uuid`.execute(db)
  return Number(rows[0]?.bytes ?? 0)
}

/** `3.4 MB`: the units of file managers in both languages. */
function shown(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  const value = bytes / 1024 ** power
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} ${units[power]}`
}
