import { Fault } from '#ledger/rules/fault.ts'
import { type DayFormat, dayFormats, readDay, readInstant } from './days.ts'
import type { Value } from './importRow.ts'
import { type NumberFormat, numberFormats, readExact, readInteger, readMoney, readNumber, shown } from './numbers.ts'
import type { ColumnReading } from './settings.ts'
import { isAbsent, readBoolean, readDomain, readEmail, readPhone, readText } from './values.ts'

export interface RowContext {
  readonly timeZone: string
  /** For money whose column and cell name no currency. */
  readonly currency: string
  /** The longest text of a field, and the least and largest number. */
  limits(field: string): { readonly max?: number; readonly from?: number; readonly to?: number }
}

export interface ReadRow {
  readonly values: Record<string, Value>
  readonly texts: Record<string, string>
  readonly faults: Fault[]
}
export type RowReader = (cells: readonly string[]) => ReadRow

/** Reads rows by the columns' readings. What can't be read is a fault that names the column as the file does. */
export function rowReader(columns: readonly ColumnReading[], context: RowContext): RowReader {
  const readers = columns.map((column) => ({ column, read: cellReader(column, context) }))
  const currencyAt = columns.find(({ field }) => field.name === 'currency')?.index
  return (cells) => {
    const row: ReadRow = { values: {}, texts: {}, faults: [] }
    const rowCurrency = currencyAt === undefined ? '' : (cells[currencyAt] ?? '').trim().toUpperCase()
    for (const { column, read } of readers) {
      const cell = cells[column.index] ?? ''
      const { name, kind } = column.field
      if (isAbsent(cell)) {
        row.values[name] = null
        continue
      }
      if (kind === 'relation' || kind === 'choice') row.texts[name] = cell.trim()
      try {
        row.values[name] = read(cell, rowCurrency)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        row.faults.push(inColumn(error, column.header))
      }
    }
    return row
  }
}

export function inColumn(fault: Fault, header: string): Fault {
  return new Fault(fault.code, { ...fault.details, field: header })
}

type CellReader = (cell: string, rowCurrency: string) => Value

function cellReader(column: ColumnReading, context: RowContext): CellReader {
  const { kind, name } = column.field
  const limits = context.limits(name)
  switch (kind) {
    case 'day': {
      const format = dayFormatOf(column)
      return remembering((cell) => readDay(cell, format, context.timeZone))
    }
    case 'instant': {
      const format = dayFormatOf(column)
      return (cell) => readInstant(cell, format, context.timeZone)
    }
    case 'integer': {
      const format = numberFormatOf(column)
      return (cell) => within(readInteger(cell, format), limits)
    }
    case 'rate': {
      const format = numberFormatOf(column)
      return (cell) => (column.wholePercent ? readNumber(`${cell.trim()}%`, format) : readNumber(cell, format))
    }
    case 'money':
      return column.field.exact ? exactReader(column) : moneyReader(column, context)
    case 'flag':
      return readBoolean
    default:
      return textReader(column, limits.max)
  }
}

function textReader({ field }: ColumnReading, max: number | undefined): CellReader {
  if (field.form === 'email') return readEmail
  if (field.form === 'phone') return readPhone
  if (field.form === 'url') return readDomain
  return (cell) => readText(cell, max)
}

function moneyReader(column: ColumnReading, context: RowContext): CellReader {
  const format = numberFormatOf(column)
  const { times } = column
  return (cell, rowCurrency) => {
    const currency = rowCurrency || column.currency || context.currency
    return readMoney(cell, { format, currency, times })
  }
}

/** "35%" → "0.35", "¥12万" → "120000 CNY": the currency of the cell, else that of the column. */
function exactReader(column: ColumnReading): CellReader {
  const { times, currency } = column
  const format = numberFormatOf(column)
  return (cell, rowCurrency) => readExact(cell, { format, currency: rowCurrency || currency, times })
}

const INTEGER_MAX = 2_147_483_647

function within(value: number, { from = -INTEGER_MAX, to = INTEGER_MAX }: { from?: number; to?: number }): number {
  if (value < from || value > to) throw new Fault('import.out_of_range', { value: shown(String(value)), from, to })
  return value
}

function dayFormatOf({ format }: ColumnReading): DayFormat {
  return dayFormats.find((one) => one === format) ?? 'YYYY-M-D'
}
function numberFormatOf({ format }: ColumnReading): NumberFormat {
  return numberFormats.find((one) => one === format) ?? '1,234.56'
}

const REMEMBERED_MAX = 10_000

/** Days repeat: making one costs more than finding it again. */
function remembering(read: (cell: string) => Value): CellReader {
  const known = new Map<string, Value>()
  return (cell) => {
    const found = known.get(cell)
    if (found !== undefined) return found
    const value = read(cell)
    if (known.size < REMEMBERED_MAX) known.set(cell, value)
    return value
  }
}
