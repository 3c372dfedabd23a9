import { Fault } from '#ledger/rules/fault.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { ratesInto } from '#platform/org/server/rates.ts'
import { type Deal as DealRecord, deal } from '../records/deal.ts'
import { dealEvent } from '../records/dealEvent.ts'
import { basisJson, freeze } from '../rules/basis.ts'
import { requireContact } from './requireContact.ts'
import { Deal, DealEvent } from './types.ts'

/** A new deal, open, created today: with the mark that it entered its stage. */
export async function openDeal(write: Write, values: Readonly<Record<string, unknown>>): Promise<DealRecord> {
  const given = draft(deal, values)
  const pipelineId = await pipelineOf(write, given.stageId)
  const rates = await ratesInto(write.tx, write.org, given.amount ? [given.amount.currency] : [], [write.today])
  const opened: DealRecord = {
    ...given,
    status: 'open',
    createdOn: write.today,
    firstAmount: given.amount,
    openedFor: given.ownerId,
    basis: basisJson({
      base: write.org.currency,
      created: given.amount ? freeze(rates.find(given.amount.currency, write.today)) : null,
      closed: null,
      cancelled: null,
      dims: await dimsOf(write, given, pipelineId),
    }),
  }
  const saved = await save(write, Deal, null, opened)
  await requireContact(write, null, saved)
  await save(write, DealEvent, null, stageEvent(write, saved, null, pipelineId))
  return saved
}

export function stageEvent(write: Write, of: DealRecord, fromStageId: string | null, pipelineId: string) {
  return draft(dealEvent, {
    kind: 'stage',
    dealId: of.id,
    on: write.today,
    memberId: of.ownerId,
    accountId: of.accountId,
    productId: of.productId,
    fromStageId,
    toStageId: of.stageId,
    pipelineId,
    amount: of.amount,
    basis: of.basis,
  })
}

/** Throws Fault `deal.stage_unknown`. */
export async function pipelineOf(write: Write, stageId: string): Promise<string> {
  const row = await write.tx
    .selectFrom('stage')
    .select('pipeline_id')
    .where('org_id', '=', write.actor.orgId)
    .where('id', '=', stageId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new Fault('deal.stage_unknown', { field: 'stageId', value: stageId })
  return row.pipeline_id
}

/** What an entry can be filtered by, as it is now: frozen on the deal. */
async function dimsOf(write: Write, of: DealRecord, pipelineId: string): Promise<Record<string, string>> {
  const dims: Record<string, string> = { pipeline: pipelineId, stage: of.stageId }
  if (of.accountId === null) return dims
  const row = await write.tx
    .selectFrom('account')
    .select('segment')
    .where('org_id', '=', write.actor.orgId)
    .where('id', '=', of.accountId)
    .executeTakeFirst()
  return row?.segment ? { ...dims, segment: row.segment } : dims
}
