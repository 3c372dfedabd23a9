import { Fault } from '#ledger/rules/fault.ts'
import type { Money } from '#ledger/rules/money.ts'
import { parseMoney } from '#ledger/rules/money.ts'
import { currenciesOf } from './currencySign.ts'

/** How a column writes grouped and broken numbers; each also reads numbers without grouping ("1234.56"). */
export const numberFormats = ['1,234.56', '1.234,56', '1 234,56', '1 234.56', "1'234.56"] as const
export type NumberFormat = (typeof numberFormats)[number]

const SHAPES: Readonly<Record<NumberFormat, RegExp>> = {
  '1,234.56': /^(?<whole>\d+|[1-9]\d{0,2}(?:,\d{2,3})*,\d{3})?(?:\.(?<part>\d*))?$/,
  '1.234,56': /^(?<whole>\d+|[1-9]\d{0,2}(?:\.\d{3})+)?(?:,(?<part>\d*))?$/,
  '1 234,56': /^(?<whole>\d+|[1-9]\d{0,2}(?: \d{3})+)?(?:,(?<part>\d*))?$/,
  '1 234.56': /^(?<whole>\d+|[1-9]\d{0,2}(?: \d{3})+)?(?:\.(?<part>\d*))?$/,
  "1'234.56": /^(?<whole>\d+|[1-9]\d{0,2}(?:'\d{3})+)?(?:\.(?<part>\d*))?$/,
}

/**
 * A number of a column in an exact decimal text ("-1234.5"). Reads full-width digits, minus signs before and behind,
 * (123) as −123, 万 and 亿, "1.2k" and "3M", and a percentage as its hundredth ("12 %" → "0.12"). A currency is passed
 * over. Throws Fault `import.not_a_number`.
 */
export function readNumber(text: string, format: NumberFormat): string {
  const decimal = numberIn(text, format)
  if (decimal === null) throw new Fault('import.not_a_number', { value: shown(text), format })
  return decimal
}

/** As `readNumber`, for a whole number that a program can count with. Throws `import.not_a_whole_number` as well. */
export function readInteger(text: string, format: NumberFormat): number {
  const whole = Number(readNumber(text, format))
  if (!Number.isSafeInteger(whole)) throw new Fault('import.not_a_whole_number', { value: shown(text) })
  return whole
}

export interface MoneyColumn {
  readonly format: NumberFormat
  /** For cells that name none, and to tell what a shared sign such as $ means. */
  readonly currency?: string | null
  /** What one stands for in this column: 1, or 1,000,000 where the header says millions. */
  readonly times?: bigint
}

/**
 * Money of a column in minor units; a currency in the cell wins over the column's. Throws Fault `import.not_a_number`,
 * `import.currency_missing`, `import.currency_unclear`, `money.too_many_digits`, `money.out_of_range`. Noughts that a
 * currency has no places for ("JPY 1000.00") are no loss and are dropped.
 */
export function readMoney(text: string, column: MoneyColumn): Money {
  const shape = decimalShape(text)
  const decimal = shape === null ? null : decimalOf(shape, column.format)
  if (shape === null || decimal === null) {
    throw new Fault('import.not_a_number', { value: shown(text), format: column.format })
  }
  const amount = scaled(decimal, column.times ?? 1n)
  return parseMoney(amount, currencyFor(text, shape.currencies, column.currency ?? null))
}

/**
 * An amount of which only the kind of figure says whether it is money: an exact decimal text, with a currency behind it
 * where the cell or the column names one ("120000 CNY"). Throws as `readMoney`.
 */
export function readExact(text: string, column: MoneyColumn): string {
  const shape = decimalShape(text)
  const decimal = shape === null ? null : decimalOf(shape, column.format)
  if (shape === null || decimal === null) {
    throw new Fault('import.not_a_number', { value: shown(text), format: column.format })
  }
  const amount = scaled(decimal, column.times ?? 1n)
  const named = shape.currencies !== null || (column.currency ?? '') !== ''
  return named ? `${amount} ${currencyFor(text, shape.currencies, column.currency || null)}` : amount
}

function currencyFor(text: string, inCell: readonly string[] | null, ofColumn: string | null): string {
  if (inCell === null) {
    if (ofColumn === null) throw new Fault('import.currency_missing', { value: shown(text) })
    return ofColumn
  }
  if (ofColumn !== null && inCell.includes(ofColumn)) return ofColumn
  const [only, ...others] = inCell
  if (only === undefined || others.length > 0) {
    throw new Fault('import.currency_unclear', { value: shown(text), currencies: inCell })
  }
  return only
}

export function numberIn(text: string, format: NumberFormat): string | null {
  const shape = decimalShape(text)
  return shape === null ? null : decimalOf(shape, format)
}

/** A number's text taken apart as far as that goes without knowing which mark is the decimal one. */
export interface DecimalShape {
  readonly negative: boolean
  /** Digits with their separators, plain spaces for all spaces. */
  readonly body: string
  /** Power of ten to multiply by: 万 4, % −2. */
  readonly power: number
  readonly percent: boolean
  readonly currencies: readonly string[] | null
}

const AMOUNT =
  /^(?<before>[^\d.,()+-]*)(?<sign>[+-]?) ?(?<middle>[^\d.,()+-]*)(?<body>\d(?:[\d.,' ]*\d)?[.,]?|[.,]\d+)(?:e(?<exponent>[+-]?\d{1,2})(?![a-z\d]))?(?<behind>[^\d]*)$/i

const POWER_OF_UNIT: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['%', -2],
  ['‰', -3],
  ['k', 3],
  ['千', 3],
  ['万', 4],
  ['m', 6],
  ['mn', 6],
  ['mio', 6],
  ['million', 6],
  ['百万', 6],
  ['千万', 7],
  ['亿', 8],
  ['bn', 9],
  ['billion', 9],
])

export function decimalShape(text: string): DecimalShape | null {
  const tidy = tidied(text)
  if (tidy.length > 60) return null
  const bracketed = /^(?<before>[^()\d]*)\((?<inside>[^()]+)\)(?<behind>[^()\d]*)$/.exec(tidy)?.groups
  const plain = bracketed ? `${bracketed.before}${bracketed.inside}${bracketed.behind}` : tidy
  const groups = AMOUNT.exec(plain)?.groups
  if (groups === undefined) return null
  const { before = '', sign = '', middle = '', body = '', exponent = '0', behind = '' } = groups
  const ending = endingOf(behind)
  const front = `${before}${middle}`.trim()
  const leading = front === '' ? null : currenciesOf(front)
  if (ending === null || (front !== '' && leading === null)) return null
  const minuses = Number(sign === '-') + Number(ending.minus) + Number(bracketed !== undefined)
  if (minuses > 1 || (leading !== null && ending.currencies !== null)) return null
  return {
    negative: minuses === 1,
    body,
    power: ending.power + Number(exponent),
    percent: ending.power === -2,
    currencies: leading ?? ending.currencies,
  }
}

interface Ending {
  readonly power: number
  readonly minus: boolean
  readonly currencies: readonly string[] | null
}

/** What may stand behind the digits: 万元, "M €", "CNY", a minus sign. */
function endingOf(behind: string): Ending | null {
  const minus = /-\s*$/.test(behind)
  const words = behind.replace(/-\s*$/, '').trim().toLowerCase()
  const power = POWER_OF_UNIT.get(words)
  if (power !== undefined) return { power, minus, currencies: null }
  const whole = currenciesOf(words)
  if (whole !== null) return { power: 0, minus, currencies: whole }
  const split = /^(百万|千万|[千万亿]|[a-z]+)\s*(.+)$/.exec(words)
  const unit = POWER_OF_UNIT.get(split?.[1] ?? '-')
  const currencies = currenciesOf(split?.[2] ?? '')
  return unit === undefined || currencies === null ? null : { power: unit, minus, currencies }
}

export function decimalOf(shape: DecimalShape, format: NumberFormat): string | null {
  const groups = SHAPES[format].exec(shape.body)?.groups
  if (groups === undefined) return null
  const whole = (groups.whole ?? '').replace(/\D/g, '')
  const part = groups.part ?? ''
  if (whole + part === '') return null
  return plainDecimal(shape.negative, BigInt(whole + part), part.length - shape.power)
}

/** ±units / 10^places without needless noughts. */
function plainDecimal(negative: boolean, units: bigint, places: number): string {
  if (units === 0n) return '0'
  const digits = places > 0 ? units.toString().padStart(places + 1, '0') : units.toString() + '0'.repeat(-places)
  const cut = digits.length - Math.max(0, places)
  const part = digits.slice(cut).replace(/0+$/, '')
  return `${negative ? '-' : ''}${digits.slice(0, cut)}${part === '' ? '' : `.${part}`}`
}

function scaled(decimal: string, times: bigint): string {
  if (times === 1n) return decimal
  const [whole = '0', part = ''] = decimal.replace('-', '').split('.')
  return plainDecimal(decimal.startsWith('-'), BigInt(whole + part) * times, part.length)
}

/** Full-width characters made plain, any space a plain one, any minus a hyphen, any apostrophe straight. */
function tidied(text: string): string {
  const ascii = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC')
  return ascii
    .replace(/\s+/g, ' ')
    .replace(/[−–]/g, '-')
    .replace(/[’‘`´]/g, "'")
    .trim()
}

/** As much of a cell as a message can hold. */
export function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
