import { Account, Activity, Contact, crmMetricSources, type DealStep, dealDiary, Product } from '#crm/server/index.ts'
import { Ramp, targetDiary } from '#goals/server/index.ts'
import { type RateBook, rateBook } from '#ledger/rules/fx.ts'
import { metricsOf } from '#ledger/server/metrics.ts'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { type Actor, hostOf } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { drawLines } from '#platform/org/server/moveMember.ts'
import { FxRate, Leave } from '#platform/org/server/types.ts'
import type { RecordOf } from '#platform/record/record.ts'
import type { AccountLine, ActivityLine, Company, DayLines } from '../rules/company.ts'
import { goalStepOf } from './goalStepOf.ts'
import { idOf, type Keys } from './keys.ts'
import { type Ground, layGround } from './layGround.ts'
import { stepOf } from './stepOf.ts'

export interface Filling {
  /** Days, of `total`. */
  readonly onProgress?: (done: number, total: number) => void | Promise<void>
  readonly signal?: AbortSignal
}
/** A transaction holds so many days: fewer would take longer, more would blur when a figure was known. */
const daysAtOnce = 3
const eveningHour = 22

/**
 * Writes a company's history through the one door as it would have been written then: every transaction at the evening of
 * its days, each record by whoever did it. So versions, audit and "as known on" tell the truth about the sample.
 */
export async function fillSample(
  app: App,
  { orgId, memberId }: { readonly orgId: string; readonly memberId: string },
  company: Company,
  filling: Filling = {},
): Promise<Keys> {
  const { timeZone } = company.organisation
  const host = hostOf(orgId, company.days[0]?.on ?? '')
  const keys: Keys = new Map([['owner', memberId]])
  const first = company.days[0]
  if (first === undefined) return keys
  const ground = await writing(at(app, first.on, 8, timeZone), host, (write) => layGround(write, company, keys))
  await writing(at(app, first.on, 9, timeZone), host, async (write) => {
    const { name, shares, startsFrom } = company.ramp
    const given = { name, shares, startsFrom: Temporal.PlainDate.from(startsFrom) }
    await saveAll(write, Ramp, created([draft(Ramp.declaration, given)]))
  })
  const actor: Actor = { ...host, memberId: idOf(keys, 'ops'), role: 'ops', via: 'import' }
  const keep = keeperOf(company, keys, ground)
  for (let done = 0; done < company.days.length; done += daysAtOnce) {
    filling.signal?.throwIfAborted()
    const days = company.days.slice(done, done + daysAtOnce)
    const evening = at(app, days.at(-1)?.on ?? first.on, eveningHour, timeZone)
    await writing(evening, { ...actor, today: days.at(-1)?.on ?? first.on }, async (write) => {
      for (const day of days) await keep(write, day)
    })
    await filling.onProgress?.(Math.min(done + daysAtOnce, company.days.length), company.days.length)
  }
  await writing(app, actor, drawLines)
  return keys
}

/** The same product on another day. */
function at(app: App, day: string, hour: number, timeZone: string): App {
  const then = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: { hour } }).toInstant()
  const now = app.clock.now()
  const moment = Temporal.Instant.compare(then, now) > 0 ? now : then
  return { ...app, clock: { now: () => moment } }
}

function keeperOf(company: Company, keys: Keys, ground: Ground) {
  const accounts = new Map<string, AccountLine>()
  const products = new Map(ground.products.map((one) => [one.id, one]))
  const book = bookOf(company)
  const diary = dealDiary({
    pipelineOf: () => ground.pipelineId,
    segmentOf: (id) => accounts.get(id)?.segment ?? null,
    prices: (id) => {
      const found = products.get(id)
      return found ? { list: found.price, cost: found.cost } : null
    },
    rate: (currency, on) => book.find(currency, company.organisation.currency, on),
  })
  const targets = targetDiary(metricsOf(crmMetricSources))
  return async (write: Write, day: DayLines): Promise<void> => {
    const on = Temporal.PlainDate.from(day.on)
    await saveAll(write, FxRate, created(day.rates.map((one) => rateOf(company, on, one))))
    const dearer = day.prices.flatMap(({ product, price }) => {
      const before = products.get(idOf(keys, product))
      return before?.price ? [{ before, after: { ...before, price: { ...before.price, amount: BigInt(price) } } }] : []
    })
    for (const one of await saveAll(write, Product, dearer)) products.set(one.id, one)
    await saveAll(write, Leave, created(day.leave.map((one) => leaveOf(keys, one))))
    for (const one of day.accounts) accounts.set(idOf(keys, one.key), one)
    await saveAll(write, Account, created(day.accounts.map((one) => accountOf(keys, one))))
    await saveAll(write, Contact, created(day.contacts.map((one) => contactOf(keys, one))))
    const steps: DealStep[] = day.moves.map((one) => stepOf(keys, ground, one))
    await diary.keep(write, on, steps)
    await saveAll(write, Activity, created(day.activities.map((one) => activityOf(write, keys, one))))
    await targets.keep(
      write,
      day.goals.map((one) => goalStepOf(keys, one)),
    )
  }
}

const created = <R>(records: readonly R[]) => records.map((after) => ({ before: null, after }))

function bookOf({ days, organisation: { currency } }: Company): RateBook {
  const rates = days.flatMap(({ on, rates: own }) =>
    own.map(({ from, rate }) => ({ from, to: currency, validOn: Temporal.PlainDate.from(on), rate, source })),
  )
  return rateBook(rates, { pivots: [currency] })
}
const source = 'month rate'

function rateOf({ organisation }: Company, validOn: Temporal.PlainDate, { from, rate }: DayLines['rates'][number]) {
  return draft(FxRate.declaration, { fromCurrency: from, toCurrency: organisation.currency, validOn, rate, source })
}
function leaveOf(keys: Keys, { member, on, reason }: DayLines['leave'][number]) {
  return draft(Leave.declaration, {
    memberId: idOf(keys, member),
    on: Temporal.PlainDate.from(on),
    part: 'day',
    reason,
  })
}
function accountOf(keys: Keys, { key, parent, owner, ...values }: AccountLine) {
  const ownerId = idOf(keys, owner)
  const parentId = parent === null ? null : idOf(keys, parent)
  return { ...draft(Account.declaration, { ...values, parentId, ownerId }), id: idOf(keys, key), createdBy: ownerId }
}
function contactOf(keys: Keys, { key, account, owner, ...values }: DayLines['contacts'][number]) {
  const ownerId = idOf(keys, owner)
  const given = { ...values, accountId: idOf(keys, account), ownerId }
  return { ...draft(Contact.declaration, given), id: idOf(keys, key), createdBy: ownerId }
}

function activityOf({ org }: Write, keys: Keys, line: ActivityLine): RecordOf<typeof Activity.declaration> {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(org.timeZone).toPlainDate()
  const occurredAt = Temporal.Instant.from(line.at)
  const repliedAt = line.repliedAt === null ? null : Temporal.Instant.from(line.repliedAt)
  const idOrNull = (key: string | null) => (key === null ? null : idOf(keys, key))
  const ownerId = idOf(keys, line.owner)
  const { kind, subject, outcome, connected, minutes, participant } = line
  return {
    ...draft(Activity.declaration, {
      ...{ kind, subject, outcome, connected, minutes, occurredAt, ownerId, repliedAt },
      occurredOn: dayOf(occurredAt),
      accountId: idOf(keys, line.account),
      contactId: idOrNull(line.contact),
      dealId: idOrNull(line.deal),
      repliedOn: repliedAt === null ? null : dayOf(repliedAt),
      participants: participant === null ? null : [idOf(keys, participant)],
    }),
    createdBy: ownerId,
  }
}
