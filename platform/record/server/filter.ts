import { type Expression, type SqlBool, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { parseMoney } from '#ledger/rules/money.ts'
import type { AnyField, FieldKind } from '../field.ts'
import { type AnyDeclaration, fieldOf, fieldsOf, snake } from '../record.ts'
import type { Operator } from '../resource.ts'

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
/** What every record has beside its fields, and may be asked for. */
const stored: { readonly [name: string]: string } = {
  id: 'uuid',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
  createdBy: 'uuid',
}

/** The database type in which a field is compared; undefined where it may not be filtered by. */
export function castOf(declaration: AnyDeclaration, name: string): string | undefined {
  if (Object.hasOwn(stored, name)) return stored[name]
  const field = fieldOf(declaration, name)
  return field?.filterable ? casts[field.kind] : undefined
}

const compares: { readonly [op in Operator]?: string } = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' }

/** One condition of `filter[name][op]=value`. Throws Faults `list.filter_unknown`, `list.use_search`, `list.value_unreadable`, `money.…`. */
export function condition(
  declaration: AnyDeclaration,
  name: string,
  op: Operator,
  value: string | readonly string[],
): Expression<SqlBool> {
  const cast = castOf(declaration, name)
  if (!cast)
    throw new Fault('list.filter_unknown', { field: `filter[${name}]`, value: name, known: filterable(declaration) })
  const column = sql.ref(snake(name))
  const field = fieldOf(declaration, name)
  const texts = typeof value === 'string' ? (op === 'in' ? value.split(',') : [value]) : value
  const [one = ''] = texts
  const given = `filter[${name}][${op}]`
  if (op === 'contains') throw new Fault('list.use_search', { field: given, value: one })
  if (op !== 'in' && texts.length !== 1)
    throw new Fault('list.value_unreadable', { field: given, value: texts.join(',') })
  if (op === 'empty') {
    if (one !== 'true' && one !== 'false') throw new Fault('list.value_unreadable', { field: given, value: one })
    return one === 'true' ? sql<SqlBool>`${column} is null` : sql<SqlBool>`${column} is not null`
  }
  const type = sql.raw(cast)
  const literals = texts.map((text) => literal(given, cast, field, text))
  const [first] = literals
  const currency = field?.kind === 'money' ? oneCurrency(given, texts) : null
  const same = currency === null ? sql`` : sql`currency = ${currency} and `
  if (op === 'in') return sql<SqlBool>`(${same}${column} = any(${literals}::${sql.raw(`${cast}[]`)}))`
  if (op === 'ne') {
    const other = currency === null ? sql`` : sql` or currency is distinct from ${currency}`
    return sql<SqlBool>`(${column} is distinct from ${first}::${type}${other})`
  }
  return sql<SqlBool>`(${same}${column} ${sql.raw(compares[op] ?? '=')} ${first}::${type})`
}

const forms: { readonly [cast: string]: RegExp } = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  timestamptz: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/,
  integer: /^-?\d{1,9}$/,
  boolean: /^(true|false)$/,
  text: /^[^\0]*$/,
}

function literal(given: string, cast: string, field: AnyField | undefined, text: string): string {
  if (field?.kind === 'money') {
    const [amount = '', currency = ''] = text.split(' ')
    return moneyIn(given, amount, currency)
  }
  if (!isReadable(cast, text)) throw new Fault('list.value_unreadable', { field: given, value: text })
  return text
}

function moneyIn(given: string, amount: string, currency: string): string {
  try {
    return parseMoney(amount, currency).amount.toString()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Fault(error.code, { ...error.details, field: given })
  }
}

function isReadable(cast: string, text: string): boolean {
  if (!forms[cast]?.test(text)) return false
  try {
    if (cast === 'date') return Temporal.PlainDate.from(text).year > 0
    if (cast === 'timestamptz') return Temporal.Instant.from(text).epochMilliseconds > -62_135_596_800_000
    return true
  } catch {
    return false
  }
}

/** Amounts are compared within one currency. Throws Fault `list.value_unreadable` where several are named. */
function oneCurrency(given: string, texts: readonly string[]): string {
  const [currency = '', ...others] = new Set(texts.map((text) => text.split(' ')[1] ?? ''))
  if (others.length > 0) throw new Fault('list.value_unreadable', { field: given, value: texts.join(',') })
  return currency
}

function filterable(declaration: AnyDeclaration): string[] {
  return fieldsOf(declaration)
    .filter(([, field]) => field.filterable)
    .map(([name]) => name)
}
