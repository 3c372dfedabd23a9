import fc from 'fast-check'
import type { Actor } from '#platform/access/actor.ts'
import { org } from '#platform/org/contract.ts'
import type { TestApp } from '../../../tests/harness.ts'
import { crm } from '../contract.ts'
import { buildCompany, type Company, lossReasonOf, memberOf, stagesOf } from './companyFixture.ts'

/** Half a year of a company that makes every mistake: the same each time, for the seed is. */
export interface History extends Company {
  readonly lin: Actor
  readonly maya: Actor
  readonly stages: readonly string[]
  /** The stage whose probability went from 0.5 to 0.6 on this day. */
  readonly revised: { readonly stage: string; readonly on: string }
}
const SEED = 20_260_701
const STEPS = 420
const LAST_DAY = '2026-11-24'

interface Step {
  readonly what: number
  readonly pick: number
  readonly a: number
  readonly b: number
  readonly gap: number
}
interface Deal {
  readonly id: string
  readonly createdOn: string
  status: 'open' | 'won' | 'lost' | 'cancelled' | 'deleted'
  closedOn: string | null
  amount: boolean
}

export async function buildHistory(testApp: Pick<TestApp, 'app' | 'clock'>): Promise<History> {
  const company = await buildCompany(testApp, '2026-07-01')
  const people = await peopleOf(company)
  const stages = await stagesOf(company)
  await addRates(company)
  const accounts: string[] = []
  for (const name of ['Nordwind', '云帆科技', 'Meier & Söhne', 'Kawasumi'])
    accounts.push(await company.make(crm.accounts.create, { name, ownerId: people.maya.memberId }))
  const products: string[] = []
  products.push(await company.make(crm.products.create, { name: 'Sensor', ...prices('9000.00', '2400.00', 'CNY') }))
  products.push(await company.make(crm.products.create, { name: 'Gateway', price: prices('750.5', '0', 'USD').price }))
  products.push(await company.make(crm.products.create, { name: 'Service', cost: prices('0', '12000', 'JPY').cost }))
  const world: World = {
    company,
    owners: [people.maya, people.tomas, people.jun, people.olga, people.lin].map((one) => one.memberId),
    stages,
    accounts,
    products,
    lossReasonId: await lossReasonOf(company),
    deals: [],
    activities: [],
  }
  const steps = fc.sample(stepOf(), { seed: SEED, numRuns: STEPS })
  const revised = { stage: stages[2] ?? '', on: '2026-09-01' }
  let left = ['2026-09-01', '2026-09-18', '2026-10-10']
  for (const step of steps) {
    const today = Temporal.PlainDate.from(company.today()).add({ days: step.gap }).toString()
    if (today > LAST_DAY) break
    for (const on of left.filter((one) => one <= today)) {
      company.day(on)
      if (on === '2026-09-01') await company.act(crm.stages.update, { id: revised.stage, probability: '0.6' })
      if (on === '2026-09-18') await move(company, people.maya, people.teams.europe, people.tomas, on)
      if (on === '2026-10-10') await rate(company, 'USD', '2026-09-20', '7.3')
    }
    left = left.filter((on) => on > today)
    company.day(today)
    await take(world, step)
  }
  company.day(LAST_DAY)
  return { ...company, lin: people.lin, maya: people.maya, stages, revised }
}

const stepOf = () =>
  fc.record({
    what: fc.nat(99),
    pick: fc.nat(9999),
    a: fc.nat(9999),
    b: fc.nat(9999),
    gap: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 1),
  })

async function peopleOf(company: Company) {
  const lin = await memberOf(company, '林悦', 'manager')
  const maya = await memberOf(company, 'Maya')
  const tomas = await memberOf(company, 'Tomás', 'manager')
  const jun = await memberOf(company, '何静')
  const olga = await memberOf(company, 'Olga')
  const asia = await company.make(org.teams.create, { name: 'Asia', region: 'APAC' })
  const beijing = await company.make(org.teams.create, { name: 'Beijing', parentId: asia })
  const europe = await company.make(org.teams.create, { name: 'Europe', region: 'EMEA' })
  await move(company, maya, beijing, lin, null)
  await move(company, jun, beijing, lin, null)
  await move(company, lin, asia, company.ada, null)
  await move(company, olga, europe, tomas, '2026-08-01')
  return { lin, maya, tomas, jun, olga, teams: { asia, beijing, europe } }
}

const prices = (price: string, cost: string, currency: string) => ({
  price: { amount: price, currency },
  cost: { amount: cost, currency },
})
const move = (company: Company, who: Actor, teamId: string, manager: Actor, from: string | null) =>
  company.act(org.members.move, { id: who.memberId ?? '', teamId, managerId: manager.memberId, from })
const rate = (company: Company, fromCurrency: string, validOn: string, text: string) =>
  company.make(org.fxRates.create, { fromCurrency, toCurrency: 'CNY', validOn, rate: text, source: 'bank' })

async function addRates(company: Company): Promise<void> {
  await rate(company, 'USD', '2026-01-01', '7.2')
  await rate(company, 'USD', '2026-08-15', '7.25')
  await rate(company, 'JPY', '2026-01-01', '0.0473')
  await rate(company, 'JPY', '2026-10-01', '0.0469')
}

interface World {
  readonly company: Company
  readonly owners: readonly (string | null)[]
  readonly stages: readonly string[]
  readonly accounts: readonly string[]
  readonly products: readonly string[]
  readonly lossReasonId: string
  readonly deals: Deal[]
  readonly activities: string[]
}

const one = <T>(of: readonly T[], n: number): T | undefined => of[n % Math.max(1, of.length)]
const currencies = ['CNY', 'USD', 'JPY']
const amountOf = ({ a, b }: Step) => {
  const currency = one(currencies, b) ?? 'CNY'
  return { amount: currency === 'JPY' ? String(a * 100) : `${a}.${String(b % 100).padStart(2, '0')}`, currency }
}
const shifted = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
const later = (a: string, b: string) => (a > b ? a : b)
const sooner = (a: string, b: string) => (a < b ? a : b)

async function take(world: World, step: Step): Promise<void> {
  const { what } = step
  if (what < 26) return openOne(world, step)
  if (what < 46) return touch(world, step)
  if (what < 66) return changeOne(world, step)
  if (what < 80) return closeOne(world, step)
  return regret(world, step)
}

async function openOne({ company, owners, accounts, products, stages, deals }: World, step: Step): Promise<void> {
  const { a, b, pick } = step
  const amount = a % 8 === 0 ? null : amountOf(step)
  const id = await company.make(crm.deals.create, {
    name: `Deal ${deals.length}`,
    ownerId: a % 13 === 0 ? null : (one(owners, pick) ?? null),
    accountId: b % 5 === 0 ? null : (one(accounts, b) ?? null),
    productId: b % 3 === 0 ? null : (one(products, a) ?? null),
    stageId: one(stages, a % 5 === 0 ? b : 0) ?? '',
    amount,
    closesOn: a % 6 === 0 ? null : shifted(company.today(), 5 + (b % 70)),
    probability: pick % 4 === 0 ? '0.35' : null,
  })
  deals.push({ id, createdOn: company.today(), status: 'open', closedOn: null, amount: amount !== null })
}

const activityKinds = ['call', 'call', 'email', 'meeting', 'visit', 'message', 'note'] as const
async function touch(world: World, { pick, a, b }: Step): Promise<void> {
  const { company, owners, accounts, deals, activities } = world
  if (a % 9 === 0 && activities.length > 0) {
    const id = one(activities, pick) ?? ''
    await company.act(b % 2 === 0 ? crm.activities.delete : crm.activities.restore, { id })
    return
  }
  const kind = one(activityKinds, a) ?? 'call'
  const occurredOn = shifted(company.today(), kind === 'email' ? -(b % 30) : -(b % 6))
  const repliedOn = sooner(company.today(), shifted(occurredOn, pick % 20))
  activities.push(
    await company.make(crm.activities.create, {
      kind,
      subject: kind,
      occurredOn,
      ownerId: one(owners, pick) ?? null,
      participants: b % 4 === 0 ? [one(owners, pick + 1) ?? ''] : null,
      accountId: one(accounts, b) ?? null,
      dealId: one(deals, b)?.id ?? null,
      ...(kind === 'call' ? { connected: b % 3 !== 0 } : {}),
      ...(kind === 'email' && pick % 3 > 0 ? { repliedOn } : {}),
    }),
  )
}

async function changeOne({ company, owners, stages, deals }: World, step: Step): Promise<void> {
  const { a, b, pick } = step
  const deal = one(
    deals.filter(({ status }) => status === 'open'),
    pick,
  )
  if (!deal) return
  const { id } = deal
  if (a % 5 < 2) await company.act(crm.deals.advance, { id, stageId: one(stages, b) ?? '' })
  else if (a % 5 === 2) {
    await company.act(crm.deals.update, { id, amount: amountOf(step) })
    deal.amount = true
  } else if (a % 5 === 3) await company.act(crm.deals.update, { id, closesOn: shifted(company.today(), b % 60) })
  else await company.act(crm.deals.update, { id, ownerId: one(owners, b) ?? null })
}

async function closeOne(world: World, step: Step): Promise<void> {
  const { company, owners, lossReasonId, deals } = world
  const { a, b, pick } = step
  const deal = one(
    deals.filter(({ status }) => status === 'open'),
    pick,
  )
  if (!deal) return
  const on = later(deal.createdOn, shifted(company.today(), -(b % 8)))
  deal.closedOn = on
  if (a % 5 < 2) {
    await company.act(crm.deals.lose, { id: deal.id, on, lossReasonId })
    deal.status = 'lost'
    return
  }
  const [first, second] = [one(owners, b), one(owners, b + 1)]
  const split =
    a % 3 === 0 && first && second
      ? {
          credits: [
            { memberId: first, share: '0.6' },
            { memberId: second, share: '0.4' },
          ],
        }
      : {}
  await company.act(crm.deals.win, { id: deal.id, on, ...split, ...(deal.amount ? {} : { amount: amountOf(step) }) })
  deal.amount = true
  deal.status = 'won'
}

async function regret({ company, owners, deals }: World, step: Step): Promise<void> {
  const { a, b, pick } = step
  const among = (...statuses: Deal['status'][]) =>
    one(
      deals.filter(({ status }) => statuses.includes(status)),
      pick,
    )
  const [closed, won] = [among('won', 'lost', 'cancelled'), among('won')]
  if (a % 6 === 0 && closed) {
    await company.act(crm.deals.reopen, { id: closed.id })
    Object.assign(closed, { status: 'open', closedOn: null })
  } else if (a % 6 === 1 && won) {
    await company.act(crm.deals.cancel, { id: won.id })
    won.status = 'cancelled'
  } else if (a % 6 === 2 && won?.closedOn) {
    const closedOn = later(won.createdOn, shifted(won.closedOn, -(b % 20)))
    await company.act(crm.deals.correct, {
      id: won.id,
      closedOn,
      ...(b % 2 ? { amount: amountOf(step) } : {}),
      reason: 'Typed wrongly',
    })
    won.closedOn = closedOn
  } else if (a % 6 === 3 && closed) {
    await company.act(crm.deals.update, { id: closed.id, ownerId: one(owners, b) ?? null })
  } else if (a % 6 === 4) {
    const deal = among('open', 'won')
    if (!deal) return
    await company.act(crm.deals.delete, { id: deal.id })
    if (b % 2) await company.act(crm.deals.restore, { id: deal.id })
    else deal.status = 'deleted'
  } else if (closed && closed.status !== 'cancelled') {
    const memberId = one(owners, b) ?? ''
    await company.act(crm.deals.correct, {
      id: closed.id,
      credits: [{ memberId, share: '1' }],
      reason: 'It was theirs',
    })
  }
}
