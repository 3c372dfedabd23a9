import type { EntryJson, ExplanationJson, FigureJson } from '#ledger/contract.ts'
import type { Unit } from '#ledger/rules/metric.ts'
import { moneyFromJson, moneyToJson, sumMoney } from '#ledger/rules/money.ts'
import { parseDecimal } from '#ledger/rules/rounding.ts'
import { shareText, WHOLE } from '#ledger/rules/share.ts'

type Value = FigureJson['value']
type Explained = Pick<ExplanationJson, 'unit' | 'inputs'>

/** What the entries of a figure are measured in: money where amounts go in, days or minutes where those do, else they count. */
export function measureOf({ unit, inputs }: Explained): Unit {
  const units = new Set(inputs.map((input) => input.unit))
  if (unit === 'money' || units.has('money')) return 'money'
  return [...units].find((one) => one === 'days' || one === 'minutes' || one === 'score') ?? 'count'
}

/** What an entry brings to the figure: its amount in the organisation's currency, its days, or how much it counts. */
export function entryValue({ amountBase, quantity, q2 }: EntryJson, measure: Unit): Value {
  if (measure === 'money') return amountBase
  return measure === 'count' ? quantity : q2
}

/** The sum of lines as they are shown, exactly; what has no amount adds nothing. */
export function sumOf(values: readonly Value[], measure: Unit, currency: string): Value {
  const amounts = values.filter((one) => one !== null && typeof one !== 'string')
  if (measure === 'money') return moneyToJson(sumMoney(amounts.map(moneyFromJson), amounts[0]?.currency ?? currency))
  return shareText(values.reduce((sum, one) => sum + (typeof one === 'string' ? millionths(one) : 0n), 0n))
}

/** A distinct count is of customers, not of entries. */
export function countsAccounts({ inputs }: Explained): boolean {
  return inputs.length > 0 && inputs.every(({ name }) => name === 'accounts')
}

/** How many customers the entries net to more than nothing for. */
export function accountsIn(entries: readonly EntryJson[]): number {
  const sums = new Map<string, bigint>()
  for (const { accountId, quantity } of entries) {
    if (accountId !== null) sums.set(accountId, (sums.get(accountId) ?? 0n) + millionths(quantity))
  }
  return [...sums.values()].filter((sum) => sum > 0n).length
}

function millionths(text: string): bigint {
  const exact = parseDecimal(text)
  return exact ? (exact.n * WHOLE) / exact.d : 0n
}
