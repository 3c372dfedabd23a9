import type { Done } from './activities.ts'
import type { Asked, GoalLine, RampLine } from './company.ts'
import { isBefore } from './days.ts'
import type { Life } from './dealLife.ts'
import { cast, firstDayOf, type People, type Rep } from './people.ts'
import { isIn, partGone, type Span, stepOfMoney, wantedPart, wonBy } from './targetAmounts.ts'
import type { Words } from './words.ts'

/** People's targets come to so much of their region's. */
const overAssigned = 1.08
/** Targets reach back so many quarters before this one. */
const quartersBack = 3
const daysAhead = 9

interface Period extends Span {
  readonly key: string
  /** When its targets were set. */
  readonly setOn: Temporal.PlainDate
}
export interface GoalDay {
  readonly on: Temporal.PlainDate
  readonly line: GoalLine
}
export interface Targets {
  readonly ramp: RampLine
  readonly lines: readonly GoalDay[]
}
/** Somebody who is asked for something: a rep or the vacant seat. */
interface Seller {
  readonly key: string
  readonly team: string
  readonly from: Temporal.PlainDate
}

/**
 * A year of quotas by month, and what is asked of this quarter as a whole; amounts follow from what has come of the deals,
 * so that the stories show at `today`. Everything is said before that day: set ahead of its quarter, then answered.
 */
export function targetsOf(
  asked: Asked,
  words: Words,
  people: People,
  lives: readonly Life[],
  done: readonly Done[],
): Targets {
  const { quarters, months } = periodsOf(asked.today)
  const now = quarters.at(-1)
  const book = new Book(asked, people)
  const money = moneyFor(asked, words, people.reps, lives)
  const step = stepOfMoney(words)
  const monthly = months.map((month) => book.spread('revenue_booked', month, step, (one) => money(one, month)))
  if (now !== undefined) {
    const own = monthly.filter((_, i) => months[i] && !isBefore(months[i].from, now.from))
    book.addUp('revenue_booked', now, own)
    const touched = contactsFor(asked, people.reps, done, now)
    book.spread('contacts_total', now, 5, touched)
    book.logos(now, newLogos(lives, now), partGone(now, asked.today))
    tellStories(book, words, now, months)
  }
  const startsFrom = firstDayOf(asked.today)
  return {
    ramp: { name: words.targets.ramp, startsFrom: startsFrom.toString(), shares: '0, 25, 50, 75, 100' },
    lines: book.lines,
  }
}

function periodsOf(today: Temporal.PlainDate) {
  const first = today.with({ month: Math.floor((today.month - 1) / 3) * 3 + 1, day: 1 })
  const quarters: Period[] = []
  const months: Period[] = []
  for (let back = quartersBack; back >= 0; back -= 1) {
    const from = first.subtract({ months: back * 3 })
    const setOn = from.subtract({ days: daysAhead })
    const to = from.add({ months: 3 }).subtract({ days: 1 })
    quarters.push({ key: `FY${from.year}-Q${Math.ceil(from.month / 3)}`, from, to, setOn })
    for (let i = 0; i < 3; i += 1) {
      const begins = from.add({ months: i })
      const ends = begins.add({ months: 1 }).subtract({ days: 1 })
      months.push({ key: begins.toPlainYearMonth().toString(), from: begins, to: ends, setOn })
    }
  }
  return { quarters, months }
}

function moneyFor(asked: Asked, words: Words, reps: readonly Rep[], lives: readonly Life[]) {
  const won = wonBy(words, lives)
  const year = { from: asked.today.subtract({ months: 12 }), to: asked.today }
  const usual = new Map(reps.map((rep) => [rep.key, won(rep.key, year) / 12]))
  const usualOf = (team: string) => {
    const mates = reps.filter(({ key, manager }) => key !== cast.newcomer && teamOf(manager) === team)
    return mates.reduce((sum, { key }) => sum + (usual.get(key) ?? 0), 0) / Math.max(1, mates.length)
  }
  return ({ key, team }: Seller, month: Period): number => {
    const rep = reps.find((one) => one.key === key)
    if (rep === undefined || key === cast.newcomer) return usualOf(team) * 0.8
    const wanted = wantedPart(asked, rep)
    const mean = Math.max(usual.get(key) ?? 0, usualOf(team) * 0.6)
    const from = month.from.with({ month: month.from.month - ((month.from.month - 1) % 3) })
    const quarter = { from, to: from.add({ months: 3 }).subtract({ days: 1 }) }
    const gone = partGone(quarter, asked.today)
    // of a quarter that has only begun its deals say little
    const likely = gone < 0.2 ? mean : won(key, quarter) / 3 / gone
    return Math.min(mean * 2.5, Math.max(mean * 0.55, likely)) / wanted
  }
}
const teamOf = (manager: string) => manager.replace('manager', 'team')

function contactsFor(asked: Asked, reps: readonly Rep[], done: readonly Done[], quarter: Period) {
  const reaches = ({ line }: Done) => (line.kind === 'call' ? line.connected === true : line.kind !== 'note')
  const daily = (rep: Rep, span: Span) => {
    const own = done.filter((one) => one.line.owner === rep.key && isIn(one.on, span) && reaches(one))
    return own.length / Math.max(0.05, partGone(span, asked.today))
  }
  const before = { from: quarter.from.subtract({ months: 3 }), to: quarter.from.subtract({ days: 1 }) }
  const of = new Map(
    reps.map((rep) => {
      const had = daily(rep, partGone(quarter, asked.today) < 0.15 ? before : quarter)
      return [rep.key, had / Math.min(1.15, Math.max(0.78, wantedPart(asked, rep)))]
    }),
  )
  const usual = [...of.values()].reduce((sum, one) => sum + one, 0) / Math.max(1, of.size)
  return ({ key }: Seller) => (key === cast.newcomer ? usual : (of.get(key) ?? usual * 0.8))
}

/** Customers that bought for the first time, by team. */
function newLogos(lives: readonly Life[], quarter: Period): ReadonlyMap<string, number> {
  const first = new Map<string, { on: Temporal.PlainDate; team: string }>()
  for (const { customer, moves } of lives)
    for (const { on, line } of moves) {
      const before = first.get(customer.account.key)
      if (line.move === 'win' && (before === undefined || isBefore(on, before.on)))
        first.set(customer.account.key, { on, team: teamOf(customer.rep.manager) })
    }
  const counts = new Map<string, number>()
  for (const { on, team } of first.values()) if (isIn(on, quarter)) counts.set(team, (counts.get(team) ?? 0) + 1)
  return counts
}

type Spread = ReadonlyMap<string, number>
type Tiers = Pick<GoalLine & { move: 'set' }, 'stretch' | 'challenge'>

/** What has been written down: targets by whose they are, and who has answered. */
class Book {
  readonly lines: GoalDay[] = []
  readonly sellers: readonly Seller[]
  readonly yesterday: Temporal.PlainDate
  readonly people: People
  /** Who has said nothing yet, or no. */
  readonly unanswered: Set<string>
  constructor({ today }: Asked, people: People) {
    this.people = people
    this.yesterday = today.subtract({ days: 1 })
    const from = new Map(people.reps.map((rep) => [rep.key, rep.from]))
    this.sellers = people.members
      .filter(({ role }) => role === 'rep')
      .map(({ key, team }) => ({ key, team, from: from.get(key) ?? firstDayOf(today) }))
    const month = today.toPlainYearMonth().toString()
    this.unanswered = new Set([
      targetKey('contacts_total', quarterKey(today), cast.star),
      targetKey('revenue_booked', month, 'rep2-2'),
      targetKey('revenue_booked', month, 'rep3-3'),
      targetKey('contacts_total', quarterKey(today), 'rep3-4'),
    ])
  }

  /** People by `amountOf`, regions a little less than theirs together, the organisation the sum of its regions. */
  spread(metric: string, period: Period, step: number, amountOf: (one: Seller) => number): Spread {
    const there = this.sellers.filter(({ from }) => !isBefore(period.to, from))
    const round = (amount: number) => Math.max(step, Math.round(amount / step) * step)
    const amounts = new Map(there.map((one) => [one.key, round(amountOf(one))]))
    const regions = this.people.teams.filter(({ parent }) => parent !== null)
    for (const { key } of regions) {
      const own = there.filter(({ team }) => team === key).reduce((sum, one) => sum + (amounts.get(one.key) ?? 0), 0)
      amounts.set(key, round(own / overAssigned))
    }
    amounts.set(
      '',
      regions.reduce((sum, { key }) => sum + (amounts.get(key) ?? 0), 0),
    )
    this.keep(metric, period, amounts, step)
    return amounts
  }

  addUp(metric: string, period: Period, parts: readonly Spread[]): void {
    const sums = new Map<string, number>()
    for (const part of parts) for (const [key, amount] of part) sums.set(key, (sums.get(key) ?? 0) + amount)
    this.keep(metric, period, sums, 1)
  }

  logos(period: Period, had: ReadonlyMap<string, number>, gone: number): void {
    const regions = this.people.teams.filter(({ parent }) => parent !== null)
    const amounts = new Map(
      regions.map(({ key }) => [key, Math.max(2, Math.round((had.get(key) ?? 0) / Math.max(0.5, gone) + 0.4))]),
    )
    amounts.set(
      '',
      [...amounts.values()].reduce((sum, one) => sum + one, 0),
    )
    this.keep('new_logos', period, amounts, 1)
  }

  keep(metric: string, period: Period, amounts: Spread, step: number): void {
    for (const [key, amount] of amounts) {
      const seller = this.sellers.find((one) => one.key === key)
      const joined = seller?.from ?? period.setOn
      const set = isBefore(period.setOn, joined) ? joined : period.setOn
      const target = targetKey(metric, period.key, key)
      const isTeam = key.startsWith('team')
      this.say(set, {
        ...{ move: 'set', target, metric, period: period.key, amount, ...tiersOf(key, amount, step) },
        member: seller === undefined ? null : key,
        team: isTeam ? key : null,
        by: seller === undefined ? 'owner' : seller.team.replace('team', 'manager'),
      })
      if (seller === undefined || key === 'seat' || this.unanswered.has(target)) continue
      this.say(set.add({ days: 1 + (Number(key.at(-1)) % 5) }), { move: 'accept', target, by: key })
    }
  }

  say(on: Temporal.PlainDate, line: GoalLine): void {
    this.lines.push({ on: isBefore(this.yesterday, on) ? this.yesterday : on, line })
  }
}

export const targetKey = (metric: string, period: string, whose: string) => `target ${metric} ${period} ${whose}`
const quarterKey = (day: Temporal.PlainDate) => `FY${day.year}-Q${Math.ceil(day.month / 3)}`

/** Every third rep has a stretch 10 % above, and a challenge 20 %. */
function tiersOf(key: string, amount: number, step: number): Tiers {
  if (!/^rep\d-[147]$/.test(key)) return { stretch: null, challenge: null }
  const above = (part: number) => Math.ceil((amount * part) / step) * step
  return { stretch: above(1.1), challenge: above(1.2) }
}

/** One that was declined, one whose change waits, and one that was changed from a day on. */
function tellStories(book: Book, { targets: say }: Words, now: Period, months: readonly Period[]): void {
  const declined = targetKey('contacts_total', now.key, 'rep3-4')
  book.say(now.setOn.add({ days: 4 }), { move: 'decline', target: declined, by: 'rep3-4', reason: say.declined })
  const today = book.yesterday.add({ days: 1 })
  const at = months.findIndex((month) => isIn(today, month))
  const change = (month: Period | undefined, whose: string, part: number, more: { reason: string; from: string }) => {
    const target = targetKey('revenue_booked', month?.key ?? '', whose)
    const set = book.lines.find(({ line }) => line.move === 'set' && line.target === target)?.line
    if (month === undefined || set?.move !== 'set') return
    const amount = Math.round((set.amount * part) / 100_000) * 100_000
    const by = set.by
    return { target, line: { ...({ move: 'change', target, by, amount } as const), ...more } as const }
  }
  const waiting = change(months[at], 'rep1-5', 1.12, { reason: say.more, from: today.toString() })
  if (waiting) book.say(book.yesterday, waiting.line)
  const last = months[at - 1]
  const from = last?.from.with({ day: 15 })
  const held = from && change(last, 'rep2-3', 0.85, { reason: say.less, from: from.toString() })
  if (!held || !from) return
  book.say(from.subtract({ days: 3 }), held.line)
  book.say(from.subtract({ days: 1 }), { move: 'accept', target: held.target, by: 'rep2-3' })
}
