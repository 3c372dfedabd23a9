import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { AnyField } from '#platform/record/field.ts'
import { type AnyDeclaration, fieldsOf, hasMoney, snake } from '#platform/record/record.ts'
import { keepGrams, searchableOf } from '#platform/search/grams.ts'

/** Records of any type by the thousand, put in past `save`: values tie often, and a third of what may be absent is. */
export async function plantRecords(app: App, actor: Actor, declaration: AnyDeclaration, count: number): Promise<void> {
  const db = app.db.of(actor.orgId)
  const fields = fieldsOf(declaration)
  const columns = ['org_id', 'id', 'created_at', 'updated_at', ...fields.map(([name]) => snake(name))]
  const values = [
    `'${actor.orgId}'::uuid`,
    'uuidv7()',
    ...['created', 'updated'].map(() => "timestamptz '2026-01-01 00:00Z' + (n % 5000) * interval '1 minute'"),
    ...fields.map(([name, field]) => columnText(name, field, name === declaration.owner)),
  ]
  if (hasMoney(declaration)) {
    columns.push('currency')
    values.push("case when n % 3 = 1 then null else 'CNY' end")
  }
  const quoted = columns.map((column) => `"${column}"`).join(', ')
  await sql`insert into ${sql.table(snake(declaration.type))} (${sql.raw(quoted)}) select ${sql.raw(values.join(', '))}
    from generate_series(1, ${count}) n`.execute(db)
  await plantGrams(app, actor, declaration)
}

function columnText(name: string, field: AnyField, isOwner: boolean): string {
  const value = someValue(name, field)
  return isOwner || field.required || field.kind === 'json' ? value : `case when n % 3 = 1 then null else ${value} end`
}

/** Two texts of a record don't repeat together, for some must not come twice. */
const rhythm = (name: string) => [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 40

function someValue(name: string, field: AnyField): string {
  switch (field.kind) {
    case 'text':
      return field.unique ? `'${name} ' || n` : `'${name} ' || n % ${400 + rhythm(name)}`
    case 'integer':
      return '1 + n % 100'
    case 'rate':
      return '0.5'
    case 'money':
      return '(n % 50) * 1000 + 100'
    case 'day':
      return "date '2025-01-01' + (n % 300)"
    case 'instant':
      return "timestamptz '2026-01-01 00:00Z' + (n % 5000) * interval '1 hour'"
    case 'flag':
      return 'n % 2 = 0'
    case 'choice':
      // the last one is rare
      return `(array[${field.options.map((one) => `'${one}'`).join(', ')}])[case when n % 200 = 0 then ${field.options.length} else 1 end]`
    case 'relation':
      return `(select a[1 + n % greatest(1, cardinality(a))] from (select array(select id from ${snake(field.of ?? '')} order by id limit 500) as a) known)`
    case 'credits':
      return 'null'
    case 'json':
      return field.required ? "'{}'::jsonb" : 'null'
  }
}

async function plantGrams(app: App, actor: Actor, declaration: AnyDeclaration): Promise<void> {
  const names = searchableOf(declaration)
  if (names.length === 0) return
  const db = app.db.of(actor.orgId)
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(snake(declaration.type))}`.execute(db)
  const searched = rows.map((row) => ({
    id: String(row['id']),
    before: [],
    after: names.map((name) => row[snake(name)]).filter((text) => typeof text === 'string'),
  }))
  await keepGrams(db, actor.orgId, declaration.type, searched)
}
