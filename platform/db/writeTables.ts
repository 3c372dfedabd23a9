import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'
import { migrate, migrations } from './migrate.ts'

/** Writes the table types that Kysely checks hand-written queries against, read from a freshly migrated database. */
const scalars: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  int8: 'bigint',
  int4: 'number',
  int2: 'number',
  bool: 'boolean',
  date: 'string',
  timestamptz: 'string',
  numeric: 'string',
  jsonb: 'Json',
  float8: 'number',
}

interface Column {
  table_name: string
  column_name: string
  udt_name: string
  is_nullable: 'YES' | 'NO'
  column_default: string | null
}

export function tablesText(columns: readonly Column[]): string {
  const tables = new Map<string, string[]>()
  for (const column of columns) {
    const scalar = scalars[column.udt_name]
    if (!scalar) throw new Error(`No type for ${column.table_name}.${column.column_name}: ${column.udt_name}`)
    const nullable = column.is_nullable === 'YES' ? `${scalar} | null` : scalar
    const type = column.column_default === null ? nullable : `Generated<${nullable}>`
    const lines = tables.get(column.table_name) ?? []
    lines.push(`    ${column.column_name}: ${type}`)
    tables.set(column.table_name, lines)
  }
  const body = [...tables].map(([name, lines]) => `  ${name}: {\n${lines.join('\n')}\n  }`).join('\n')
  return `// Made by platform/db/writeTables.ts from the migrated database; don't edit.
import type { Generated } from 'kysely'
import type { Json } from '#platform/record/field.ts'

export interface Tables {
${body}
}
`
}

export async function tablesOf(config: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(config)
  await client.connect()
  const { rows } = await client.query<Column>(
    `select table_name, column_name, udt_name, is_nullable, column_default from information_schema.columns
     where table_schema = 'public' and table_name not in ('migration', 'record_base')
     order by table_name collate "C", ordinal_position`,
  )
  await client.end()
  return tablesText(rows)
}

if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'farsail-tables-'))
  const database = await startEmbedded({ dataDir: folder, fsync: false })
  try {
    const owner = database.urlOf('postgres')
    await migrate(owner, await migrations())
    await writeFile(new URL('./tables.generated.ts', import.meta.url), await tablesOf(owner))
  } finally {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
