// `npm run check`: everything that can be said about the code without running the product. A line for each part, and
// what a part that failed had to say. Two at a time: the type checker alone keeps more than one core busy.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, node26, root } from './setup.mjs'

const AT_ONCE = 2
const ROOMS = [
  'practices',
  'ledger',
  'platform',
  'sample',
  'web',
  'tests',
  'bench',
  'commands',
  'product.ts',
  'main.ts',
  'farsail.ts',
]

// These two only read files, so they get a configuration without the database that the other tests share.
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/check.config.ts']

const parts = [
  { name: 'types', needs: 'tsconfig.json', args: ['node_modules/tsc7/bin/tsc', '-p', '.'] },
  { name: 'knip', needs: 'knip.json', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'imports', needs: 'tests/importRules.cjs', args: importArgs, isRight: sawModules },
  { name: 'tidy', needs: 'tests/tidy.test.ts', args: [...vitest, 'tests/tidy.test.ts'] },
  { name: 'texts', needs: 'tests/text.test.ts', args: [...vitest, 'tests/text.test.ts'] },
  { name: 'generated', needs: 'bin/generated.mjs', args: ['bin/generated.mjs', '--check'] },
  { name: 'biome', needs: 'biome.json', args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings'] },
]

function importArgs() {
  const rooms = ROOMS.filter((room) => existsSync(join(root, room)))
  const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'
  return [cruiser, '--config', 'tests/importRules.cjs', '--output-type', 'err-long', ...rooms]
}

// Without a TypeScript it can read, dependency-cruiser finds no modules, nothing wrong with them, and says so.
function sawModules(output) {
  return !/\(0 modules/.test(output)
}

/** Runs all parts and prints a line for each; how many passed and failed. */
export async function check() {
  const waiting = parts.filter(({ needs }) => existsSync(join(root, needs)))
  const results = []
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) results.push(await run(part))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { passed: results.filter(Boolean).length, failed: results.filter((passed) => !passed).length }
}

async function run({ name, args, isRight = () => true }) {
  const began = performance.now()
  const { code, output } = await finish(typeof args === 'function' ? args() : args)
  const passed = code === 0 && isRight(output)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${passed ? '✓' : '✗'} ${name.padEnd(9)}${seconds.padStart(6)} s\n${passed ? '' : output}`)
  return passed
}

function finish(args) {
  const child = spawn(node26(), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const began = performance.now()
  ensureInstalled()
  const { passed, failed } = await check()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${passed} passed, ${failed} failed, ${seconds} s\n`)
  process.exitCode = failed === 0 ? 0 : 1
}
