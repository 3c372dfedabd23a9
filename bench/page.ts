import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Measured } from './report.ts'

const assets = new URL('../dist/web/assets', import.meta.url).pathname
const kb = (bytes: number) => `${Math.round(bytes / 1000)} KB`
const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
const most = 200_000

/** What is loaded before the frame can be seen: the page's scripts, the frame, one language, and what they import at once. */
export async function page(): Promise<readonly Measured[]> {
  if (!existsSync(assets)) throw new Error('The web app is not built: npm start or npm test builds it.')
  const html = readFileSync(join(assets, '..', 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].flatMap(([, name]) => name ?? [])
  const all = readdirSync(assets)
  const later = all.filter((name) => /^(Shell|chinese)-[\w-]+\.(js|css)$/.test(name))
  const loaded = withImports([...named, ...later])
  const gzipped = (ending: string) =>
    sum(
      loaded
        .filter((name) => name.endsWith(ending))
        .map((name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length),
    )
  const scripts = all.filter((name) => name.endsWith('.js'))
  const whole = sum(scripts.map((name) => readFileSync(join(assets, name)).length))
  return [
    {
      what: 'first load, JavaScript, gzip',
      value: kb(gzipped('.js')),
      of: `all ${scripts.length} scripts, as they are: ${kb(whole)}`,
      budget: { text: '≤ 200 KB', met: gzipped('.js') <= most },
    },
    { what: 'first load, styles, gzip', value: kb(gzipped('.css')) },
  ]
}

/** Static imports only: what `import(…)` names comes when it is needed. */
function withImports(names: readonly string[]): string[] {
  const found = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    if (!name.endsWith('.js')) continue
    const text = readFileSync(join(assets, name), 'utf8')
    for (const [, , other] of text.matchAll(/(?:from|\bimport)\s*(["'`])\.\/([\w.-]+\.js)\1/g)) {
      if (other !== undefined) waiting.push(other)
    }
  }
  return [...found]
}
