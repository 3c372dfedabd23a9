import type { AmountJson, GoalJson } from '#goals/contract.ts'
import { moneyToJson, parseMoney } from '#ledger/rules/money.ts'
import { sizeOf, useGoalTexts } from '#ledger/web/goalStanding.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'

/** Of two amounts of one unit, exact where it is money. */
export function difference(a: AmountJson | null, b: AmountJson | null): AmountJson | null {
  if (a === null || b === null) return null
  if (typeof a === 'string' || typeof b === 'string') {
    return String(Math.round((Number(sizeOf(a)) - Number(sizeOf(b))) * 1e6) / 1e6)
  }
  const minor = parseMoney(a.amount, a.currency).amount - parseMoney(b.amount, b.currency).amount
  return moneyToJson({ amount: minor, currency: a.currency })
}

export function unsigned(amount: AmountJson): AmountJson {
  const plain = (text: string) => text.replace(/^-/, '')
  return typeof amount === 'string' ? plain(amount) : { ...amount, amount: plain(amount.amount) }
}

export const isOff = ({ status }: Pick<GoalJson, 'status'>) => status === 'atRisk' || status === 'offTrack'

/** A goal's values as the reader writes them. */
export function useGoalShown() {
  const figures = useFigureText()
  const share = (of: AmountJson | null, whole: AmountJson | null) => {
    const [a, b] = [sizeOf(of), sizeOf(whole)]
    return a === null || b === null || b === 0 ? null : figures.text(String(a / b), 'ratio')
  }
  const rate = ({ attainment }: GoalJson) => figures.text(attainment, 'ratio')
  return { ...useGoalTexts(), share, rate }
}
