import type { EntryJson, ExplanationJson } from '#ledger/contract.ts'
import { type MoneyJson, moneyFromJson, moneyToJson, sumMoney } from '#ledger/rules/money.ts'
import { parseDecimal } from '#ledger/rules/rounding.ts'
import { shareText, WHOLE } from '#ledger/rules/share.ts'

/** Whether a figure is made of amounts; otherwise it counts. */
export function countsMoney({ unit, inputs }: Pick<ExplanationJson, 'unit' | 'inputs'>): boolean {
  return unit === 'money' || inputs.some((input) => input.unit === 'money')
}

/** What an entry brings to the figure: its amount in the organisation's currency, or how much it counts. */
export function entryValue(entry: EntryJson, money: boolean): MoneyJson | string | null {
  return money ? (entry.amountBase ?? null) : entry.quantity
}

/** The sum of lines as they are shown, exactly; what has no amount adds nothing. */
export function sumOf(values: readonly (MoneyJson | string | null)[], currency: string): MoneyJson | string {
  const amounts = values.filter((one) => one !== null && typeof one !== 'string')
  const counts = values.filter((one) => typeof one === 'string')
  if (counts.length === 0) return moneyToJson(sumMoney(amounts.map(moneyFromJson), amounts[0]?.currency ?? currency))
  return shareText(counts.reduce((sum, one) => sum + millionths(one), 0n))
}

function millionths(text: string): bigint {
  const exact = parseDecimal(text)
  return exact ? (exact.n * WHOLE) / exact.d : 0n
}
