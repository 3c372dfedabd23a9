import { type Dims, type Entry, entry } from '#ledger/rules/entry.ts'
import { amountText } from '#ledger/rules/money.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import { splitByWeights } from '#ledger/rules/split.ts'
import type { Deal } from '../records/deal.ts'
import type { DealEvent } from '../records/dealEvent.ts'
import { type Basis, basisOf, type FrozenPrice, type FrozenRate, inBase } from './basis.ts'

/**
 * What should stand in the ledger for a deal as it is. Source: docs/definitions.md, domain events and their entries.
 * created: 1 and the first amount, on the creation day, to whom it was opened for; won, lost: per credited member, on the
 * close day; cancelled: the negative of won, on the cancel day, beside the win, which stays. List price and cost of the
 * product stand beside a win, split and converted like its amount, as dims in the organisation's currency.
 */
export function dealEntries(deal: Deal): Entry[] {
  const basis = basisOf(deal.basis)
  const entries = [created(deal, basis)]
  if (deal.closedOn === null) return entries
  if (deal.status === 'lost')
    entries.push(...credited('deal.lost', deal, basis, deal.closedOn, basis.closed, lostDims(deal)))
  if (deal.status === 'won' || deal.status === 'cancelled') {
    const cycleDays = BigInt(deal.createdOn.until(deal.closedOn).days)
    const prices = { list_amount: basis.list ?? null, cost: basis.cost ?? null }
    for (const one of withPrices(credited('deal.won', deal, basis, deal.closedOn, basis.closed, {}), prices, basis)) {
      entries.push({ ...one, q2: cycleDays * one.share })
    }
  }
  if (deal.status === 'cancelled' && deal.cancelledOn !== null) {
    const taken = credited('deal.cancelled', deal, basis, deal.cancelledOn, basis.closed, {})
    entries.push(...withPrices(taken.map(negated), { cost: basis.cost ?? null }, basis))
  }
  return entries
}

function created(deal: Deal, basis: Basis): Entry {
  return entry('deal.created', deal.createdOn, {
    memberId: deal.openedFor,
    ...measured(deal.firstAmount, basis.base, basis.created),
    accountId: deal.accountId,
    productId: deal.productId,
    dims: { ...sourceDims(deal), ...basis.dims },
  })
}

/** The event converted first as a whole, then split: the parts sum to it, and the shares to exactly 1. */
function credited(
  kind: 'deal.won' | 'deal.lost' | 'deal.cancelled',
  deal: Deal,
  basis: Basis,
  on: Temporal.PlainDate,
  rate: FrozenRate | null,
  dims: Dims,
): Entry[] {
  const credits = creditsOf(deal, basis)
  const whole = measured(deal.amount, basis.base, rate)
  const weights = credits.map(({ memberId, share }) => ({ id: memberId ?? '', weight: share }))
  const parts = (total: bigint | null) => (total === null ? null : splitByWeights(total, weights))
  const amounts = parts(whole.amount)
  const bases = parts(whole.amountBase)
  return credits.map(({ memberId, share }, i) =>
    entry(kind, on, {
      ...whole,
      memberId,
      share,
      quantity: share,
      amount: amounts?.[i]?.amount ?? null,
      amountBase: bases?.[i]?.amount ?? null,
      accountId: deal.accountId,
      productId: deal.productId,
      dims: { ...sourceDims(deal), ...basis.dims, stage: deal.stageId, ...dims },
    }),
  )
}

/** A price goes by the shares as the amount does, and has its sign: a sum never subtracts. */
function withPrices(
  entries: readonly Entry[],
  prices: { readonly [dim: string]: FrozenPrice | null },
  { base }: Basis,
): Entry[] {
  const weights = entries.map(({ memberId, share }) => ({ id: memberId ?? '', weight: share }))
  const sign = (entries[0]?.quantity ?? 0n) < 0n ? -1n : 1n
  const known = Object.entries(prices).flatMap(([dim, price]) => {
    if (price === null) return []
    const whole = inBase({ amount: BigInt(price.amount), currency: price.currency }, base, price.rate)
    return [{ dim, parts: splitByWeights(sign * whole.amount, weights) }]
  })
  return entries.map((one, i) => ({
    ...one,
    dims: {
      ...one.dims,
      ...Object.fromEntries(
        known.map(({ dim, parts }) => [dim, amountText({ amount: parts[i]?.amount ?? 0n, currency: base })]),
      ),
    },
  }))
}

/** The split that was agreed, else who owned it in full; without an owner the team's own account has the credit. */
function creditsOf(deal: Pick<Deal, 'credits' | 'ownerId'>, { closedFor = deal.ownerId }: Basis): readonly Credited[] {
  if (deal.credits && deal.credits.length > 0) return deal.credits
  return [{ memberId: closedFor, share: WHOLE }]
}
interface Credited {
  readonly memberId: string | null
  readonly share: bigint
}

function measured(money: Deal['amount'], base: string, rate: FrozenRate | null) {
  if (money === null || rate === null)
    return { amount: null, currency: null, amountBase: null, fxRate: null, fxOn: null }
  return {
    amount: money.amount,
    currency: money.currency,
    amountBase: inBase(money, base, rate).amount,
    fxRate: rate.rate,
    fxOn: Temporal.PlainDate.from(rate.on),
  }
}

const sourceDims = (deal: Deal): Dims => (deal.source === null ? {} : { source: deal.source })
const lostDims = (deal: Deal): Dims => ({
  ...(deal.lossReasonId === null ? {} : { lost_reason: deal.lossReasonId }),
  ...(deal.competitor === null ? {} : { competitor: deal.competitor }),
  last_stage: deal.stageId,
})
function negated(one: Entry): Entry {
  return {
    ...one,
    quantity: -one.quantity,
    amount: one.amount === null ? null : -one.amount,
    amountBase: one.amountBase === null ? null : -one.amountBase,
  }
}

/** The entries of what happened to a deal on its way: stages entered, changes, the mark of a reopening. */
export function dealEventEntries(event: DealEvent): Entry[] {
  const basis = basisOf(event.basis)
  const common = {
    memberId: event.memberId,
    accountId: event.accountId,
    productId: event.productId,
  }
  const money = measured(event.amount, basis.base, basis.created)
  const pipeline: Dims = event.pipelineId === null ? {} : { pipeline: event.pipelineId }
  switch (event.kind) {
    case 'stage':
      return [
        entry('deal.stage_entered', event.on, {
          ...common,
          ...money,
          dims: { ...pipeline, stage: event.toStageId, from_stage: event.fromStageId },
        }),
      ]
    case 'amount':
      return [
        entry('deal.changed', event.on, {
          ...common,
          ...money,
          dims: { field: 'amount', before: event.before, after: event.after },
        }),
      ]
    case 'closeDay':
      return [
        entry('deal.changed', event.on, {
          ...common,
          dims: {
            field: 'closesOn',
            close_from: event.before,
            close_to: event.after,
            ...(isPush(event) ? { pushed: true } : {}),
          },
        }),
      ]
    case 'reopened':
      return [entry('deal.reopened', event.on, { ...common, dims: { from_state: event.before } })]
  }
}

/** Moved to a later month: the deal was pushed. */
function isPush({ before, after }: DealEvent): boolean {
  return before !== null && after !== null && after.slice(0, 7) > before.slice(0, 7)
}
