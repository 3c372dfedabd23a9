import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Measured } from './report.ts'

const dist = new URL('../dist/web', import.meta.url).pathname
const kb = (bytes: number) => `${Math.round(bytes / 1000)} KB`
const most = 200_000

/** What the first page loads before it can be used: its script, what that imports at once, and the styles. */
export async function page(): Promise<readonly Measured[]> {
  if (!existsSync(dist)) throw new Error('The web app is not built: npm start or npm test builds it.')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].flatMap(([, path]) => path ?? [])
  const sizes = (kind: string) =>
    named.filter((path) => path.endsWith(kind)).map((path) => gzipSync(readFileSync(join(dist, path))).length)
  const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
  const [script, style] = [sum(sizes('.js')), sum(sizes('.css'))]
  const all = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'))
  const whole = sum(all.map((name) => readFileSync(join(dist, 'assets', name)).length))
  return [
    {
      what: 'first load, JavaScript, gzip',
      value: kb(script),
      of: `all ${all.length} scripts, as they are: ${kb(whole)}`,
      budget: { text: '≤ 200 KB', met: script <= most },
    },
    { what: 'first load, styles, gzip', value: kb(style) },
  ]
}
