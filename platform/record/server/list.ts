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
import { cursorOf, type Order, orderOf, stretchesOf } from './order.ts'

const limitMax = 200
const limitUsual = 50
export type Row = Readonly<Record<string, unknown>>

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
  const asked = listed(actor, declaration, input, scope)
  const rows = await rowsOf(db, asked, input.cursor, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map((row) => wireOfRow(declaration, row))
  const nextCursor = rows.length > limit && last ? cursorOf(asked.order, last) : null
  if (String(input.count ?? 'false') !== 'true') return { items, nextCursor }
  return { items, nextCursor, count: await countOf(db, asked) }
}

/** Which rows a list has, and in which order. */
export interface Listed {
  readonly type: string
  readonly order: Order
  readonly wheres: readonly Expression<SqlBool>[]
}

/** What a list shows: within one's reach, deleted or not, as filtered and searched. */
export function listed(
  actor: Actor,
  declaration: AnyDeclaration,
  input: Pick<ListInput, 'filter' | 'search' | 'sort' | 'deleted'>,
  scope: Scope,
): Listed {
  const order = orderOf(declaration, input.sort ?? declaration.sort)
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
  return { type: declaration.type, order, wheres }
}

/** The next rows of a list behind a cursor, at most `count`. */
export async function rowsOf(db: Db, asked: Listed, cursor: string | undefined, count: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const stretch of stretchesOf(asked.order, cursor)) {
    const missing = count - rows.length
    if (missing === 0) break
    const found =
      await sql<Row>`select * from ${sql.table(snake(asked.type))} where ${and([...asked.wheres, ...stretch.wheres])}
      order by ${stretch.by} limit ${missing}`.execute(db)
    rows.push(...found.rows)
  }
  return rows
}

export async function countOf(db: Db, asked: Listed): Promise<number> {
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from ${sql.table(snake(asked.type))} where ${and(asked.wheres)}`.execute(db)
  return Number(rows[0]?.n ?? 0n)
}

const and = (parts: readonly Expression<SqlBool>[]) => sql.join(parts, sql` and `)

function limitOf(given: string | number | undefined): number {
  const limit = Number(given ?? limitUsual)
  if (limit < 1 || limit > limitMax)
    throw new Fault('list.limit_out_of_range', { field: 'limit', value: limit, most: limitMax })
  return limit
}
