import { currencyDigits } from './currency.ts'
import { Fault } from './fault.ts'
import { abs, decimalText } from './rounding.ts'

/** An amount in minor units 最小单位 of its ISO 4217 currency: 123456 is JPY 123456, CNY 1234.56, KWD 123.456. */
export interface Money {
  readonly amount: bigint
  readonly currency: string
}

/** Money on the wire: a decimal text with exactly the currency's digits, never a number. */
export interface MoneyJson {
  readonly amount: string
  readonly currency: string
}

/** Amounts are kept as signed 64-bit whole numbers. */
const AMOUNT_MAX = 2n ** 63n - 1n

/**
 * A plain decimal ("1234.50", "-0.5", "12") to minor units; fewer places than the currency has are read as zeros.
 * Throws Fault `money.invalid`, `money.too_many_digits`, `money.out_of_range`, `money.currency_unknown`.
 */
export function parseMoney(text: string, currency: string): Money {
  const digits = currencyDigits(currency)
  const match = /^([-−]?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text.trim())
  if (match === null) throw new Fault('money.invalid', { field: 'amount', value: text.slice(0, 80), currency })
  const [, sign = '', whole = '', fraction = ''] = match
  if (fraction.length > digits) {
    throw new Fault('money.too_many_digits', { field: 'amount', value: text.trim(), currency, digits })
  }
  const units = BigInt(whole + fraction.padEnd(digits, '0'))
  return inRange({ amount: sign === '' ? units : -units, currency })
}

/** Reads `{ "amount": "1234.50", "currency": "CNY" }`. Throws as `parseMoney`; an amount that is a number is `money.invalid`. */
export function moneyFromJson(json: unknown): Money {
  if (typeof json !== 'object' || json === null || !('amount' in json) || !('currency' in json)) {
    throw new Fault('money.invalid', { field: 'amount', value: null, currency: '' })
  }
  const { amount, currency } = json
  if (typeof currency !== 'string') {
    throw new Fault('money.currency_unknown', { field: 'currency', value: String(currency) })
  }
  if (typeof amount !== 'string') throw new Fault('money.invalid', { field: 'amount', value: String(amount), currency })
  return parseMoney(amount, currency)
}

/** "1234.50" with exactly the currency's digits. */
export function moneyToJson(money: Money): MoneyJson {
  return { amount: amountText(money), currency: money.currency }
}

/** Throws Fault `money.mixed_currencies`: different currencies are never added 不同币种不相加. */
export function addMoney(a: Money, b: Money): Money {
  return sumMoney([a, b], a.currency)
}

/** The sum over one currency; nothing sums to 0 of `currency`. Throws Fault `money.mixed_currencies`. */
export function sumMoney(items: Iterable<Money>, currency: string): Money {
  let amount = 0n
  for (const item of items) {
    if (item.currency !== currency) {
      throw new Fault('money.mixed_currencies', { field: 'currency', value: item.currency, expected: currency })
    }
    amount += item.amount
  }
  return inRange({ amount, currency })
}

export function negate(money: Money): Money {
  return { amount: -money.amount, currency: money.currency }
}

/** The money itself, if it fits a signed 64-bit whole number; else Fault `money.out_of_range`. */
export function inRange(money: Money): Money {
  if (abs(money.amount) <= AMOUNT_MAX) return money
  throw new Fault('money.out_of_range', { field: 'amount', value: amountText(money), currency: money.currency })
}

/**
 * For people: "−$1,234.50", "¥1,234.50", with a real minus sign and no brackets. `short` gives 万/亿 and K/M with one
 * decimal where that shortens ("¥1.2万", "$1.2M"); show the full figure on hover. `trim` leaves out cents that are none
 * ("¥1,234"), where amounts stand alone or in a sentence and aren't compared down a column.
 */
export function formatMoney(
  money: Money,
  locale: string,
  { short = false, trim = false }: { short?: boolean; trim?: boolean } = {},
): string {
  const text = amountText(money)
  if (!isNumeric(text)) return text
  if (short) {
    const parts = numberFormat(locale, money.currency, 'short').formatToParts(text)
    if (parts.some((part) => part.type === 'compact')) return withRealMinus(parts)
  }
  return withRealMinus(numberFormat(locale, money.currency, trim ? 'trimmed' : 'full').formatToParts(text))
}

/** "1234.50": the amount alone, in major units. */
export function amountText({ amount, currency }: Money): string {
  const digits = currencyDigits(currency)
  return decimalText(amount, 10n ** BigInt(digits), digits)
}

/** Making an Intl.NumberFormat costs far more than using one. */
const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: string, currency: string, form: 'full' | 'trimmed' | 'short'): Intl.NumberFormat {
  const key = `${locale} ${currency} ${form}`
  const known = numberFormats.get(key)
  if (known !== undefined) return known
  const digits = currencyDigits(currency)
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(form === 'short'
      ? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    ...(form === 'trimmed' ? { trailingZeroDisplay: 'stripIfInteger' } : {}),
  })
  numberFormats.set(key, made)
  return made
}

function withRealMinus(parts: Intl.NumberFormatPart[]): string {
  return parts.map((part) => (part.type === 'minusSign' ? part.value.replace('-', '−') : part.value)).join('')
}

/** Intl formats a decimal text exactly; as a number it would lose cents above 2^53. */
function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text)
}
