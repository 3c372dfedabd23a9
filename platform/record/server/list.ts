import { type Expression, type SqlBool, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { parseMoney } from '#ledger/rules/money.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { searchIn } from '#platform/search/grams.ts'
import type { AnyField, FieldKind } from '../field.ts'
import { type AnyDeclaration, type Declaration, fieldOf, type Scope, snake, type WireOf } from '../record.ts'
import { type ListInput, type Operator, operators, type Page } from '../resource.ts'
import { wireOfRow } from '../wire.ts'

export const limitMax = 200
const limitUsual = 50
type Row = Readonly<Record<string, unknown>>

/**
 * A page of the records that the actor may see, by the declared filters and orders. Keyset paging over the sort field and
 * id; only leakproof operators, else no index serves under row-level security. Throws Faults `list.…` (400, 422).
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
  const where = wheresOf(actor, declaration, input, scope)
  const table = sql.table(snake(declaration.type))
  const after = input.cursor ? afterOf(order, input.cursor) : null
  const direction = order.descending ? sql`desc` : sql`asc`
  const { rows } = await sql<Row>`select * from ${table} where ${and(after ? [...where, after] : where)}
    order by ${sql.ref(order.column)} ${direction}, id ${direction} limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map((row) => wireOfRow(declaration, row))
  const nextCursor = rows.length > limit && last ? cursorOf(order, last) : null
  if (String(input.count ?? 'false') !== 'true') return { items, nextCursor }
  const counted = await sql<{ n: bigint }>`select count(*) as n from ${table} where ${and(where)}`.execute(db)
  return { items, nextCursor, count: Number(counted.rows[0]?.n ?? 0n) }
}

export const and = (parts: readonly Expression<SqlBool>[]) => sql.join(parts, sql` and `)

/** The conditions of a list, for lists, exports and bulk work alike. */
export function wheresOf(
  actor: Actor,
  declaration: AnyDeclaration,
  input: ListInput,
  scope: Scope,
): Expression<SqlBool>[] {
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
      if (value !== undefined) wheres.push(...condition(declaration, name, op, value))
    }
  }
  const search = input.search?.trim()
  if (search) wheres.push(searchIn(actor.orgId, declaration.type, search))
  return wheres
}

const casts: { readonly [K in FieldKind]?: string } = {
  day: 'date',
  instant: 'timestamptz',
  relation: 'uuid',
  integer: 'integer',
  money: 'bigint',
  flag: 'boolean',
  text: 'text',
  choice: 'text',
}
const stored: { readonly [name: string]: string } = {
  id: 'uuid',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
  createdBy: 'uuid',
}
const compares: { readonly [op in Operator]?: string } = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function condition(
  declaration: AnyDeclaration,
  name: string,
  op: Operator,
  value: string | readonly string[],
): Expression<SqlBool>[] {
  const field = fieldOf(declaration, name)
  const cast = stored[name] ?? (field?.filterable ? casts[field.kind] : undefined)
  if (!cast)
    throw new Fault('list.filter_unknown', { field: `filter[${name}]`, value: name, known: filterable(declaration) })
  const column = sql.ref(snake(name))
  const many = typeof value === 'string' ? value.split(',') : value
  const one = many.length === 1 ? (typeof value === 'string' ? value : (many[0] ?? '')) : String(value)
  if (op === 'empty') return [one === 'false' ? sql<SqlBool>`${column} is not null` : sql<SqlBool>`${column} is null`]
  if (op === 'contains') throw new Fault('list.use_search', { field: `filter[${name}]`, value: one })
  const typed = (text: string) => sql`${literal(name, field, text)}::${sql.raw(cast)}`
  if (op === 'in')
    return [sql<SqlBool>`${column} = any(${many.map((text) => literal(name, field, text))}::${sql.raw(`${cast}[]`)})`]
  if (op === 'ne') return [sql<SqlBool>`${column} is distinct from ${typed(one)}`]
  const currency = field?.kind === 'money' ? [sql<SqlBool>`currency = ${one.split(' ')[1]}`] : []
  return [...currency, sql<SqlBool>`${column} ${sql.raw(compares[op] ?? '=')} ${typed(one)}`]
}

const forms: { readonly [cast: string]: RegExp } = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  timestamptz: /^\d{4}-\d\d-\d\dT\d\d:\d\d/,
  integer: /^-?\d{1,9}$/,
  boolean: /^(true|false)$/,
}
function literal(name: string, field: AnyField | undefined, text: string): string {
  if (field?.kind === 'money') {
    const [amount = '', currency = ''] = text.split(' ')
    return parseMoney(amount, currency).amount.toString()
  }
  const form = forms[stored[name] ?? (field ? (casts[field.kind] ?? '') : '')]
  const readable = !form || form.test(text)
  if (!readable) throw new Fault('list.value_unreadable', { field: `filter[${name}]`, value: text })
  if (form === forms['date'] || form === forms['timestamptz']) requireDay(name, text.slice(0, 10))
  return text
}
function requireDay(name: string, text: string): void {
  try {
    Temporal.PlainDate.from(text)
  } catch {
    throw new Fault('list.value_unreadable', { field: `filter[${name}]`, value: text })
  }
}
function filterable(declaration: AnyDeclaration): string[] {
  return [...Object.keys(declaration.fields), ...Object.keys(declaration.kept)].filter(
    (name) => fieldOf(declaration, name)?.filterable,
  )
}

interface Order {
  readonly column: string
  readonly cast: string
  readonly descending: boolean
  readonly name: string
}
function orderOf(declaration: AnyDeclaration, asked: string): Order {
  const descending = asked.startsWith('-')
  const name = descending ? asked.slice(1) : asked
  const field = fieldOf(declaration, name)
  const cast = stored[name] ?? (field?.required && field.filterable ? casts[field.kind] : undefined)
  if (!cast || name === 'createdBy') {
    const known = [
      ...filterable(declaration).filter((one) => fieldOf(declaration, one)?.required),
      'createdAt',
      'updatedAt',
    ]
    throw new Fault('list.sort_unknown', { field: 'sort', value: asked, known })
  }
  return { column: snake(name), cast, descending, name: asked }
}

/** `c <= v and (c < v or id < i)`: an index serves the first half; comparing rows is not leakproof. */
function afterOf(order: Order, cursor: string): Expression<SqlBool> {
  const [name, value, id] = cursorParts(cursor)
  if (name !== order.name) throw new Fault('list.cursor_invalid', { field: 'cursor', value: cursor })
  const column = sql.ref(order.column)
  const at = sql`${value}::${sql.raw(order.cast)}`
  return order.descending
    ? sql<SqlBool>`${column} <= ${at} and (${column} < ${at} or id < ${id}::uuid)`
    : sql<SqlBool>`${column} >= ${at} and (${column} > ${at} or id > ${id}::uuid)`
}
function cursorOf(order: Order, row: Row): string {
  return Buffer.from(JSON.stringify([order.name, String(row[order.column]), row['id']])).toString('base64url')
}
function cursorParts(cursor: string): readonly [string, string, string] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === 3) {
      const [name, value, id]: unknown[] = parts
      if (typeof name === 'string' && typeof value === 'string' && typeof id === 'string' && forms['uuid']?.test(id))
        return [name, value, id]
    }
  } catch {}
  throw new Fault('list.cursor_invalid', { field: 'cursor', value: cursor })
}

function limitOf(given: string | number | undefined): number {
  const limit = Number(given ?? limitUsual)
  if (limit < 1 || limit > limitMax)
    throw new Fault('list.limit_out_of_range', { field: 'limit', value: limit, most: limitMax })
  return limit
}
