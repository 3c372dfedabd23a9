import { type Expression, type SqlBool, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { searchIn } from '#platform/search/grams.ts'
import { type AnyDeclaration, type Declaration, type Scope, snake, type WireOf } from '../record.ts'
import { type ListInput, operators, type Page } from '../resource.ts'
import { wireOfRow } from '../wire.ts'
import { condition } from './filter.ts'
import { cursorOf, orderOf, stretchesOf } from './order.ts'

const limitMax = 200
const limitUsual = 50
type Row = Readonly<Record<string, unknown>>

/**
 * A page of the records that the actor may see, by the declared filters and orders. Keyset paging over the sort field and
 * id; only leakproof operators, else no index serves under row-level security. Throws Faults `list.…` (400).
 */
export async function list<D extends Declaration>(
  db: Db,
  actor: Actor,
  declaration: D,
  input: ListInput,
  scope: Scope,
): Promise<Page<WireOf<D>>> {
  const limit = limitOf(input.limit)
  const order = orderOf(declaration, input.sort ?? declaration.sort)
  const wheres = wheresOf(actor, declaration, input, scope)
  const table = sql.table(snake(declaration.type))
  const rows: Row[] = []
  for (const stretch of stretchesOf(order, input.cursor)) {
    const missing = limit + 1 - rows.length
    if (missing === 0) break
    const found = await sql<Row>`select * from ${table} where ${and([...wheres, ...stretch.wheres])}
      order by ${stretch.by} limit ${missing}`.execute(db)
    rows.push(...found.rows)
  }
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map((row) => wireOfRow(declaration, row))
  const nextCursor = rows.length > limit && last ? cursorOf(order, last) : null
  if (String(input.count ?? 'false') !== 'true') return { items, nextCursor }
  const counted = await sql<{ n: bigint }>`select count(*) as n from ${table} where ${and(wheres)}`.execute(db)
  return { items, nextCursor, count: Number(counted.rows[0]?.n ?? 0n) }
}

const and = (parts: readonly Expression<SqlBool>[]) => sql.join(parts, sql` and `)

/** What a list shows: within one's reach, deleted or not, as filtered and searched. */
function wheresOf(actor: Actor, declaration: AnyDeclaration, input: ListInput, scope: Scope): Expression<SqlBool>[] {
  const wheres: Expression<SqlBool>[] = [
    sql<SqlBool>`org_id = ${actor.orgId}::uuid`,
    rowsIn(actor, scope, declaration.owner),
    String(input.deleted ?? 'false') === 'true'
      ? sql<SqlBool>`deleted_at is not null`
      : sql<SqlBool>`deleted_at is null`,
  ]
  for (const [name, asked] of Object.entries(input.filter ?? {})) {
    for (const op of operators) {
      const value = asked[op]
      if (value !== undefined) wheres.push(condition(declaration, name, op, value))
    }
  }
  const search = input.search?.trim()
  if (search) wheres.push(searchIn(actor.orgId, declaration.type, search))
  return wheres
}

function limitOf(given: string | number | undefined): number {
  const limit = Number(given ?? limitUsual)
  if (limit < 1 || limit > limitMax)
    throw new Fault('list.limit_out_of_range', { field: 'limit', value: limit, most: limitMax })
  return limit
}
