import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Answer } from './serving.ts'

const root = new URL('..', import.meta.url).pathname

export interface Place {
  readonly dataDir: string
  /** Over the environment; DATABASE_URL for a database of one's own. */
  readonly env?: Readonly<Record<string, string>>
}
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The environment of the product, without what the test run itself was started with. */
function environment({ dataDir, env }: Place): NodeJS.ProcessEnv {
  const { NODE_ENV: _, DATABASE_URL: __, PORT: ___, FARSAIL_URL: ____, ...rest } = process.env
  const compiled = join(root, '.cache', 'compile')
  return { ...rest, NODE_COMPILE_CACHE: compiled, LC_ALL: 'en_US.UTF-8', FARSAIL_DATA: dataDir, ...env }
}

/** Runs a command of the command line in a process of its own, to its end. */
export async function farsail(place: Place, args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'farsail.ts'), ...args], { env: environment(place) })
  child.stdin.end(input)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, out, err }
}

export interface ProductProcess {
  readonly pid: number
  readonly address: string
  /** What it said on standard error. */
  said(): string
  hasEnded(): boolean
  kill(signal: NodeJS.Signals): Promise<Ended>
}

/** `farsail start` as a process; resolves when it prints its address. */
export async function startProduct(place: Place, args: readonly string[] = []): Promise<ProductProcess> {
  const words = [join(root, 'farsail.ts'), 'start', '--port', '0', '--json', ...args]
  const child = spawn(process.execPath, words, { env: environment(place), stdio: ['ignore', 'pipe', 'pipe'] })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (part) => {
    err += part
  })
  const address = await addressIn(child)
  if (address === null || child.pid === undefined) throw new Error(`The product did not start: ${err}`)
  return {
    pid: child.pid,
    address,
    said: () => err,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async kill(signal) {
      const gone = child.exitCode !== null || child.signalCode !== null ? null : once(child, 'close')
      child.kill(signal)
      await gone
      return { code: child.exitCode, out: '', err }
    },
  }
}

async function addressIn(child: ChildProcess): Promise<string | null> {
  let out = ''
  const told = new Promise<string>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (part) => {
      out += part
      const found = /"address":"([^"]+)"/.exec(out)?.[1]
      if (found !== undefined) resolve(new URL(found).origin)
    })
  })
  return Promise.race([told, once(child, 'close').then(() => null)])
}

export interface ApiCall {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}
/** Calls the API of a process over its port. `path` without `/api/v1`. Throws where nobody answers. */
export async function request(address: string, path: string, call: ApiCall = {}): Promise<Answer> {
  const { body, headers = {} } = call
  const isForm = body instanceof FormData
  const response = await fetch(`${address}/api/v1${path}`, {
    method: call.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const said = bytes.toString()
  return {
    status: response.status,
    bytes,
    headers: Object.fromEntries(response.headers),
    body: said === '' ? null : parsed(said),
  }
}

function parsed(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return said
  }
}

/** An organisation made at the command line; the words that let its owner in. */
export async function orgAt(
  place: Place,
  slug = 'acme',
): Promise<{ authorization: string; ownerId: string; orgId: string }> {
  const words = ['org', 'create', '--name', 'Acme', '--slug', slug, '--currency', 'CNY', '--time-zone', 'Asia/Shanghai']
  const owner = ['--owner-name', 'Ada', '--owner-email', `ada@${slug}.example`, '--owner-password-stdin', '--json']
  const made = await farsail(place, [...words, ...owner], `${password}\n`)
  if (made.code !== 0) throw new Error(made.err)
  const { apiKey, ownerId, orgId }: { apiKey: string; ownerId: string; orgId: string } = JSON.parse(made.out)
  return { authorization: `Bearer ${apiKey}`, ownerId, orgId }
}
export const password = 'the tide comes in'
