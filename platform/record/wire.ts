import { Fault } from '#ledger/rules/fault.ts'
import { type MoneyJson, moneyFromJson, moneyToJson } from '#ledger/rules/money.ts'
import { parseShare, shareText } from '#ledger/rules/share.ts'
import type { AnyField, Credit, CreditJson, FieldKind } from './field.ts'
import {
  type AnyDeclaration,
  type Declaration,
  fieldsOf,
  hasMoney,
  type RecordOf,
  snake,
  type WireOf,
} from './record.ts'

/**
 * A record has three forms. As a *record* it has Money in minor units, PlainDate and Instant: what rules work with.
 * As *wire* it is JSON: what travels. As a *row* it is what PostgreSQL holds; days and instants are text there too, so
 * only money and names differ from wire.
 */
type Row = Readonly<Record<string, unknown>>

interface Codec {
  readonly in: (wire: never) => unknown
  readonly out: (value: never) => unknown
}
const codecs: { readonly [K in FieldKind]?: Codec } = {
  money: { in: (wire: MoneyJson) => moneyFromJson(wire), out: moneyToJson },
  day: { in: (wire: string) => Temporal.PlainDate.from(wire), out: (value: Temporal.PlainDate) => value.toString() },
  instant: { in: (wire: string) => Temporal.Instant.from(wire), out: instantText },
  credits: {
    in: (wire: readonly CreditJson[]) => wire.map((one) => ({ memberId: one.memberId, share: parseShare(one.share) })),
    out: (value: readonly Credit[]) => value.map((one) => ({ memberId: one.memberId, share: shareText(one.share) })),
  },
}

/** RFC 3339 in UTC with milliseconds. */
export function instantText(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 })
}

function convert(field: AnyField, value: unknown, way: 'in' | 'out'): unknown {
  if (value === null || value === undefined) return null
  const codec = codecs[field.kind]
  return codec ? codec[way](value as never) : value
}

const stored = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'deletedAt'] as const
const instants: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'deletedAt'])

/** JSON → record. Takes any part of the fields; those that are not given stay away. */
export function valuesIn(declaration: AnyDeclaration, wire: Row): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of fieldsOf(declaration)) {
    if (name in wire) values[name] = attempt(name, () => convert(field, wire[name], 'in'))
  }
  return values
}

/** A value type that refuses knows its own part only (`amount`); here it gets its place in the record (`price.amount`). */
function attempt<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { field: part } = error.details
    throw new Fault(error.code, { ...error.details, field: part === undefined ? name : `${name}.${part}` })
  }
}

export function recordIn<D extends Declaration>(declaration: D, wire: WireOf<D>): RecordOf<D> {
  const given = wire as Row
  const values = valuesIn(declaration, given)
  for (const name of stored) {
    const value = given[name]
    values[name] = instants.has(name) && typeof value === 'string' ? Temporal.Instant.from(value) : value
  }
  return values as RecordOf<D>
}

export function wireOf<D extends Declaration>(declaration: D, record: RecordOf<D>): WireOf<D> {
  const given = record as Row
  const wire: Record<string, unknown> = {}
  for (const name of stored) {
    const value = given[name]
    wire[name] = value instanceof Temporal.Instant ? instantText(value) : (value ?? null)
  }
  for (const [name, field] of fieldsOf(declaration)) wire[name] = convert(field, given[name], 'out')
  return wire as WireOf<D>
}

/** Row → JSON. The money fields of a record share its one column `currency`. */
export function wireOfRow<D extends Declaration>(declaration: D, row: Row): WireOf<D> {
  const wire: Record<string, unknown> = {}
  for (const name of stored) wire[name] = row[snake(name)]
  for (const [name, field] of fieldsOf(declaration)) {
    const value = row[snake(name)]
    wire[name] =
      field.kind === 'money' && typeof value === 'bigint'
        ? moneyToJson({ amount: value, currency: String(row['currency']) })
        : (value ?? null)
  }
  return wire as WireOf<D>
}

export function recordOfRow<D extends Declaration>(declaration: D, row: Row): RecordOf<D> {
  return recordIn(declaration, wireOfRow(declaration, row))
}

/** Record → row, for `jsonb_populate_recordset`: keys are columns, bigints are text. Throws `money.mixed_currencies`. */
export function rowOf<D extends Declaration>(
  declaration: D,
  record: RecordOf<D>,
  wire: Row = wireOf(declaration, record),
): Record<string, unknown> {
  const given = record as Row
  const row: Record<string, unknown> = {}
  for (const name of stored) row[snake(name)] = wire[name]
  let currency: string | null = null
  for (const [name, field] of fieldsOf(declaration)) {
    const value = given[name]
    if (field.kind === 'money' && isMoney(value)) {
      if (currency !== null && currency !== value.currency) {
        throw new Fault('money.mixed_currencies', { field: name, value: value.currency, expected: currency })
      }
      currency = value.currency
      row[snake(name)] = value.amount.toString()
    } else row[snake(name)] = wire[name] ?? null
  }
  if (hasMoney(declaration)) row['currency'] = currency ?? given['currency'] ?? null
  return row
}

function isMoney(value: unknown): value is { amount: bigint; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}
