// `node bin/generated.mjs`: writes what is made from the code and kept beside it. With `--check` it says what is stale.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node26, root } from './setup.mjs'

const made = [
  { file: 'platform/http/openapi.generated.json', text: openapi },
  { file: 'platform/db/tables.generated.ts', text: tables },
]

// The machine's own Node may be too old to read TypeScript.
if (process.version.startsWith('v26.')) await write(process.argv.includes('--check'))
else {
  const { status } = spawnSync(node26(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}

async function write(check) {
  for (const { file, text } of made) {
    const path = join(root, file)
    const now = await text()
    if (now === (await readFile(path, 'utf8').catch(() => ''))) continue
    if (check) process.exitCode = 1
    else await writeFile(path, now)
    process.stdout.write(check ? `${file} is stale: run node bin/generated.mjs\n` : `${file} written\n`)
  }
}

async function openapi() {
  const { openapiMade, openapiText } = await import('../openapi.ts')
  return openapiText(await openapiMade())
}

async function tables() {
  const { startEmbedded } = await import('../platform/db/embedded.ts')
  const { migrate, migrations } = await import('../platform/db/migrate.ts')
  const { tablesOf } = await import('../platform/db/writeTables.ts')
  const folder = await mkdtemp(join(tmpdir(), 'farsail-tables-'))
  const database = await startEmbedded({ dataDir: folder, fsync: false })
  try {
    const owner = database.urlOf('postgres')
    await migrate(owner, await migrations())
    return await tablesOf(owner)
  } finally {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
