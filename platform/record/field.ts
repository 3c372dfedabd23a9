import type { Money, MoneyJson } from '#ledger/rules/money.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A part of a split credit; in the program in millionths, outside as a decimal text ("0.5"). */
export interface Credit {
  readonly memberId: string
  readonly share: bigint
}
export interface CreditJson {
  readonly memberId: string
  readonly share: string
}

export type FieldKind =
  | 'text'
  | 'integer'
  | 'rate'
  | 'money'
  | 'day'
  | 'instant'
  | 'flag'
  | 'choice'
  | 'relation'
  | 'credits'
  | 'json'

export interface FieldOptions {
  readonly required?: boolean
  readonly unique?: boolean
  /** Found by the search box. */
  readonly searchable?: boolean
  /** May be filtered and, where required, sorted by: so its column has a leakproof order. */
  readonly filterable?: boolean
  readonly importable?: boolean
  /** Personal data: blanked when a person asks to be forgotten. */
  readonly personal?: boolean
  /** Longest text, in characters. */
  readonly max?: number
  /** Smallest and largest integer. */
  readonly from?: number
  readonly to?: number
  /** A whole number that nobody counts with: a year is shown as 1996, never as 1,996. */
  readonly plain?: boolean
}

/** One fact sheet about a field. `is` and `wire` carry its types and exist only for the compiler. */
export interface Field<T, W> extends FieldOptions {
  readonly kind: FieldKind
  readonly options: readonly string[]
  /** The record type that a relation points to. */
  readonly of: string | null
  readonly is: T
  readonly wire: W
}

interface Make<T, W> {
  (options: FieldOptions & { readonly required: true }): Field<T, W>
  (options?: FieldOptions): Field<T | null, W | null>
}

/** The one place where a fact sheet gets its static type: `is` and `wire` never exist at run time. */
function make<T, W>(kind: FieldKind, options: readonly string[] = [], of: string | null = null): Make<T, W> {
  return (given: FieldOptions = {}) => ({ ...given, kind, options, of }) as unknown as Field<T, W>
}

export const text = make<string, string>('text')
export const integer = make<number, number>('integer')
/** An exact decimal kept as text: an exchange rate, a probability ("0.25"). */
export const rate = make<string, string>('rate')
export const money = make<Money, MoneyJson>('money')
export const day = make<Temporal.PlainDate, string>('day')
export const instant = make<Temporal.Instant, string>('instant')
export const flag = make<boolean, boolean>('flag')
export const json = make<Json, Json>('json')
export const credits = make<readonly Credit[], readonly CreditJson[]>('credits')
export const choice = <const C extends readonly string[]>(...options: C) =>
  make<C[number], C[number]>('choice', options)
export const relation = (of: string) => make<string, string>('relation', [], of)

export type AnyField = Field<unknown, unknown>
export type Fields = { readonly [name: string]: AnyField }
