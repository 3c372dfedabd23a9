import { Conflict } from '#ledger/rules/fault.ts'
import { amountText } from '#ledger/rules/money.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { ratesInto } from '#platform/org/server/rates.ts'
import type { Deal as DealRecord } from '../records/deal.ts'
import { dealEvent } from '../records/dealEvent.ts'
import { freeze } from '../rules/basis.ts'
import { handedOn, repriced, requireOpen, withFirstAmount } from '../rules/dealMoves.ts'
import { pipelineOf, stageEvent } from './openDeal.ts'
import { currenciesIn, pricesOfOne } from './productPrices.ts'
import { requireContact } from './requireContact.ts'
import { Deal, DealEvent } from './types.ts'

/**
 * Changes fields of a deal. While it is open, a new stage, amount or close day leaves its mark in the ledger; once it is
 * closed, what it is worth is put right by `correct`, with a reason. Throws `deal.correct_instead` (409).
 */
export async function changeDeal(
  write: Write,
  before: DealRecord,
  values: Readonly<Record<string, unknown>>,
): Promise<DealRecord> {
  const wanted: DealRecord = { ...before, ...values }
  const moved = movesOf(before, wanted)
  if (before.status !== 'open') {
    if (moved.amount || moved.stage)
      throw new Conflict('deal.correct_instead', { field: moved.amount ? 'amount' : 'stageId', value: before.status })
    const handed = handedOn(before, wanted)
    const after = before.productId === wanted.productId ? handed : await measured(write, handed)
    const kept = await save(write, Deal, before, after)
    await requireContact(write, before, kept)
    return kept
  }
  const rates = await ratesInto(write.tx, write.org, wanted.amount ? [wanted.amount.currency] : [], [wanted.createdOn])
  const after = withFirstAmount(wanted, (currency, on) => freeze(rates.find(currency, on)))
  const saved = await save(write, Deal, before, after)
  await requireContact(write, before, saved)
  if (moved.stage)
    await save(write, DealEvent, null, stageEvent(write, saved, before.stageId, await pipelineOf(write, saved.stageId)))
  if (
    moved.amount &&
    before.amount !== null &&
    saved.amount !== null &&
    before.amount.currency === saved.amount.currency
  ) {
    await save(
      write,
      DealEvent,
      null,
      changeEvent(write, saved, 'amount', amountText(before.amount), amountText(saved.amount), {
        amount: saved.amount.amount - before.amount.amount,
        currency: saved.amount.currency,
      }),
    )
  }
  if (moved.closeDay) {
    await save(
      write,
      DealEvent,
      null,
      changeEvent(write, saved, 'closeDay', dayOrNull(before.closesOn), dayOrNull(saved.closesOn), null),
    )
  }
  return saved
}

/** By the prices of the product that it is about now. */
async function measured(write: Write, of: DealRecord): Promise<DealRecord> {
  const prices = await pricesOfOne(write.tx, write.actor.orgId, of.productId)
  const rates = await ratesInto(write.tx, write.org, currenciesIn([prices]), of.closedOn === null ? [] : [of.closedOn])
  return repriced(of, prices, (currency, on) => freeze(rates.find(currency, on)))
}

/** The deal goes on to another open stage. */
export async function advanceDeal(write: Write, before: DealRecord, stageId: string): Promise<DealRecord> {
  requireOpen(before)
  return changeDeal(write, before, { stageId })
}

function movesOf(before: DealRecord, after: DealRecord) {
  const worth = (deal: DealRecord) => (deal.amount === null ? '' : `${deal.amount.amount} ${deal.amount.currency}`)
  return {
    stage: before.stageId !== after.stageId,
    amount: worth(before) !== worth(after),
    closeDay: dayOrNull(before.closesOn) !== dayOrNull(after.closesOn),
  }
}
const dayOrNull = (day: Temporal.PlainDate | null) => day?.toString() ?? null

export function changeEvent(
  write: Write,
  of: DealRecord,
  kind: 'amount' | 'closeDay' | 'reopened',
  before: string | null,
  after: string | null,
  amount: DealRecord['amount'],
) {
  return draft(dealEvent, {
    kind,
    dealId: of.id,
    on: write.today,
    memberId: of.ownerId,
    accountId: of.accountId,
    productId: of.productId,
    before,
    after,
    amount,
    basis: of.basis,
  })
}
