import type { Asked } from './company.ts'
import { isBefore } from './days.ts'
import type { Life } from './dealLife.ts'
import { cast, type Rep, slippingRegion } from './people.ts'
import { randomOf } from './random.ts'
import { baseRate } from './rates.ts'
import type { Words } from './words.ts'

export interface Span {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}
/** What is asked of everybody in equal steps: a typed quota is round. In minor units. */
export const stepOfMoney = ({ currency }: Words) => (currency === 'CNY' ? 500_000 : 100_000)

/** Which part of a target a rep is meant to have reached: what the stories tell. */
export function wantedPart({ seed }: Asked, { key, manager }: Rep): number {
  const part = randomOf(`${seed} target ${key}`).part()
  if (key === cast.star) return 1.24
  if (key === cast.behind) return 0.66
  if (manager === `manager${slippingRegion}`) return 0.6 + part * 0.16
  return 0.88 + part * 0.25
}

/** What each rep has won by day, in minor units of the organisation's currency, at a rate that is near enough. */
export function wonBy(words: Words, lives: readonly Life[]): (rep: string, span: Span) => number {
  const won: { rep: string; on: Temporal.PlainDate; amount: number }[] = []
  for (const { moves, customer } of lives) {
    let worth = 0
    let last: typeof won = []
    for (const { on, line } of moves) {
      if (line.move === 'open') worth = line.amount * baseRate(words.currency, line.currency)
      if (line.move === 'change' && line.worth)
        worth = line.worth.amount * baseRate(words.currency, line.worth.currency)
      if (line.move === 'win') {
        const shares = line.split ?? [{ member: customer.rep.key, percent: 100 }]
        last = shares.map(({ member, percent }) => ({ rep: member, on, amount: (worth * percent) / 100 }))
        won.push(...last)
      }
      if (line.move === 'cancel') won.push(...last.map((one) => ({ ...one, on, amount: -one.amount })))
    }
  }
  const own = Map.groupBy(won, ({ rep }) => rep)
  return (rep, span) =>
    (own.get(rep) ?? []).filter(({ on }) => isIn(on, span)).reduce((sum, { amount }) => sum + amount, 0)
}
export const isIn = (on: Temporal.PlainDate, { from, to }: Span) => !isBefore(on, from) && !isBefore(to, on)

/** The part of a span's Mondays to Fridays that lies before a day. */
export function partGone({ from, to }: Span, today: Temporal.PlainDate): number {
  let [gone, all] = [0, 0]
  for (let day = from; !isBefore(to, day); day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue
    all += 1
    if (isBefore(day, today)) gone += 1
  }
  return all === 0 ? 0 : gone / all
}
