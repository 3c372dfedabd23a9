import { convert, type FoundRate } from '#ledger/rules/fx.ts'
import { type MoneyJson, moneyToJson } from '#ledger/rules/money.ts'
import type { Asker } from '#ledger/server/question.ts'
import { ratesOn } from '#platform/org/server/rates.ts'

/** An amount as a row holds it: minor units, and their currency. */
interface Amount {
  readonly amount: string | null
  readonly currency: string | null
}

/** Minor units of the organisation's currency at the rates of today; null where there is no amount, or no rate. */
export async function worthToday(
  { db, actor, org }: Asker,
  rows: readonly Amount[],
): Promise<(of: Amount) => bigint | null> {
  const isForeign = rows.some(({ currency }) => currency !== null && currency !== org.currency)
  const today = Temporal.PlainDate.from(actor.today)
  const rates: ReadonlyMap<string, FoundRate> = isForeign ? await ratesOn(db, org, today, null) : new Map()
  return ({ amount, currency }) => {
    if (amount === null || currency === null) return null
    const money = { amount: BigInt(amount), currency }
    if (currency === org.currency) return money.amount
    const rate = rates.get(currency)
    return rate ? convert(money, org.currency, rate).amount : null
  }
}

export function moneyOf({ amount, currency }: Amount): MoneyJson | null {
  return amount === null || currency === null ? null : moneyToJson({ amount: BigInt(amount), currency })
}
