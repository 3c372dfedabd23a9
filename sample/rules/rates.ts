import type { Asked, DayLines } from './company.ts'
import { firstDayOf } from './people.ts'
import { randomOf } from './random.ts'
import type { Words } from './words.ts'

/** Around what a unit of a currency is worth in US dollars; a sample needs no truer ones. */
const inDollars: { readonly [currency: string]: number } = { USD: 1, CNY: 0.139, EUR: 1.09, SGD: 0.745 }

/** Around what a unit of a currency is worth in that of the organisation. */
export const baseRate = (base: string, currency: string) => (inDollars[currency] ?? 1) / (inDollars[base] ?? 1)

export interface RateDay {
  readonly on: Temporal.PlainDate
  readonly rates: DayLines['rates']
}
/** On the first of every month, each a little off the one before. */
export function ratesOf({ seed, today }: Asked, { currency: base, regions }: Words): readonly RateDay[] {
  const random = randomOf(`${seed} rates`)
  const others = [...new Set(regions.map(({ currency }) => currency))].filter((one) => one !== base)
  const now = new Map(others.map((one) => [one, baseRate(base, one)]))
  const days: RateDay[] = []
  for (let on = firstDayOf(today); Temporal.PlainDate.compare(on, today) < 0; on = on.add({ months: 1 })) {
    const rates = others.map((from) => {
      const rate = (now.get(from) ?? 1) * (0.988 + random.part() * 0.024)
      now.set(from, rate)
      return { from, rate: rate.toFixed(5) }
    })
    days.push({ on, rates })
  }
  return days
}
