import { currencyDigits } from '#ledger/rules/currency.ts'
import { Fault } from '#ledger/rules/fault.ts'
import type { Unit } from '#ledger/rules/metric.ts'
import { amountText, type MoneyJson, moneyToJson, parseMoney } from '#ledger/rules/money.ts'
import { parseDecimal, type Rational, rational, ratioText, roundDiv } from '#ledger/rules/rounding.ts'

/** In which unit a target is counted: minor units of the organisation's currency, else millionths. */
export interface Measure {
  readonly unit: Unit
  readonly currency: string
}

const DIGITS = 6
const MILLION = 10n ** BigInt(DIGITS)
const isMoney = ({ unit }: Measure) => unit === 'money' || unit === 'moneyPerDay'

/**
 * A typed amount in the measure's smallest unit. Money takes no more places than its currency has, everything else six.
 * Throws Faults `money.…`, `target.amount_invalid`, `target.too_many_digits`, naming the field.
 */
export function unitsOf(text: string, measure: Measure, field = 'amount'): bigint {
  if (isMoney(measure)) return moneyUnits(text, measure.currency, field)
  const value = parseDecimal(text.trim())
  if (value === undefined) throw new Fault('target.amount_invalid', { field, value: text.slice(0, 80) })
  const scaled = rational(value.n * MILLION, value.d)
  if (scaled.d !== 1n) throw new Fault('target.too_many_digits', { field, value: text, digits: DIGITS })
  return scaled.n
}

function moneyUnits(text: string, currency: string, field: string): bigint {
  try {
    return parseMoney(text, currency).amount
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Fault(error.code, { ...error.details, field })
  }
}

/** As it is kept: money with exactly its currency's digits, everything else without needless noughts. */
export function unitsText(units: bigint, measure: Measure): string {
  if (isMoney(measure)) return amountText({ amount: units, currency: measure.currency })
  return ratioText(units, MILLION, DIGITS)
}

export function unitsJson(units: bigint, measure: Measure): MoneyJson | string {
  return isMoney(measure) ? moneyToJson({ amount: units, currency: measure.currency }) : unitsText(units, measure)
}

/** A figure as `evaluate` gives it (money in minor units, counts in millionths, the rest plain), exactly. */
export function figureUnits(value: Rational, measure: Measure): Rational {
  return isMoney(measure) || measure.unit === 'count' ? value : rational(value.n * MILLION, value.d)
}

/** The figure rounded once, as it is shown. */
export function wholeUnits(value: Rational, measure: Measure): bigint {
  const exact = figureUnits(value, measure)
  return roundDiv(exact.n, exact.d)
}

/** What is expected to date is shown in minor units of money, and tenths of a count. */
export function expectedStep({ unit }: Measure): bigint {
  return unit === 'count' ? MILLION / 10n : 1n
}

/** Money in a file may name its currency; a target has the organisation's. Throws Fault `target.other_currency`. */
export function requireOwnCurrency(given: string | null, measure: Measure): void {
  if (given === null || !isMoney(measure) || given === measure.currency) return
  currencyDigits(given)
  throw new Fault('target.other_currency', { field: 'currency', value: given, currency: measure.currency })
}
