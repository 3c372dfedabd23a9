import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { type AnyDeclaration, fieldOf, snake } from '#platform/record/record.ts'

/** What was being written when the database refused: from it come the field's name and its value. */
export interface Written {
  readonly declaration: AnyDeclaration
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/**
 * What the database refuses, in words that name the field: Faults `record.not_unique` (409), `record.relation_missing`,
 * `record.rule_broken`, `record.out_of_range`, `record.value_unkept`, `field.required`. Anything else comes back as it was.
 * Under row-level security the database keeps the values to itself, so they come from what was written.
 */
export function databaseFault(error: unknown, written?: Written): unknown {
  const code = databaseCode(error)
  const field = fieldBehind(error, written?.declaration)
  switch (code) {
    case '23505':
      return new Conflict('record.not_unique', { field, value: writtenValue(field, written) })
    case '23503':
      return new Fault('record.relation_missing', { field, value: writtenValue(field, written) })
    case '23502':
      return new Fault('field.required', { field: camel(textOf(error, 'column')), value: null })
    case '23514':
    case '23P01':
      return new Fault('record.rule_broken', {
        field: field || textOf(error, 'constraint'),
        value: writtenValue(field, written),
      })
    case '22003':
      return new Fault('record.out_of_range', { value: textOf(error, 'message') })
    default:
      // class 22: a day of the year 0, a character that no text can hold
      return /^22...$/.test(code) ? new Fault('record.value_unkept', { value: textOf(error, 'message') }) : error
  }
}

/** The five-character code of PostgreSQL, or of the system below it. */
export const databaseCode = (error: unknown) => textOf(error, 'code')

function textOf(error: unknown, name: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : ''
}

/** Constraints are named after table and field: `deal_external`, `deal_org_id_account_id_fkey`, `account_employees_check`. */
function fieldBehind(error: unknown, declaration: AnyDeclaration | undefined): string {
  const constraint = textOf(error, 'constraint')
  const table = `${textOf(error, 'table')}_`
  if (!constraint.startsWith(table)) return ''
  const name = camel(constraint.slice(table.length).replace(/^org_id_|_(key|fkey|check)$/g, ''))
  if (!declaration) return name
  return [name, `${name}Id`].find((one) => fieldOf(declaration, one) !== undefined) ?? ''
}

function writtenValue(field: string, written: Written | undefined): string {
  const [row, ...others] = written?.rows ?? []
  const value = row !== undefined && others.length === 0 ? row[snake(field)] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
