import type { FoundRate } from '#ledger/rules/fx.ts'
import { amountText, type Money } from '#ledger/rules/money.ts'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Credit } from '#platform/record/field.ts'
import { type Deal as DealRecord, deal } from '../records/deal.ts'
import type { DealEvent as EventRecord } from '../records/dealEvent.ts'
import { freeze } from '../rules/basis.ts'
import { cancel, lose, reopen, win } from '../rules/dealMoves.ts'
import { newDeal } from '../rules/importDeal.ts'
import type { Prices } from '../rules/prices.ts'
import { changeEvent } from './changeDeal.ts'
import { stageEvent } from './openDeal.ts'
import { Deal, DealEvent } from './types.ts'

/** What happened to a deal on a day; whoever owns it did it. */
export type DealStep = { readonly dealId: string } & (
  | { readonly step: 'open'; readonly values: OpenedDeal }
  | { readonly step: 'change'; readonly values: ChangedDeal }
  | { readonly step: 'win'; readonly credits: readonly Credit[] | null }
  | { readonly step: 'lose'; readonly lossReasonId: string; readonly competitor: string | null }
  | { readonly step: 'reopen' | 'cancel' }
)
export interface OpenedDeal {
  readonly name: string
  readonly accountId: string
  readonly contactId: string
  readonly productId: string
  readonly stageId: string
  readonly ownerId: string
  readonly amount: Money
  readonly closesOn: Temporal.PlainDate
  readonly source: string
  readonly nextStep: string | null
}
export type ChangedDeal = Partial<Pick<DealRecord, 'stageId' | 'amount' | 'closesOn' | 'nextStep'>>

export interface DiaryOf {
  readonly pipelineOf: (stageId: string) => string
  readonly segmentOf: (accountId: string) => string | null
  /** As the product stands on the day that is being written. */
  readonly prices: (productId: string) => Prices | null
  readonly rate: (currency: string, on: Temporal.PlainDate) => FoundRate
}

/**
 * The lives of many deals, written a day at a time in a handful of statements: what `openDeal`, `changeDeal` and the
 * commands that close a deal do, without asking the database what is known already. A deal has one step a day.
 * Throws what those throw.
 */
export function dealDiary(of: DiaryOf) {
  const deals = new Map<string, DealRecord>()
  return {
    async keep(write: Write, today: Temporal.PlainDate, steps: readonly DealStep[]): Promise<void> {
      const events: EventRecord[] = []
      const changes = steps.map((step) => {
        const before = deals.get(step.dealId) ?? null
        const on: Write = { ...write, today }
        const after = before === null ? opened(on, of, step) : moved(on, of, before, step)
        events.push(...eventsOf(on, of, before, after).map((one) => ({ ...one, createdBy: after.ownerId })))
        return { before, after }
      })
      for (const one of await saveAll(write, Deal, changes)) deals.set(one.id, one)
      await saveAll(
        write,
        DealEvent,
        events.map((after) => ({ before: null, after })),
      )
    },
  }
}

const rateIn = (of: DiaryOf) => (currency: string, on: Temporal.PlainDate) => freeze(of.rate(currency, on))

function opened({ org, today }: Write, of: DiaryOf, step: DealStep): DealRecord {
  if (step.step !== 'open') throw new Error(`Deal ${step.dealId} is not there yet.`)
  const { values } = newDeal(
    { ...step.values, outcome: 'open', createdOn: today },
    {
      today,
      base: org.currency,
      firstStageId: step.values.stageId,
      lastStageId: step.values.stageId,
      dims: (stageId, accountId) => {
        const segment = accountId === null ? null : of.segmentOf(accountId)
        return { pipeline: of.pipelineOf(stageId), stage: stageId, ...(segment === null ? {} : { segment }) }
      },
      called: { account: null, product: null },
      rate: rateIn(of),
      prices: (productId) => (productId === null ? null : of.prices(productId)),
      requireContact: () => {},
    },
  )
  return { ...draft(deal, { ...values }), id: step.dealId, createdBy: values.ownerId }
}

function moved({ today }: Write, of: DiaryOf, before: DealRecord, step: DealStep): DealRecord {
  const rate = rateIn(of)
  switch (step.step) {
    case 'open':
      throw new Error(`Deal ${before.id} is there already.`)
    case 'change':
      return { ...before, ...step.values }
    case 'win': {
      const prices = before.productId === null ? null : of.prices(before.productId)
      return win(before, { on: today, today, amount: null, credits: step.credits, prices, rate })
    }
    case 'lose': {
      const { lossReasonId, competitor } = step
      return lose(before, { on: today, today, lossReasonId, competitor, rate })
    }
    case 'reopen':
      return reopen(before)
    case 'cancel':
      return cancel(before, today, today)
  }
}

/** The marks that a deal's move leaves in the ledger beside its own. */
function eventsOf(write: Write, of: DiaryOf, before: DealRecord | null, after: DealRecord): EventRecord[] {
  if (before === null) return [stageEvent(write, after, null, of.pipelineOf(after.stageId))]
  if (after.status === 'open' && before.status !== 'open')
    return [changeEvent(write, after, 'reopened', before.status, null, null)]
  const events: EventRecord[] = []
  if (before.stageId !== after.stageId)
    events.push(stageEvent(write, after, before.stageId, of.pipelineOf(after.stageId)))
  const [was, is] = [before.amount, after.amount]
  if (was !== null && is !== null && was.amount !== is.amount) {
    const difference = { amount: is.amount - was.amount, currency: is.currency }
    events.push(changeEvent(write, after, 'amount', amountText(was), amountText(is), difference))
  }
  const [from, to] = [before.closesOn?.toString() ?? null, after.closesOn?.toString() ?? null]
  if (from !== to) events.push(changeEvent(write, after, 'closeDay', from, to, null))
  return events
}
