import { type MissedCustomer, missedCustomers, type StandingDeal, usualStageDays } from '#crm/server/index.ts'
import type { StandingGoal } from '#goals/server/index.ts'
import { amountText, type MoneyJson, moneyToJson, parseMoney } from '#ledger/rules/money.ts'
import { ratioText, roundDiv } from '#ledger/rules/rounding.ts'
import type { Asker } from '#ledger/server/question.ts'
import type { NextJson, TodayJson } from '../contract.ts'
import { dealReasons } from '../rules/dealReasons.ts'
import { type Case, type Ranked, WHOLE, whatNext } from '../rules/whatNext.ts'

/** What is shown; the rest is told as a number. */
const shownMost = 12
/** A customer whom nobody reached for so long is missed. */
const missedAfter = 60

interface Given {
  readonly goals: readonly StandingGoal[]
  readonly lead: StandingGoal | null
  readonly deals: readonly StandingDeal[]
  /** Keys that are put off. */
  readonly away: ReadonlySet<string>
}
type About = Omit<NextJson, 'reasons' | 'effect' | 'timing' | 'worth' | 'chance'>
interface ThingToDo extends Case, About {
  readonly key: string
}

export async function nextOf(
  asker: Asker,
  { goals, lead, deals, away }: Given,
): Promise<Pick<TodayJson, 'next' | 'nextCount' | 'putOff' | 'missing'>> {
  const { memberId, today: day } = asker.actor
  if (memberId === null) return { next: [], nextCount: 0, putOff: 0, missing: null }
  const today = Temporal.PlainDate.from(day)
  const usual = deals.length === 0 ? new Map<string, number>() : await usualStageDays(asker, memberId)
  const all: ThingToDo[] = [
    ...deals.flatMap((deal) => dealThing(deal, usual.get(deal.stageId) ?? null, today)),
    ...goals.flatMap(goalThing),
    ...(await missedCustomers(asker, memberId, missedAfter)).map((one) => customerThing(one, today)),
  ]
  const standing = all.filter(({ key }) => !away.has(key))
  const missing = missingOf(lead)
  const ranked = whatNext(standing, missing)
  return {
    next: ranked.slice(0, shownMost).map((one) => nextJson(one, asker.org.currency)),
    nextCount: ranked.length,
    putOff: all.length - standing.length,
    missing: missing === null ? null : moneyToJson({ amount: missing, currency: asker.org.currency }),
  }
}

/** Of booked revenue, in minor units; a goal of another metric says nothing about what a deal is worth to it. */
function missingOf(lead: StandingGoal | null): bigint | null {
  if (lead === null || lead.metric !== 'revenue_booked' || lead.gap === null || typeof lead.gap === 'string')
    return null
  const gap = parseMoney(lead.gap.amount, lead.gap.currency).amount
  return gap < 0n ? -gap : null
}

const nothing: Omit<About, 'key' | 'name'> = {
  dealId: null,
  accountId: null,
  targetId: null,
  customer: null,
  contact: null,
  phone: null,
  email: null,
  amount: null,
  stage: null,
  nextStep: null,
  nextStepOn: null,
  closesOn: null,
  pushes: 0,
}

function dealThing(deal: StandingDeal, usual: number | null, today: Temporal.PlainDate): ThingToDo[] {
  const reasons = dealReasons(deal, usual, today)
  if (reasons.length === 0) return []
  return [
    {
      ...nothing,
      key: `deal:${deal.id}`,
      dealId: deal.id,
      accountId: deal.accountId,
      name: deal.name,
      customer: deal.account,
      contact: deal.contact,
      phone: deal.phone,
      email: deal.email,
      amount: deal.amount,
      stage: deal.stage,
      nextStep: deal.nextStep,
      nextStepOn: deal.nextStepOn,
      closesOn: deal.closesOn,
      pushes: deal.pushes,
      worth: deal.worth,
      chance: roundDiv(deal.chance.n * WHOLE, deal.chance.d),
      reasons,
    },
  ]
}

function goalThing(goal: StandingGoal): ThingToDo[] {
  const isOpen = goal.acceptedAt === null && goal.declinedFor === null
  if (!isOpen && goal.pendingChanges === 0) return []
  const kind = goal.pendingChanges > 0 ? ('changed' as const) : ('unanswered' as const)
  const amount: MoneyJson | null = typeof goal.target === 'string' ? null : goal.target
  return [
    {
      ...nothing,
      key: `target:${goal.targetId}`,
      targetId: goal.targetId,
      name: goal.metricName,
      amount,
      worth: null,
      chance: WHOLE,
      reasons: [{ kind, days: 0, usual: 0 }],
    },
  ]
}

function customerThing(one: MissedCustomer, today: Temporal.PlainDate): ThingToDo {
  const days = Temporal.PlainDate.from(one.since).until(today).days
  return {
    ...nothing,
    key: `account:${one.id}`,
    accountId: one.id,
    name: one.name,
    customer: one.name,
    contact: one.contact,
    phone: one.phone,
    email: one.email,
    worth: null,
    chance: WHOLE,
    reasons: [{ kind: 'missed', days, usual: missedAfter }],
  }
}

function nextJson({ of, reasons, effect, timing }: Ranked<ThingToDo>, currency: string): NextJson {
  const { worth, chance, reasons: _, ...about } = of
  const counts = worth !== null && worth > 0n
  return {
    ...about,
    reasons,
    effect: ratioText(effect, WHOLE, 6),
    timing: ratioText(BigInt(timing), 100n, 2),
    worth: counts ? { amount: amountText({ amount: worth, currency }), currency } : null,
    chance: counts ? ratioText(chance, WHOLE, 6) : null,
  }
}
