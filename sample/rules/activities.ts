import type { ActivityLine, Asked } from './company.ts'
import type { Customer } from './customers.ts'
import { isBefore, isWorked, momentOn } from './days.ts'
import type { Life } from './dealLife.ts'
import { silentDays } from './deals.ts'
import type { People, Rep } from './people.ts'
import { type Random, randomOf } from './random.ts'
import type { Words } from './words.ts'

/** With the day on which it was written down, in the organisation's zone: often another than where it happened. */
export interface Done {
  readonly on: Temporal.PlainDate
  readonly line: ActivityLine
}

/** A deal is worked on about every eighth day; beside deals a rep gets in touch with customers now and then. */
const onDeal = 0.155
const beside = 0.33

export function activitiesOf(
  asked: Asked,
  words: Words,
  { reps }: People,
  customers: readonly Customer[],
  lives: readonly Life[],
  neglected: string,
): readonly Done[] {
  const silentFrom = asked.today.subtract({ days: silentDays })
  const done: Done[] = []
  const keep = (one: Done) => {
    const silent = one.line.account === neglected && !isBefore(one.on, silentFrom)
    if (!silent && isBefore(one.on, asked.today)) done.push(one)
  }
  for (const life of lives) {
    const random = randomOf(`${asked.seed} activities ${life.key}`)
    const most = isBefore(life.to, asked.today) ? life.to : asked.today
    for (let day = life.from; isBefore(day, most); day = day.add({ days: 1 }))
      if (isWorked(day, life.customer.rep.working) && (day.equals(life.from) || random.chance(onDeal)))
        keep(made({ asked, words, random, day, rep: life.customer.rep, reps }, life.customer, life))
  }
  for (const rep of reps) {
    const random = randomOf(`${asked.seed} activities ${rep.key}`)
    const [first, ...others] = customers.filter((one) => one.rep === rep)
    if (first === undefined) continue
    for (let day = rep.from; isBefore(day, asked.today); day = day.add({ days: 1 }))
      if (isWorked(day, rep.working) && random.chance(beside * asked.scale))
        keep(made({ asked, words, random, day, rep, reps }, random.pick([first, ...others]), null))
  }
  return done
}

interface Making {
  readonly asked: Asked
  readonly words: Words
  readonly random: Random
  readonly day: Temporal.PlainDate
  readonly rep: Rep
  readonly reps: readonly Rep[]
}
function made(making: Making, customer: Customer, life: Life | null): Done {
  const { asked, words, random, day, rep, reps } = making
  const { timeZone } = rep.working
  const kind = kindOf(random, life === null ? 0 : stageOn(life, day))
  const at = momentOn(day, random.whole(9 * 60, 17 * 60 + 40), timeZone)
  const happened = at.toZonedDateTimeISO(words.timeZone).toPlainDate()
  // in New York it is still the day before when Shanghai opens a deal and calls about it
  const on = life !== null && isBefore(happened, life.from) ? life.from : happened
  const connected = kind === 'call' ? random.chance(0.58) : null
  const mates = reps.filter((one) => one.manager === rep.manager && one !== rep && isWorked(day, one.working))
  const [mate] = mates
  const joins = (kind === 'meeting' || kind === 'visit') && mate !== undefined && random.chance(0.12)
  const line: ActivityLine = {
    kind,
    subject: random.pick(subjects(words, kind)),
    at: at.toString(),
    owner: rep.key,
    account: customer.account.key,
    contact: kind === 'note' ? null : (life?.contact ?? random.pick(customer.contacts).key),
    deal: life?.key ?? null,
    outcome: connected === null ? null : random.pick(connected ? words.connected : words.unanswered),
    connected,
    minutes: minutesOf(random, kind, connected),
    repliedAt: kind === 'email' && random.chance(0.46) ? replyTo(at, asked, words, random) : null,
    participant: joins ? mate.key : null,
  }
  return { on, line }
}

/** An answer that has come by now. */
function replyTo(at: Temporal.Instant, { today }: Asked, { timeZone }: Words, random: Random): string | null {
  const answer = at.add({ minutes: random.whole(20, 60 * 60) })
  return isBefore(answer.toZonedDateTimeISO(timeZone).toPlainDate(), today) ? answer.toString() : null
}

function stageOn(life: Life, day: Temporal.PlainDate): number {
  let stage = 0
  for (const { on, line } of life.moves)
    if (line.move === 'change' && line.stage !== undefined && !isBefore(day, on)) stage = line.stage
  return stage
}

const mixes: readonly (readonly [ActivityLine['kind'], ...ActivityLine['kind'][]])[] = [
  ['call', 'call', 'call', 'call', 'email', 'email', 'message', 'note'],
  ['call', 'call', 'email', 'email', 'meeting', 'meeting', 'message', 'visit'],
  ['call', 'email', 'email', 'email', 'meeting', 'meeting', 'visit', 'note'],
  ['call', 'call', 'email', 'meeting', 'visit', 'visit', 'message', 'message'],
]
function kindOf(random: Random, stage: number): ActivityLine['kind'] {
  return random.pick(mixes[stage] ?? ['call'])
}

function subjects(words: Words, kind: ActivityLine['kind']) {
  const { calls, mails, meetings, visits, messages, notes } = words
  return { call: calls, email: mails, meeting: meetings, visit: visits, message: messages, note: notes }[kind]
}

function minutesOf(random: Random, kind: ActivityLine['kind'], connected: boolean | null): number | null {
  if (kind === 'call') return connected ? random.whole(3, 28) : random.whole(0, 1)
  if (kind === 'meeting') return random.pick([30, 30, 45, 60])
  return kind === 'visit' ? random.pick([60, 90, 120, 180]) : null
}
