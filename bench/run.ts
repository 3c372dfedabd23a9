// What Farsail's budgets are measured with: `npm run bench`, or `npm run bench -- requests lists` for some. Each runs on a
// database of its own in a temporary folder, with fsync on, against a baseline measured in the same run.
import { imports, largeImport } from './imports.ts'
import { leaderboard } from './leaderboard.ts'
import { lists } from './lists.ts'
import { page } from './page.ts'
import { people } from './people.ts'
import { type Benchmark, openBench } from './product.ts'
import { machine, print } from './report.ts'
import { requests } from './requests.ts'
import { starting } from './starting.ts'

const benches: Readonly<Record<string, Benchmark>> = {
  page,
  starting,
  requests,
  lists,
  leaderboard,
  people,
  imports,
  largeImport,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}.\n`)
  process.exit(2)
}
process.stdout.write(`${machine()}\n`)
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const bench = await openBench()
  try {
    print(await run(bench))
  } finally {
    await bench.end()
  }
}
