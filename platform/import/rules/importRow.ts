import type { Fault } from '#ledger/rules/fault.ts'
import type { Money } from '#ledger/rules/money.ts'

/** A value of a row, read; null where the cell is empty. A relation's value is the id of the record that it names. */
export type Value = string | number | boolean | Money | Temporal.PlainDate | Temporal.Instant | null

/** A row of a file, read as far as it can be. A field without a column is not there at all. */
export interface ImportRow {
  readonly line: number
  readonly values: { readonly [field: string]: Value | undefined }
  /** What stands in the cells of relations and choices. */
  readonly texts: { readonly [field: string]: string }
  /** Relations that name a record further down in the same file. */
  readonly later: { readonly [field: string]: string }
  /** What keeps the row from being imported; empty in a row that reaches a kind. */
  readonly faults: readonly Fault[]
}

export function textAt(row: ImportRow, field: string): string | null | undefined {
  const value = row.values[field]
  return typeof value === 'string' || value === undefined ? value : null
}
export function dayAt(row: ImportRow, field: string): Temporal.PlainDate | null | undefined {
  const value = row.values[field]
  return value instanceof Temporal.PlainDate || value === undefined ? value : null
}
export function instantAt(row: ImportRow, field: string): Temporal.Instant | null | undefined {
  const value = row.values[field]
  return value instanceof Temporal.Instant || value === undefined ? value : null
}
export function moneyAt(row: ImportRow, field: string): Money | null | undefined {
  const value = row.values[field]
  return value === undefined || isMoney(value) ? value : null
}

export function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && typeof value.amount === 'bigint'
}

/** Whether two values of a record say the same. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a instanceof Temporal.PlainDate && b instanceof Temporal.PlainDate) return a.equals(b)
  if (a instanceof Temporal.Instant && b instanceof Temporal.Instant) return a.equals(b)
  return isMoney(a) && isMoney(b) && a.amount === b.amount && a.currency === b.currency
}

/** By what two writings of a name are the same: case, width and spacing don't count. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}
