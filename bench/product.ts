import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type Actor, hostOf } from '#platform/access/actor.ts'
import { type Installation, openInstallation } from '#platform/config/installation.ts'
import { starters } from '../product.ts'
import { type Measured, processFigures } from './report.ts'

const program = new URL('../farsail.ts', import.meta.url).pathname
const cache = new URL('../.cache/compile', import.meta.url).pathname
// without the counter that keeps one caller from keeping a server busy
const { FARSAIL_URL: _, DATABASE_URL: __, ...inherited } = process.env
const env = { ...inherited, NODE_COMPILE_CACHE: cache, FARSAIL_REQUESTS_PER_MINUTE: '0' }

/** The product on a data folder of its own: its own processes, reached as anybody reaches it. */
export interface Bench {
  readonly dataDir: string
  readonly orgId: string
  readonly key: string
  /** Beside the server, in this process: to plant rows by the million. */
  readonly installation: Installation
  readonly actor: Actor
  /** Ends this process's use of it, so that the server alone starts and stops the database. */
  close(): Promise<void>
  end(): Promise<void>
}
export type Benchmark = (bench: Bench) => Promise<readonly Measured[]>

const created = z.object({ orgId: z.string(), apiKey: z.string() })

export async function openBench(): Promise<Bench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'farsail-bench-'))
  const org = ['--name', 'Bench', '--slug', 'bench', '--currency', 'USD', '--time-zone', 'America/New_York']
  const owner = ['--owner-name', 'Ada', '--owner-email', 'ada@bench.example']
  const { orgId, apiKey } = created.parse(await command(dataDir, ['org', 'create', ...org, ...owner, '--json']))
  const installation = await openInstallation({ dataDir, databaseUrl: null, owner: false }, starters)
  let isOpen = true
  const close = async () => {
    if (isOpen) await installation.close()
    isOpen = false
  }
  return {
    dataDir,
    orgId,
    key: apiKey,
    installation,
    actor: hostOf(orgId, '2026-11-24', 'en'),
    close,
    async end() {
      await close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export interface Child {
  readonly pid: number
  readonly address: string
  stop(): Promise<void>
}
/** Runs a program that prints `{"address": …}` when it serves. */
export async function serving(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Child> {
  const child = spawn(process.execPath, args, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((found, failed) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part
      const line = /\{"address":.*\}/.exec(text)
      if (line) found(z.object({ address: z.string() }).parse(JSON.parse(line[0])).address)
    })
    child.once('exit', (code) => failed(new Error(`${args.join(' ')} ended with ${code}`)))
  })
  return {
    pid: child.pid ?? 0,
    address,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

export const startProduct = (dataDir: string) => serving([program, 'start', '--data', dataDir, '--port', '0', '--json'])

/** A command to its end; what it printed, and the most memory that it had. */
export async function command(dataDir: string, args: readonly string[]): Promise<unknown> {
  return (await commandWithPeak(dataDir, args)).json
}
export async function commandWithPeak(dataDir: string, args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args, '--data', dataDir], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const peak = peakOf(child)
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text += part
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`farsail ${args.join(' ')} ended with ${code}`)
  const json: unknown = text.trim() === '' ? null : JSON.parse(text)
  return { json, peak: peak() }
}

function peakOf(child: ChildProcess): () => number {
  let peak = 0
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, processFigures(child.pid ?? 0).peak)
    } catch {
      clearInterval(timer)
    }
  }, 200)
  child.once('exit', () => clearInterval(timer))
  return () => peak
}
