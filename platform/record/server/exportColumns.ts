import { Fault } from '#ledger/rules/fault.ts'
import type { CellForm } from '#platform/import/xlsxBytes.ts'
import { type Locale, say } from '#platform/text/messages.ts'
import type { AnyField } from '../field.ts'
import { type AnyDeclaration, exportable, fieldOf, fieldsOf } from '../record.ts'

type Names = Readonly<Record<string, string>>
type Wire = Readonly<Record<string, unknown>>

/** A column of a file: its name in the reader's language, and what stands in its cells. */
export interface Column {
  readonly head: string
  /** In a workbook. */
  readonly form: CellForm
  readonly cell: (item: Wire, names: Names) => string
}

/** Fields by names with commas between; all where none are named. Throws Fault `list.field_unknown` (400). */
export function exportFields(declaration: AnyDeclaration, asked: string | undefined): readonly string[] {
  const known = exportable(declaration)
  if (asked === undefined) return known
  const fields = [...new Set(asked.split(',').map((name) => name.trim()))]
  const unknown = fields.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Fault('list.field_unknown', { field: 'fields', value: unknown, known })
  return fields
}

/** Relations and choices by what they are called, days and instants in ISO 8601, money as its amount and its currency. */
export function columnsOf(declaration: AnyDeclaration, fields: readonly string[], locale: Locale): Column[] {
  const lastMoney = fields.findLast((name) => fieldOf(declaration, name)?.kind === 'money')
  return fields.flatMap((name) => {
    const field = fieldOf(declaration, name)
    const column = field ? fieldColumn(declaration, name, field, locale) : storedColumn(name, locale)
    return name === lastMoney ? [column, currencyColumn(declaration, locale)] : [column]
  })
}

/** "ID" alone would be taken for the number that another system gave. */
function storedColumn(name: string, locale: Locale): Column {
  const head = name === 'id' ? say(locale, 'record.export.id') : say(locale, `web.stored.${name}`)
  return { head, form: 'text', cell: (item) => String(item[name] ?? '') }
}

/** All amounts of a record are in one currency. */
function currencyColumn(declaration: AnyDeclaration, locale: Locale): Column {
  const amounts = fieldsOf(declaration).flatMap(([name, field]) => (field.kind === 'money' ? [name] : []))
  return {
    head: say(locale, 'record.export.currency'),
    form: 'text',
    cell: (item) => amounts.map((name) => partOf(item[name], 'currency')).find((one) => one !== '') ?? '',
  }
}

function fieldColumn(declaration: AnyDeclaration, name: string, field: AnyField, locale: Locale): Column {
  const key = `${declaration.practice}.${declaration.type}.${name}`
  const write = writer(key, field, locale)
  return {
    head: say(locale, key),
    form: formOf(field),
    cell: (item, names) => {
      const value = item[name]
      return value === null || value === undefined ? '' : write(value, names)
    },
  }
}

function formOf({ kind }: AnyField): CellForm {
  if (kind === 'day') return 'day'
  return kind === 'money' || kind === 'integer' || kind === 'rate' ? 'number' : 'text'
}

function writer(key: string, field: AnyField, locale: Locale): (value: unknown, names: Names) => string {
  switch (field.kind) {
    case 'money':
      return (amount) => partOf(amount, 'amount')
    case 'choice': {
      const called = new Map(field.options.map((option) => [option, say(locale, `${key}_${option}`)]))
      return (value) => called.get(String(value)) ?? String(value)
    }
    case 'flag': {
      const [yes, no] = [say(locale, 'record.export.yes'), say(locale, 'record.export.no')]
      return (value) => (value === true ? yes : no)
    }
    case 'relation':
      // what one may not see has no name
      return (value, names) => names[String(value)] ?? ''
    case 'credits':
      return (value, names) => (Array.isArray(value) ? value : []).map((one) => creditText(one, names)).join('; ')
    default:
      return String
  }
}

const creditText = (credit: unknown, names: Names) =>
  `${names[partOf(credit, 'memberId')] ?? ''} ${partOf(credit, 'share')}`.trim()

function partOf(value: unknown, name: string): string {
  const part: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof part === 'string' ? part : ''
}
