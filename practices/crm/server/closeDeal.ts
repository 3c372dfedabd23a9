import { sql } from 'kysely'
import { moneyFromJson } from '#ledger/rules/money.ts'
import { parseShare } from '#ledger/rules/share.ts'
import { save, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import { ratesInto } from '#platform/org/server/rates.ts'
import { requireMembers } from '#platform/org/server/requireMembers.ts'
import type { Credit, CreditJson } from '#platform/record/field.ts'
import { forUpdate, requireVersion } from '#platform/record/server/find.ts'
import { recordOfRow, wireOf } from '#platform/record/wire.ts'
import { crm } from '../contract.ts'
import { type Deal as DealRecord, deal } from '../records/deal.ts'
import { dealEvent } from '../records/dealEvent.ts'
import { basisOf, freeze } from '../rules/basis.ts'
import { cancel, correct, lose, reopen, win } from '../rules/dealMoves.ts'
import { advanceDeal, changeEvent } from './changeDeal.ts'
import { currenciesIn, pricesOfOne } from './productPrices.ts'
import { Deal, DealEvent } from './types.ts'

const wire = (record: DealRecord) => wireOf(deal, record)
const dayOr = (given: string | undefined, today: Temporal.PlainDate) => (given ? Temporal.PlainDate.from(given) : today)

/** Credit goes to our people only. Throws Fault `record.relation_missing`. */
async function creditsIn(write: Write, given: readonly CreditJson[] | undefined): Promise<Credit[] | null> {
  if (given === undefined) return null
  await requireMembers(
    write,
    'credits',
    given.map(({ memberId }) => memberId),
  )
  return given.map(({ memberId, share }) => ({ memberId, share: parseShare(share) }))
}

/** The rates of the days that a deal is created and closed on. */
async function freezer(write: Write, currencies: readonly (string | undefined)[], days: readonly Temporal.PlainDate[]) {
  const rates = await ratesInto(
    write.tx,
    write.org,
    currencies.filter((one) => one !== undefined),
    days,
  )
  return (currency: string, on: Temporal.PlainDate) => freeze(rates.find(currency, on))
}

const advance = command(crm.deals.advance, async ({ write, actor, input, ifMatch }) => {
  const before = await forUpdate(write.tx, actor, deal, input.id, 'advance')
  requireVersion(before, ifMatch)
  return wire(await advanceDeal(write, before, input.stageId))
})

/** 404 if absent or hidden, 409 if closed. */
const winDeal = command(crm.deals.win, async ({ write, actor, input, ifMatch }) => {
  const before = await forUpdate(write.tx, actor, deal, input.id, 'win')
  requireVersion(before, ifMatch)
  const amount = input.amount ? moneyFromJson(input.amount) : null
  const prices = await pricesOfOne(write.tx, actor.orgId, before.productId)
  const on = dayOr(input.on, write.today)
  const currencies = [amount?.currency, before.amount?.currency, ...currenciesIn([prices])]
  const rate = await freezer(write, currencies, [on, before.createdOn])
  const won = win(before, {
    on,
    today: write.today,
    amount,
    credits: await creditsIn(write, input.credits),
    prices,
    rate,
  })
  return wire(await save(write, Deal, before, won))
})

const loseDeal = command(crm.deals.lose, async ({ write, actor, input, ifMatch }) => {
  const before = await forUpdate(write.tx, actor, deal, input.id, 'lose')
  requireVersion(before, ifMatch)
  const on = dayOr(input.on, write.today)
  const rate = await freezer(write, [before.amount?.currency], [on])
  const lost = lose(before, {
    on,
    today: write.today,
    lossReasonId: input.lossReasonId,
    competitor: input.competitor ?? null,
    rate,
  })
  return wire(await save(write, Deal, before, lost))
})

const reopenDeal = command(crm.deals.reopen, async ({ write, actor, input, ifMatch }) => {
  const before = await forUpdate(write.tx, actor, deal, input.id, 'reopen')
  requireVersion(before, ifMatch)
  const open = await save(write, Deal, before, reopen(before))
  await save(write, DealEvent, null, changeEvent(write, open, 'reopened', before.status, null, null))
  return wire(open)
})

const cancelDeal = command(crm.deals.cancel, async ({ write, actor, input, ifMatch }) => {
  const before = await forUpdate(write.tx, actor, deal, input.id, 'cancel')
  requireVersion(before, ifMatch)
  return wire(await save(write, Deal, before, cancel(before, dayOr(input.on, write.today), write.today)))
})

const correctDeal = command(crm.deals.correct, async ({ write, actor, input, ifMatch }) => {
  const before = await forUpdate(write.tx, actor, deal, input.id, 'correct')
  requireVersion(before, ifMatch)
  const amount = input.amount ? moneyFromJson(input.amount) : null
  const { list, cost } = basisOf(before.basis)
  const closedOn = input.closedOn ? Temporal.PlainDate.from(input.closedOn) : null
  const currencies = [amount?.currency, before.amount?.currency, list?.currency, cost?.currency]
  const rate = await freezer(write, currencies, [closedOn ?? before.closedOn ?? write.today, before.createdOn])
  const after = correct(before, {
    amount,
    closedOn,
    credits: await creditsIn(write, input.credits),
    today: write.today,
    rate,
  })
  return wire(await save({ ...write, reason: input.reason }, Deal, before, after))
})

export const closing: readonly Handled[] = [advance, winDeal, loseDeal, reopenDeal, cancelDeal, correctDeal]

/** Deleting takes back what the deal and its events put into the ledger; restoring puts it there again. */
export async function removeDeal(write: Write, before: DealRecord): Promise<DealRecord> {
  await setEvents(write, before.id, write.now)
  return save(write, Deal, before, { ...before, deletedAt: write.now })
}
export async function restoreDeal(write: Write, before: DealRecord): Promise<DealRecord> {
  await setEvents(write, before.id, null)
  return save(write, Deal, before, { ...before, deletedAt: null })
}
async function setEvents(write: Write, dealId: string, deletedAt: Temporal.Instant | null): Promise<void> {
  const { rows } = await sql<Record<string, unknown>>`select * from deal_event
    where org_id = ${write.actor.orgId}::uuid and deal_id = ${dealId}::uuid order by id for update`.execute(write.tx)
  const events = rows.map((row) => recordOfRow(dealEvent, row))
  await saveAll(
    write,
    DealEvent,
    events.map((before) => ({ before, after: { ...before, deletedAt } })),
  )
}
