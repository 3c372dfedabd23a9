import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startEmbedded } from '../embedded.ts'
import { findBinaries } from './binaries.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const isRoot = process.getuid?.() === 0
const mayMount = namespacesAllowed()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'farsail-'))
})

afterAll(() => rm(folder, { recursive: true }))

test('a data folder that cannot be made is refused by name', async () => {
  const dataDir = join(folder, 'a-file', 'data')
  await writeFile(join(folder, 'a-file'), '')
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: 'database.folder_not_writable',
    details: { folder: dataDir },
  })
})

test.skipIf(isRoot)('a data folder without the right to write is refused', async () => {
  const dataDir = join(folder, 'read-only')
  await mkdir(dataDir, { mode: 0o500 })
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: 'database.folder_not_writable' })
})

test.skipIf(!mayMount)('a disk that is mounted read-only is refused', async () => {
  expect(await startOnDisk('ro')).toMatch('database.folder_not_writable')
})

test.skipIf(!mayMount)(
  'a disk with no room for the database is said to be full, and nothing half made stays',
  async () => {
    const said = await startOnDisk('size=16m')
    expect(said).toMatch('database.disk_full')
    expect(said).toMatch('left: ["log"]')
  },
)

test('a package that is not installed is named', async () => {
  await expect(findBinaries('postgres-of-nowhere')).rejects.toMatchObject({
    code: 'database.binaries_missing',
    details: { package: 'postgres-of-nowhere' },
  })
})

test('links and rights that npm left out, for want of its scripts, are made good', async () => {
  const copy = join(folder, 'package')
  const original = dirname(dirname(createRequire(import.meta.url).resolve((await findBinaries()).packageName)))
  await cp(original, copy, { recursive: true, filter: async (file) => !(await lstat(file)).isSymbolicLink() })
  await chmod(join(copy, 'native/bin/postgres'), 0o644)
  const packageName = join(copy, 'dist/index.js')
  const db = await startEmbedded({ dataDir: join(folder, 'links'), packageName, fsync: false })
  await db.stop()
  expect((await lstat(join(copy, 'native/lib/libicudata.so.60'))).isSymbolicLink()).toBe(true)
})

test('a database of another major version is not touched', async () => {
  const dataDir = join(folder, 'older')
  await mkdir(join(dataDir, 'postgres'), { recursive: true })
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: 'database.other_version',
    details: { value: '17', needed: 18 },
  })
})

test('what PostgreSQL said last is told when it does not start', async () => {
  const dataDir = join(folder, 'unwilling')
  await expect(startEmbedded({ dataDir, fsync: false, settings: { work_mem: 'plenty' } })).rejects.toMatchObject({
    code: 'database.start_failed',
    details: { log: expect.stringContaining('work_mem') },
  })
})

test('a socket folder that others may enter is not used', async () => {
  const dataDir = join(folder, 'open')
  await mkdir(join(dataDir, 'socket'), { recursive: true, mode: 0o755 })
  await expect(startEmbedded({ dataDir, fsync: false })).rejects.toMatchObject({ code: 'database.socket_folder_taken' })
})

test.skipIf(!isRoot)('root without user namespaces runs the database as nobody, who then owns the data', async () => {
  const dataDir = join(folder, 'nobodys')
  await chmod(folder, 0o711)
  expect(await startWithoutNamespaces(dataDir, '0 0 65535')).toMatch('started')
  expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0)
})

test.skipIf(!isRoot)('root without user namespaces and without nobody is told the ways out', async () => {
  const said = await startWithoutNamespaces(join(folder, 'forbidden'), '0 0 1')
  expect(said).toMatch('database.user_namespaces_forbidden')
})

function namespacesAllowed(): boolean {
  try {
    execFileSync('unshare', ['--user', '--map-root-user', '--mount', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Starts and stops a database on a small disk of its own, and tells what came of it. */
async function startOnDisk(options: string): Promise<string> {
  const disk = await mkdtemp(join(folder, 'disk-'))
  const script = `mount -t tmpfs -o ${options} tmpfs ${disk} && exec "$@"`
  const args = ['--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', ...startCommand(disk)]
  return outputOf(spawn('unshare', args, { stdio: ['ignore', 'pipe', 'inherit'] }))
}

/** The same where the kernel gives no further user namespace, with only the accounts of `uidMap`. */
async function startWithoutNamespaces(dataDir: string, uidMap: string): Promise<string> {
  const forbid = `echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"`
  const script = `read go && exec sh -c '${forbid}' sh "$@"` // a shell begun after the map was written is root in it
  const child = spawn('unshare', ['--user', 'sh', '-c', script, 'sh', ...startCommand(dataDir)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const output = outputOf(child)
  await vi.waitUntil(async () => (await readFile(`/proc/${child.pid}/comm`, 'utf8')) === 'sh\n')
  await writeFile(`/proc/${child.pid}/uid_map`, uidMap)
  await writeFile(`/proc/${child.pid}/gid_map`, uidMap)
  child.stdin?.end('go\n')
  return output
}

function startCommand(dataDir: string): string[] {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(import.meta.resolve('../embedded.ts'))})
    const { readdir } = await import('node:fs/promises')
    try {
      const db = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, fsync: false })
      await db.stop()
      console.log('started')
    } catch (error) {
      console.log(error.message)
      console.log('left:', JSON.stringify(await readdir(${JSON.stringify(dataDir)})))
    }
  `
  return [process.execPath, '--input-type=module', '-e', code]
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += String(chunk)
  })
  await once(child, 'close')
  return output
}
