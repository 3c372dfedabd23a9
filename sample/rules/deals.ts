import type { Asked } from './company.ts'
import type { Customer } from './customers.ts'
import { isBefore, isWorked, workedFrom } from './days.ts'
import { type Life, type LifeOf, lifeOf } from './dealLife.ts'
import { cast, type People, type Rep } from './people.ts'
import { type Random, randomOf } from './random.ts'
import type { Words } from './words.ts'

/** A rep opens one on about every third working day. */
const openings = 0.35
export const storyDeal = 'deal0'
/** Nobody has been in touch with this customer for so long. */
export const silentDays = 45

export function dealsOf(asked: Asked, words: Words, people: People, customers: readonly Customer[]): readonly Life[] {
  const lives: Life[] = []
  for (const rep of people.reps) {
    const random = randomOf(`${asked.seed} deals ${rep.key}`)
    const [first, ...others] = customers.filter((one) => one.rep === rep)
    if (first === undefined) continue
    const rounds = new Map<string, number>()
    const open = (key: string, on: Temporal.PlainDate, customer: Customer, more: Partial<LifeOf> = {}) => {
      const product = productOf(random)
      const name = `${customer.account.key} ${product}`
      const round = (rounds.get(name) ?? 0) + 1
      rounds.set(name, round)
      lives.push(lifeOf({ asked, words, random, key, on, customer, product, round, reps: people.reps, ...more }))
    }
    for (let day = rep.from; isBefore(day, asked.today); day = day.add({ days: 1 }))
      if (isWorked(day, rep.working) && random.chance(openings * rep.pace * asked.scale))
        open(`deal${lives.length + 1}`, day, random.pick([first, ...others]))
    for (const story of storiesOf(asked, rep))
      open(story.key, story.on, story.last ? (others.at(-1) ?? first) : first, story)
  }
  return lives
}

/** The deals that the stories need, whatever chance has given. */
function storiesOf({ today }: Asked, rep: Rep) {
  const on = (days: number) => workedFrom(today.subtract({ days }), rep.working)
  if (rep.key === cast.behind)
    return [
      { key: storyDeal, on: on(52), last: false, stays: 2, expected: today.add({ days: 9 }), noStep: true, size: 4 },
    ]
  if (rep.key === cast.star)
    return [
      { key: 'dealQuiet', on: on(80), last: true, stays: 1, expected: today.add({ days: 20 }), noStep: false, size: 2 },
    ]
  return []
}

function productOf(random: Random): number {
  const part = random.part()
  return part < 0.36 ? 0 : part < 0.66 ? 1 : part < 0.76 ? 2 : part < 0.9 ? 3 : 4
}
