// `npm run bench`: what the budgets are measured with; `npm run bench -- NAME …` for some of them. See bench/run.ts.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, ensureWebBuilt, node26, root } from './setup.mjs'

ensureInstalled()
if (!ensureWebBuilt()) process.exit(1)
const { status } = spawnSync(node26(), [join(root, 'bench', 'run.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
