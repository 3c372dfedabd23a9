import type { Deal } from '../records/deal.ts'

export interface DealPhase {
  readonly validOn: Temporal.PlainDate
  readonly state: Deal | null
}
interface DealChange {
  readonly before: Deal | null
  readonly after: Deal
}

/**
 * The states of a deal that a change brings, each valid from a day, for the levels of past days. Creation and closing
 * have days of their own; other changes hold from today; a correction (reopened, another close day, deleted) holds from
 * the day that it corrects, and takes the place of what was known about the days since.
 */
export function dealPhases({ before, after }: DealChange, today: Temporal.PlainDate): DealPhase[] {
  if (after.deletedAt !== null) return [{ validOn: after.createdOn, state: null }]
  if (before === null || before.deletedAt !== null || !before.createdOn.equals(after.createdOn)) {
    return [
      ...(before && Temporal.PlainDate.compare(before.createdOn, after.createdOn) < 0
        ? [{ validOn: before.createdOn, state: null }]
        : []),
      ...wholeLife(after),
    ]
  }
  if (before.closedOn !== null && !same(before.closedOn, after.closedOn)) {
    const from =
      after.closedOn && Temporal.PlainDate.compare(after.closedOn, before.closedOn) < 0
        ? after.closedOn
        : before.closedOn
    return [{ validOn: from, state: opened(after) }, ...closing(after)]
  }
  if (after.closedOn !== null) return closing(after)
  return [{ validOn: today, state: after }]
}

function wholeLife(deal: Deal): DealPhase[] {
  return [{ validOn: deal.createdOn, state: deal.closedOn === null ? deal : opened(deal) }, ...closing(deal)]
}
function closing(deal: Deal): DealPhase[] {
  if (deal.closedOn === null) return []
  if (deal.status !== 'cancelled' || deal.cancelledOn === null) return [{ validOn: deal.closedOn, state: deal }]
  const won: Deal = { ...deal, status: 'won', cancelledOn: null }
  return [
    { validOn: deal.closedOn, state: won },
    { validOn: deal.cancelledOn, state: deal },
  ]
}
/** The deal as it was while open, as far as it says. */
function opened(deal: Deal): Deal {
  return { ...deal, status: 'open', closedOn: null, cancelledOn: null, lossReasonId: null }
}
const same = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null) =>
  a === null || b === null ? a === b : a.equals(b)
