// `npm test`: the check, then all tests. `npm test -- PATH` runs the tests of those files only, without the check.
// The last line says how many passed, failed and were skipped, the parts of the check among them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './check.mjs'
import { ensureInstalled, ensureWebBuilt, node26, root } from './setup.mjs'

const args = process.argv.slice(2)
ensureInstalled()
const built = ensureWebBuilt()
const checked = args.length === 0 ? await check() : { passed: 0, failed: 0 }
const tested = test()
const [passed, failed] = [checked.passed + tested.passed, checked.failed + tested.failed + (built ? 0 : 1)]
process.stdout.write(`${passed} passed, ${failed} failed, ${tested.skipped} skipped\n`)
process.exitCode = failed === 0 ? 0 : 1

function test() {
  const file = join(root, '.cache', 'tests.json')
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(file, { force: true })
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json']
  const { status } = spawnSync(node26(), [...vitest, `--outputFile.json=${file}`, ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  const counts = countsOf(file)
  // What fails beside a test (a file that can't be read, an error after the end, no file found) is a failure too.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function countsOf(file) {
  try {
    const told = JSON.parse(readFileSync(file, 'utf8'))
    const unread = told.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    )
    return {
      passed: told.numPassedTests,
      failed: told.numFailedTests + unread.length,
      skipped: told.numPendingTests + told.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
