import { Fault } from '#ledger/rules/fault.ts'
import type { Declaration } from '../record.ts'
import { valuesIn } from '../wire.ts'

/** Values of some fields by name, as records hold them. */
export type Values = Readonly<Record<string, unknown>>

/** What a request changes; fields that only commands write stay out. */
export function changesIn(declaration: Declaration, input: object): Values {
  const own = Object.fromEntries(Object.entries(input).filter(([name]) => name in declaration.fields))
  return valuesIn(declaration, own)
}

/** Throws Fault `record.deleted`. */
export function requireNotDeleted(record: { readonly id: string; readonly deletedAt: unknown }): void {
  if (record.deletedAt !== null) throw new Fault('record.deleted', { field: 'id', value: record.id })
}
