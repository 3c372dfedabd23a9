import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { versionOfProgram } from '#platform/config/version.ts'
import type { Locale } from '#platform/text/messages.ts'
import { type Finding, finding, sizeText } from './finding.ts'

const spaceNeededBytes = 500_000_000
const spaceWantedBytes = 2_000_000_000

/** What can be said without the database: programs, folder of files, disk, address, what is no part of the product yet. */
export async function machineFindings(dataDir: string, publicUrl: string | null, locale: Locale): Promise<Finding[]> {
  return [
    programs(locale),
    await files(join(resolve(dataDir), 'files'), locale),
    disk(resolve(dataDir), locale),
    publicUrl === null
      ? finding(locale, { name: 'address', state: 'note', text: 'address_local', values: { url: null } })
      : address(publicUrl, locale),
    finding(locale, { name: 'video', state: 'note', text: 'video_none' }),
  ]
}

function programs(locale: Locale): Finding {
  const shown = { version: versionOfProgram(), node: process.version.slice(1) }
  return finding(locale, { name: 'version', text: 'version', shown })
}

/** Asks for the right to write and doesn't try it: the doctor leaves nothing behind. */
async function files(folder: string, locale: Locale): Promise<Finding> {
  const name = 'files'
  const there = existsSync(folder)
  const reason = refusal(nearest(folder))
  if (reason !== null)
    return finding(locale, { name, state: 'broken', text: 'files_refused', shown: { folder, reason } })
  if (!there) return finding(locale, { name, text: 'files_none', shown: { folder } })
  const { bytes, count } = await sizeOf(folder)
  const shown = { folder, count, size: sizeText(bytes, locale) }
  return finding(locale, { name, text: 'files', shown, values: { folder, count, bytes } })
}

function refusal(folder: string): string | null {
  try {
    accessSync(folder, constants.W_OK)
    return statSync(folder).isDirectory() ? null : 'ENOTDIR'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

async function sizeOf(folder: string): Promise<{ bytes: number; count: number }> {
  let [bytes, count] = [0, 0]
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    // one that goes meanwhile counts for nothing
    bytes += (await stat(join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0
    count += 1
  }
  return { bytes, count }
}

function disk(dataDir: string, locale: Locale): Finding {
  const folder = nearest(dataDir)
  const { bavail, bsize } = statfsSync(folder)
  const bytes = bavail * bsize
  const shown = { folder, size: sizeText(bytes, locale) }
  const values = { folder, freeBytes: bytes }
  if (bytes < spaceNeededBytes)
    return finding(locale, { name: 'disk', state: 'broken', text: 'disk_full', shown, values })
  const state = bytes < spaceWantedBytes ? 'note' : 'fine'
  return finding(locale, { name: 'disk', state, text: state === 'note' ? 'disk_little' : 'disk', shown, values })
}

/** The folder itself, or the one above it in which it would be made. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

function address(url: string, locale: Locale): Finding {
  const parsed = URL.parse(url)
  const isAddress = parsed !== null && /^https?:$/.test(parsed.protocol)
  if (!isAddress) return finding(locale, { name: 'address', state: 'broken', text: 'address_wrong', shown: { url } })
  const isOpen = parsed.protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(parsed.hostname)
  if (isOpen) return finding(locale, { name: 'address', state: 'note', text: 'address_open', shown: { url } })
  return finding(locale, { name: 'address', text: 'address', shown: { url } })
}
