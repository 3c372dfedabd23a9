import { activitiesOf, type Done } from './activities.ts'
import type { Asked, Company, DayLines } from './company.ts'
import { type Customer, customersOf } from './customers.ts'
import { dearerBy, dearerOn, dearerProduct, type Life } from './dealLife.ts'
import { dealsOf, storyDeal } from './deals.ts'
import { cast, firstDayOf, type People, peopleOf, slippingRegion } from './people.ts'
import { ratesOf } from './rates.ts'
import { type Targets, targetsOf } from './targets.ts'
import type { Words } from './words.ts'
import { chinese } from './wordsChinese.ts'
import { english } from './wordsEnglish.ts'

export const wordsIn = (language: Asked['language']): Words => (language === 'zh-CN' ? chinese : english)

/**
 * A company that sells in three regions, with 18 months of history up to the day before `today`. The same seed, day,
 * language and scale give the same bytes. Its stories are told in docs/sample.md.
 */
export function sampleCompany(asked: Asked): Company {
  const words = wordsIn(asked.language)
  const people = peopleOf(asked, words)
  const customers = customersOf(asked, words, people)
  const lives = dealsOf(asked, words, people, customers)
  const neglected = lives.find(({ key }) => key === 'dealQuiet')?.customer.account.key ?? ''
  const done = activitiesOf(asked, words, people, customers, lives, neglected)
  const targets = targetsOf(asked, words, people, lives, done)
  const { organisation: name, currency, timeZone } = words
  return {
    organisation: { name, currency, timeZone },
    sites: people.sites,
    teams: people.teams,
    members: people.members,
    products: words.products.map((one, i) => ({
      ...one,
      key: `product${i + 1}`,
      price: one.price * 100,
      cost: one.cost * 100,
    })),
    days: daysOf({ asked, words, people, customers, lives, done, targets }),
    ramp: targets.ramp,
    stories: {
      ...cast,
      manager: 'manager1',
      slippingTeam: `team${slippingRegion}`,
      dearerProduct,
      dealWithoutNextStep: storyDeal,
      neglectedAccount: neglected,
    },
  }
}

interface Parts {
  readonly asked: Asked
  readonly words: Words
  readonly people: People
  readonly customers: readonly Customer[]
  readonly lives: readonly Life[]
  readonly done: readonly Done[]
  readonly targets: Targets
}
type Building = { [part in Exclude<keyof DayLines, 'on'>]: DayLines[part][number][] }

/** Everything on the day on which it was written down; a customer when somebody first had to do with it. */
function daysOf({ asked, words, people, customers, lives, done, targets }: Parts): readonly DayLines[] {
  const days = new Map<string, Building>()
  const at = (on: Temporal.PlainDate | string): Building => {
    const key = on.toString()
    const found = days.get(key) ?? {
      rates: [],
      prices: [],
      leave: [],
      accounts: [],
      contacts: [],
      moves: [],
      activities: [],
      goals: [],
    }
    days.set(key, found)
    return found
  }
  const first = firstDayOf(asked.today)
  for (const { on, rates } of ratesOf(asked, words)) at(on).rates.push(...rates)
  const price = Math.round((words.products[0].price * dearerBy) / 1000) * 1000
  at(dearerOn(asked.today)).prices.push({ product: dearerProduct, price: price * 100 })
  const yesterday = asked.today.subtract({ days: 1 }).toString()
  for (const one of people.leave) {
    const told = Temporal.PlainDate.from(one.on).subtract({ days: 14 })
    const on = Temporal.PlainDate.compare(told, first) < 0 ? first.toString() : told.toString()
    at(on > yesterday ? yesterday : on).leave.push(one)
  }
  for (const [account, on] of metOn(first, { customers, lives, done })) {
    const customer = customers.find((one) => one.account.key === account)
    if (customer === undefined) continue
    at(on).accounts.push(customer.account)
    at(on).contacts.push(...customer.contacts)
  }
  for (const { moves } of lives) for (const { on, line } of moves) at(on).moves.push(line)
  for (const { on, line } of done) at(on).activities.push(line)
  for (const { on, line } of targets.lines) at(on).goals.push(line)
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, parts]) => ({ on, ...parts }))
}

/** A customer that belongs to another one is never there before it. */
function metOn(
  first: Temporal.PlainDate,
  { customers, lives, done }: Pick<Parts, 'customers' | 'lives' | 'done'>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const meet = (account: string, on: Temporal.PlainDate) => {
    const day = (Temporal.PlainDate.compare(on, first) < 0 ? first : on).toString()
    const before = found.get(account)
    if (before === undefined || day < before) found.set(account, day)
  }
  for (const { customer, from } of lives) meet(customer.account.key, from)
  for (const { on, line } of done) meet(line.account, on)
  const parents = new Map<string, string>()
  for (const { account } of customers) if (account.parent !== null) parents.set(account.key, account.parent)
  for (const [key, parent] of parents) {
    const on = found.get(key)
    if (on !== undefined) meet(parent, Temporal.PlainDate.from(on))
  }
  return new Map([...found].sort(([a], [b]) => Number(parents.has(a)) - Number(parents.has(b))))
}
