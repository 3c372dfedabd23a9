import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { Money } from '#ledger/rules/money.ts'
import { requireWhole } from '#ledger/rules/share.ts'
import type { Credit } from '#platform/record/field.ts'
import type { Deal } from '../records/deal.ts'
import { basisJson, basisOf, type FrozenRate } from './basis.ts'
import { frozenPrices, type Prices, pricesOn } from './prices.ts'

/** How a deal moves; each answers the deal after it, or refuses. Days are business days of the organisation. */
export interface Winning {
  readonly on: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  /** In place of the deal's own; 0 must be given. */
  readonly amount: Money | null
  readonly credits: readonly Credit[] | null
  /** Of the product, as it stands. */
  readonly prices: Prices | null
  readonly rate: (currency: string, on: Temporal.PlainDate) => FrozenRate
}

/** Throws `deal.not_open` (409), `deal.amount_missing`, `deal.close_day_…`, `share.not_whole`. */
export function win(deal: Deal, { on, today, amount, credits, prices, rate }: Winning): Deal {
  requireOpen(deal)
  requireCloseDay(deal, on, today)
  const worth = amount ?? deal.amount
  if (worth === null) throw new Fault('deal.amount_missing', { field: 'amount', value: null })
  if (credits) requireWhole(credits)
  const opened = withFirstAmount({ ...deal, amount: worth }, rate)
  const basis = basisOf(opened.basis)
  return {
    ...opened,
    status: 'won',
    closedOn: on,
    credits: credits ?? deal.credits,
    basis: basisJson({ ...basis, closed: rate(worth.currency, on), ...frozenPrices(prices, on, rate) }),
  }
}

/** The first amount that is given, or the first in its currency, is what the deal was created with, dated to its creation. */
export function withFirstAmount(deal: Deal, rate: Winning['rate']): Deal {
  const { amount, firstAmount } = deal
  if (amount === null || amount.currency === firstAmount?.currency) return deal
  const created = rate(amount.currency, deal.createdOn)
  return { ...deal, firstAmount: amount, basis: basisJson({ ...basisOf(deal.basis), created }) }
}

export interface Losing {
  readonly on: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly lossReasonId: string | null
  readonly competitor: string | null
  readonly rate: Winning['rate']
}
/** Throws `deal.not_open`, `deal.loss_reason_missing`, `deal.close_day_…`. */
export function lose(deal: Deal, { on, today, lossReasonId, competitor, rate }: Losing): Deal {
  requireOpen(deal)
  requireCloseDay(deal, on, today)
  if (lossReasonId === null) throw new Fault('deal.loss_reason_missing', { field: 'lossReasonId', value: null })
  const basis = basisOf(deal.basis)
  return {
    ...deal,
    status: 'lost',
    closedOn: on,
    lossReasonId,
    competitor: competitor ?? deal.competitor,
    basis: basisJson({ ...basis, closed: deal.amount ? rate(deal.amount.currency, on) : null }),
  }
}

/** A closed deal that went to another owner: the credit stays with whom it was when it closed. */
export function handedOn(before: Deal, after: Deal): Deal {
  if (after.ownerId === before.ownerId) return after
  const basis = basisOf(after.basis)
  return { ...after, basis: basisJson({ closedFor: before.ownerId, ...basis }) }
}

/** The win or loss is taken back as if it had not been. Throws `deal.not_closed`. */
export function reopen(deal: Deal): Deal {
  if (deal.status === 'open') throw new Conflict('deal.not_closed', { field: 'status', value: deal.status })
  const { closedFor: _, list: __, cost: ___, ...basis } = basisOf(deal.basis)
  return {
    ...deal,
    status: 'open',
    closedOn: null,
    cancelledOn: null,
    lossReasonId: null,
    basis: basisJson({ ...basis, closed: null, cancelled: null }),
  }
}

/** The customer takes a won deal back: the win stays on its day, the cancellation stands on its own. Throws `deal.not_won`. */
export function cancel(deal: Deal, on: Temporal.PlainDate, today: Temporal.PlainDate): Deal {
  if (deal.status !== 'won' || deal.closedOn === null)
    throw new Conflict('deal.not_won', { field: 'status', value: deal.status })
  if (Temporal.PlainDate.compare(on, deal.closedOn) < 0) {
    throw new Fault('deal.cancel_before_win', { field: 'on', value: on.toString(), day: deal.closedOn.toString() })
  }
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw new Fault('deal.close_day_in_future', { field: 'on', value: on.toString(), today: today.toString() })
  return { ...deal, status: 'cancelled', cancelledOn: on }
}

/** Amount, close day or split of a closed deal put right: the ledger shows it as reversal and new entry. */
export interface Correction {
  readonly amount: Money | null
  readonly closedOn: Temporal.PlainDate | null
  readonly credits: readonly Credit[] | null
  readonly today: Temporal.PlainDate
  readonly rate: Winning['rate']
}
export function correct(deal: Deal, { amount, closedOn, credits, today, rate }: Correction): Deal {
  if (deal.closedOn === null) throw new Conflict('deal.not_closed', { field: 'status', value: deal.status })
  const on = closedOn ?? deal.closedOn
  requireCloseDay(deal, on, today)
  if (credits) requireWhole(credits)
  if (deal.cancelledOn && Temporal.PlainDate.compare(deal.cancelledOn, on) < 0) {
    throw new Fault('deal.cancel_before_win', {
      field: 'closedOn',
      value: on.toString(),
      day: deal.cancelledOn.toString(),
    })
  }
  const worth = amount ?? deal.amount
  const opened = withFirstAmount({ ...deal, amount: worth }, rate)
  const basis = basisOf(opened.basis)
  const sameDay = on.equals(deal.closedOn)
  const kept = basis.closed && sameDay && worth?.currency === deal.amount?.currency
  return {
    ...opened,
    closedOn: on,
    credits: credits ?? deal.credits,
    basis: basisJson({
      ...basis,
      closed: kept ? basis.closed : worth ? rate(worth.currency, on) : null,
      ...(sameDay ? {} : pricesOn(basis, on, rate)),
    }),
  }
}

/** A won deal turns out to be about another product: it is measured by that one's prices. */
export function repriced(deal: Deal, prices: Prices | null, rate: Winning['rate']): Deal {
  if (deal.closedOn === null || deal.status === 'lost') return deal
  return { ...deal, basis: basisJson({ ...basisOf(deal.basis), ...frozenPrices(prices, deal.closedOn, rate) }) }
}

export function requireOpen(deal: Deal): void {
  if (deal.status !== 'open') throw new Conflict('deal.not_open', { field: 'status', value: deal.status })
}

function requireCloseDay(deal: Deal, on: Temporal.PlainDate, today: Temporal.PlainDate): void {
  if (Temporal.PlainDate.compare(on, today) > 0)
    throw new Fault('deal.close_day_in_future', { field: 'on', value: on.toString(), today: today.toString() })
  if (Temporal.PlainDate.compare(on, deal.createdOn) < 0) {
    throw new Fault('deal.close_before_created', { field: 'on', value: on.toString(), day: deal.createdOn.toString() })
  }
}
