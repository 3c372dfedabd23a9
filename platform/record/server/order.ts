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
  /** Amounts compare within their currency only, so currencies come one after another. */
  readonly money: boolean
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
  const nullable = field !== undefined && !field.required
  return { asked, column: snake(name), cast, descending, nullable, money: field?.kind === 'money' }
}

/**
 * A list runs through the records that have a value, then through those that have none: so both are served by the plain
 * index, with operators that row-level security lets an index use. Throws Fault `list.cursor_invalid`.
 */
export function stretchesOf(order: Order, cursor: string | undefined): Stretch[] {
  const column = sql.ref(order.column)
  const direction = order.descending ? sql`desc` : sql`asc`
  const at = cursor ? pageMark(cursor) : null
  if (at && at.asked !== order.asked) throw invalid(cursor)
  if (at && order.money !== (at.currency !== undefined)) throw invalid(cursor)
  const there = order.nullable ? [sql<SqlBool>`${column} is not null`] : []
  const stretches: Stretch[] = []
  if (at === null || at.value !== null) {
    const within = at === null || at.value === null ? [] : [afterValue(order, at.value, at.id)]
    const by = sql`${column} ${direction}, id ${direction}`
    if (order.money) stretches.push(...byCurrency(order, at, [...there, ...within]))
    else stretches.push({ wheres: [...there, ...within], by })
  } else if (!order.nullable) throw invalid(cursor)
  if (!order.nullable) return stretches
  const none = [sql<SqlBool>`${column} is null`, ...(at?.value === null ? [afterId(order, at.id)] : [])]
  return [...stretches, { wheres: none, by: sql`id ${direction}` }]
}

/** The rest of the currency that the page before ended in, then the currencies behind it. */
function byCurrency(order: Order, at: PageMark | null, rest: readonly Expression<SqlBool>[]): Stretch[] {
  const column = sql.ref(order.column)
  const direction = order.descending ? sql`desc` : sql`asc`
  const each = sql`currency ${direction}, ${column} ${direction}, id ${direction}`
  if (at === null) return [{ wheres: rest, by: each }]
  const behind = order.descending
    ? sql<SqlBool>`currency < ${at.currency}::text`
    : sql<SqlBool>`currency > ${at.currency}::text`
  return [
    {
      wheres: [sql<SqlBool>`currency = ${at.currency}::text`, ...rest],
      by: sql`${column} ${direction}, id ${direction}`,
    },
    { wheres: [behind, sql<SqlBool>`${column} is not null`], by: each },
  ]
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
  if (order.money) mark.push(String(row['currency'] ?? ''))
  return Buffer.from(JSON.stringify(mark)).toString('base64url')
}

interface PageMark {
  readonly asked: string
  readonly value: string | null
  readonly id: string
  /** Of an order by amounts. */
  readonly currency?: string
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function pageMark(cursor: string): PageMark {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parts) && (parts.length === 3 || parts.length === 4)) {
      const [asked, value, id, currency]: unknown[] = parts
      const fits = typeof asked === 'string' && (typeof value === 'string' || value === null)
      if (fits && typeof id === 'string' && uuid.test(id)) {
        if (typeof currency === 'string') return { asked, value, id, currency }
        if (currency === undefined) return { asked, value, id }
      }
    }
  } catch {}
  throw invalid(cursor)
}

const invalid = (cursor = '') => new Fault('list.cursor_invalid', { field: 'cursor', value: cursor.slice(0, 100) })
