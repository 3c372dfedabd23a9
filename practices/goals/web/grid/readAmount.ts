import { Fault } from '#ledger/rules/fault.ts'
import { decimalOf, decimalShape } from '#platform/import/rules/numbers.ts'
import { type Measure, unitsOf } from '../../rules/amount.ts'

export const unreadReasons = ['notNumber', 'unclear', 'otherCurrency', 'tooManyDigits', 'percent'] as const
export type Unread = (typeof unreadReasons)[number]

/** What a cell's text says: an amount, nothing (null), or why it can't be read. */
export type Amount = { readonly units: bigint | null } | { readonly typed: string; readonly why: Unread }

const empty = /^[\s—–-]*$/

/**
 * Reads what was typed or pasted: 1,234.50, (120), 1.2万, ¥3k, "CNY 12". What could be read in two ways is left to the
 * person: 1,5 may be one and a half or a slip.
 */
export function readAmount(text: string, measure: Measure): Amount {
  const typed = text.trim().slice(0, 60)
  if (empty.test(typed)) return { units: null }
  const no = (why: Unread): Amount => ({ typed, why })
  const shape = decimalShape(typed)
  if (shape === null) return no('notNumber')
  if (shape.percent && isPlain(measure)) return no('percent')
  if (shape.currencies !== null) {
    if (!isMoney(measure)) return no('notNumber')
    if (!shape.currencies.includes(measure.currency)) return no('otherCurrency')
  }
  const decimal = decimalOf(shape, '1,234.56') ?? (shape.body.includes('.') ? decimalOf(shape, '1.234,56') : null)
  if (decimal === null) return no(/[,']/.test(shape.body) ? 'unclear' : 'notNumber')
  try {
    return { units: unitsOf(decimal, measure) }
  } catch (error) {
    if (error instanceof Fault) return no(error.code.includes('digits') ? 'tooManyDigits' : 'notNumber')
    throw error
  }
}

const isMoney = ({ unit }: Measure) => unit === 'money' || unit === 'moneyPerDay'
const isPlain = ({ unit }: Measure) => unit !== 'ratio'

/** A block of cells as spreadsheets put it on the clipboard: tabs and newlines; a quoted cell may hold either. */
export function pastedBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let i = 0; i < plain.length; i += 1) {
    const sign = plain[i] ?? ''
    if (quoted) {
      if (sign === '"' && plain[i + 1] === '"') {
        cell += '"'
        i += 1
      } else if (sign === '"') quoted = false
      else cell += sign
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') end()
    else if (sign === '\n') {
      end()
      rows.push([])
    } else cell += sign
  }
  end()
  return rows
}
