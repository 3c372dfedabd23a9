import type { MoneyJson } from '#ledger/rules/money.ts'

export function isMoney(value: unknown): value is MoneyJson {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}
export const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
