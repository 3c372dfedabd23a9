import { Fault } from '#ledger/rules/fault.ts'
import { dayAt, type ImportRow, moneyAt, textAt } from '#platform/import/rules/importRow.ts'
import type { Deal } from '../../records/deal.ts'
import { closedIn, type DealOutcome, outcomeIn, saysCancelled } from '../../rules/dealOutcome.ts'
import type { DealRow } from '../../rules/importDeal.ts'

/**
 * What a row of a file says of a deal. Throws Faults `import.not_a_choice` for a status that is none,
 * `import.cancelled_here` for a cancellation that is not known.
 */
export function dealRowOf(row: ImportRow, before: Pick<Deal, 'status'> | null): DealRow {
  return {
    externalId: textAt(row, 'externalId'),
    name: textAt(row, 'name'),
    ownerId: textAt(row, 'owner'),
    productId: textAt(row, 'product'),
    accountId: textAt(row, 'account'),
    contactId: textAt(row, 'contact'),
    stageId: textAt(row, 'stage'),
    outcome: outcomeOf(row, before),
    createdOn: dayAt(row, 'createdOn'),
    closesOn: dayAt(row, 'closesOn'),
    closedOn: dayAt(row, 'closedOn'),
    amount: moneyAt(row, 'amount'),
    lossReasonId: textAt(row, 'lostReason'),
    source: textAt(row, 'source'),
    competitor: textAt(row, 'competitor'),
    nextStep: textAt(row, 'nextStep'),
    nextStepOn: dayAt(row, 'nextStepOn'),
    probability: textAt(row, 'probability'),
  }
}

/** A column of statuses says it, else the stage: "Won" is no stage. */
function outcomeOf({ texts }: ImportRow, before: Pick<Deal, 'status'> | null): DealOutcome | null {
  const status = texts.status
  if (status !== undefined) {
    // it was won, and the cancellation stands beside the win
    if (saysCancelled(status) && before?.status === 'cancelled') return 'won'
    if (saysCancelled(status)) throw new Fault('import.cancelled_here', { field: 'status', value: status })
    const outcome = outcomeIn(status)
    if (outcome === null) throw new Fault('import.not_a_choice', { field: 'status', value: status })
    return outcome
  }
  const stage = texts.stage
  return stage === undefined ? null : closedIn(stage)
}
