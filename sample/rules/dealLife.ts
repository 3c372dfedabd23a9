import type { Asked, MoveLine } from './company.ts'
import type { Customer } from './customers.ts'
import { isBefore, workedFrom } from './days.ts'
import { firstDayOf, type Rep, slippingRegion } from './people.ts'
import type { Random } from './random.ts'
import { baseRate } from './rates.ts'
import type { Words } from './words.ts'

/** A deal from its opening until it was closed, or until today. */
export interface Life {
  readonly key: string
  readonly customer: Customer
  readonly contact: string
  readonly moves: readonly Moved[]
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}
export interface Moved {
  readonly on: Temporal.PlainDate
  readonly line: MoveLine
}

/** The first product costs more from the middle of the history on. */
export const dearerProduct = 'product1'
export const dearerOn = (today: Temporal.PlainDate) => firstDayOf(today).add({ months: 9 })
export const dearerBy = 1.18

export interface LifeOf {
  readonly asked: Asked
  readonly words: Words
  readonly random: Random
  readonly key: string
  readonly on: Temporal.PlainDate
  readonly customer: Customer
  /** Its place among the products. */
  readonly product: number
  readonly round: number
  readonly reps: readonly Rep[]
  /** For a story: it is open still, at this stage. */
  readonly stays?: number
  readonly expected?: Temporal.PlainDate
  readonly noStep?: boolean
  readonly size?: number
}

const stages = 4
/** Of deals that close; skill, price and region move it. */
const winOdds = 0.36

export function lifeOf(of: LifeOf): Life {
  const { asked, random, key, on, customer } = of
  const { rep } = customer
  const contact = random.pick(customer.contacts)
  const won = random.chance(oddsOf(of))
  const reaches = of.stays ?? (won ? stages - 1 : Math.min(stages - 1, random.whole(0, 4)))
  const length = Math.round(random.whole(16, 85) * (isSlipping(of) ? 1.4 : 1))
  const end = of.stays === undefined ? workedFrom(on.add({ days: length }), rep.working) : asked.today
  const moves = new Moves(rep)
  const expected = of.expected ?? workedFrom(on.add({ days: random.whole(30, 75) }), rep.working)
  const opening = openingOf(of, contact.key, expected)
  moves.add(on, opening)
  for (let stage = 1; stage <= reaches; stage += 1) {
    const day = on.add({ days: Math.round((length * stage) / (reaches + 1.2)) })
    const worth = { amount: rounded(opening.amount * (0.75 + random.part() * 0.4)), currency: opening.currency }
    const repriced = stage === 2 && random.chance(0.3) ? { worth } : {}
    moves.add(day, { move: 'change', deal: key, stage, ...repriced, nextStep: stepAt(of, stage) }, end)
  }
  pushed(of, moves, expected, end)
  const closed = closing(of, won, end)
  if (isBefore(end, asked.today)) {
    moves.add(end, closed)
    afterwards(of, moves, closed, end)
  }
  const last = moves.list.at(-1)
  const isOpen = last?.line.move === 'open' || last?.line.move === 'change' || last?.line.move === 'reopen'
  return {
    key,
    customer,
    contact: contact.key,
    moves: moves.list.filter((one) => isBefore(one.on, asked.today)),
    from: on,
    to: isOpen ? asked.today : (last?.on ?? end),
  }
}

/** In order, on days that are worked, one a day: a second one moves on to the next. */
class Moves {
  readonly rep: Rep
  readonly list: Moved[] = []
  constructor(rep: Rep) {
    this.rep = rep
  }
  /** Leaves it out where it would be on the day `before` or later. */
  add(on: Temporal.PlainDate, line: MoveLine, before: Temporal.PlainDate | null = null): void {
    let day = workedFrom(on, this.rep.working)
    while (this.list.some((one) => one.on.equals(day))) day = workedFrom(day.add({ days: 1 }), this.rep.working)
    if (before !== null && !isBefore(day, before)) return
    this.list.push({ on: day, line })
    this.list.sort((a, b) => Temporal.PlainDate.compare(a.on, b.on))
  }
}

function oddsOf({ asked, on, customer, product }: LifeOf): number {
  const dearer = product === 0 && !isBefore(on, dearerOn(asked.today))
  const slips = isSlipping({ asked, on, customer })
  return Math.min(0.85, winOdds * customer.rep.skill * (dearer ? 0.6 : 1) * (slips ? 0.5 : 1))
}
/** Europe's last two quarters: deals take longer, are pushed, and fewer are won. */
function isSlipping({ asked, on, customer }: Pick<LifeOf, 'asked' | 'on' | 'customer'>): boolean {
  return customer.rep.manager === `manager${slippingRegion}` && !isBefore(on, asked.today.subtract({ months: 8 }))
}

function openingOf(of: LifeOf, contact: string, closesOn: Temporal.PlainDate) {
  const { asked, words, random, key, on, customer, product, round } = of
  const { account, rep } = customer
  const goods = words.products[product] ?? words.products[0]
  const price = goods.price * (product === 0 && !isBefore(on, dearerOn(asked.today)) ? dearerBy : 1)
  const seats = (of.size ?? 1) * (0.6 + random.part() ** 2 * 2.4)
  const discount = 1 - random.whole(0, 18) / 100
  return {
    move: 'open',
    deal: key,
    name: words.deal(account.name, goods.name, round),
    account: account.key,
    contact,
    product: `product${product + 1}`,
    owner: rep.key,
    amount: rounded((price * 100 * seats * discount) / baseRate(words.currency, rep.region.currency)),
    currency: rep.region.currency,
    closesOn: closesOn.toString(),
    source: random.pick(words.sources),
    nextStep: stepAt(of, 0),
  } as const satisfies MoveLine
}
/** Prices that people would name: whole hundreds. */
const rounded = (minor: number) => Math.max(10_000, Math.round(minor / 10_000) * 10_000)

function stepAt({ words, random, noStep }: LifeOf, stage: number): string | null {
  const steps = words.nextSteps[stage]
  return noStep || steps === undefined || random.chance(0.08) ? null : random.pick(steps)
}

/** While it is open when it should have closed, it is put off, by some more often than by others. */
function pushed(of: LifeOf, moves: Moves, first: Temporal.PlainDate, end: Temporal.PlainDate): void {
  const { random, asked, key } = of
  const most = isBefore(end, asked.today) ? end : asked.today
  let expected = first
  while (isBefore(expected, most) && random.chance(0.86)) {
    const on = expected.add({ days: random.whole(-4, 5) })
    expected = expected.add({ days: random.whole(18, 48) })
    moves.add(on, { move: 'change', deal: key, closesOn: expected.toString() }, most)
  }
}

function closing(
  { random, words, key, customer, reps, asked, product, on }: LifeOf,
  won: boolean,
  end: Temporal.PlainDate,
): MoveLine {
  if (won) {
    const mates = reps.filter(
      (one) => one.manager === customer.rep.manager && one !== customer.rep && !isBefore(end, one.from),
    )
    const [mate, ...more] = mates
    const shares = mate !== undefined && random.chance(0.1)
    if (!shares) return { move: 'win', deal: key, split: null }
    const percent = random.pick([20, 30, 40, 50])
    const other = { member: random.pick([mate, ...more]).key, percent }
    return { move: 'win', deal: key, split: [{ member: customer.rep.key, percent: 100 - percent }, other] }
  }
  const dearer = product === 0 && !isBefore(on, dearerOn(asked.today))
  const reason = dearer && random.chance(0.55) ? 0 : random.whole(0, 5)
  return { move: 'lose', deal: key, reason, competitor: reason === 1 ? random.pick(words.competitors) : null }
}

/** A few come back to life, and a few customers step back. */
function afterwards(of: LifeOf, moves: Moves, closed: MoveLine, end: Temporal.PlainDate): void {
  const { random, asked, key } = of
  if (closed.move === 'win') {
    if (random.chance(0.012)) moves.add(end.add({ days: random.whole(8, 30) }), { move: 'cancel', deal: key })
    return
  }
  if (!random.chance(0.03)) return
  const again = end.add({ days: random.whole(12, 40) })
  const expected = again.add({ days: random.whole(30, 60) })
  moves.add(again, { move: 'reopen', deal: key })
  moves.add(again.add({ days: 1 }), {
    move: 'change',
    deal: key,
    closesOn: expected.toString(),
    nextStep: stepAt(of, 2),
  })
  const close = again.add({ days: random.whole(15, 55) })
  if (isBefore(close, asked.today)) moves.add(close, closing(of, random.chance(0.5), close))
}
