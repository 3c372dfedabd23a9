import { type Expression, type SqlBool, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { type AnyDeclaration, fieldOf, isSortable, snake, sortableOf } from '../record.ts'
import { castOf } from './filter.ts'

/** The order of a list: one field, and the id where it ties. */
export interface Order {
  readonly asked: string
  readonly column: string
  readonly cast: string
  readonly descending: boolean
  /** The field may be absent: those records come last, in both directions. */
  readonly nullable: boolean
}
/** A part of a list that one index serves from its first row to its last. */
export interface Stretch {
  readonly wheres: readonly Expression<SqlBool>[]
  readonly by: Expression<unknown>
}
type Row = Readonly<Record<string, unknown>>

/** Throws Fault `list.sort_unknown`. */
export function orderOf(declaration: AnyDeclaration, asked: string): Order {
  const descending = asked.startsWith('-')
  const name = descending ? asked.slice(1) : asked
  const cast = isSortable(declaration, name) ? castOf(declaration, name) : undefined
  if (!cast) throw new Fault('list.sort_unknown', { field: 'sort', value: asked, known: sortableOf(declaration) })
  const field = fieldOf(declaration, name)
  return { asked, column: snake(name), cast, descending, nullable: field !== undefined && !field.required }
}

/**
 * A list runs through the records that have a value, then through those that have none: so both are served by the plain
 * index, with operators that row-level security lets an index use. Throws Fault `list.cursor_invalid`.
 */
export function stretchesOf(order: Order, cursor: string | undefined): Stretch[] {
  const column = sql.ref(order.column)
  const direction = order.descending ? sql`desc` : sql`asc`
  const by = sql`${column} ${direction}, id ${direction}`
  const at = cursor ? pageMark(cursor) : null
  if (at && at.asked !== order.asked) throw invalid(cursor)
  const after = at && at.value !== null ? [afterValue(order, at.value, at.id)] : []
  if (!order.nullable) {
    if (at?.value === null) throw invalid(cursor)
    return [{ wheres: after, by }]
  }
  const none = [sql<SqlBool>`${column} is null`, ...(at?.value === null ? [afterId(order, at.id)] : [])]
  const last: Stretch = { wheres: none, by: sql`id ${direction}` }
  if (at?.value === null) return [last]
  return [{ wheres: [sql<SqlBool>`${column} is not null`, ...after], by }, last]
}

/** `c <= v and (c < v or id < i)`: an index serves the first half; comparing rows is not leakproof. */
function afterValue(order: Order, value: string, id: string): Expression<SqlBool> {
  const column = sql.ref(order.column)
  const at = sql`${value}::${sql.raw(order.cast)}`
  return order.descending
    ? sql<SqlBool>`${column} <= ${at} and (${column} < ${at} or id < ${id}::uuid)`
    : sql<SqlBool>`${column} >= ${at} and (${column} > ${at} or id > ${id}::uuid)`
}
function afterId({ descending }: Order, id: string): Expression<SqlBool> {
  return descending ? sql<SqlBool>`id < ${id}::uuid` : sql<SqlBool>`id > ${id}::uuid`
}

export function cursorOf(order: Order, row: Row): string {
  const value = row[order.column]
  const mark = [order.asked, value === null ? null : String(value), row['id']]
  return Buffer.from(JSON.stringify(mark)).toString('base64url')
}

interface PageMark {
  readonly asked: string
  readonly value: string | null
  readonly id: string
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function pageMark(cursor: string): PageMark {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === 3) {
      const [asked, value, id]: unknown[] = parts
      const fits = typeof asked === 'string' && (typeof value === 'string' || value === null)
      if (fits && typeof id === 'string' && uuid.test(id)) return { asked, value, id }
    }
  } catch {}
  throw invalid(cursor)
}

const invalid = (cursor = '') => new Fault('list.cursor_invalid', { field: 'cursor', value: cursor.slice(0, 100) })
