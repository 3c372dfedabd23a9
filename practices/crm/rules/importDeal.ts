import type { Dims } from '#ledger/rules/entry.ts'
import { Fault } from '#ledger/rules/fault.ts'
import type { Money } from '#ledger/rules/money.ts'
import type { Deal } from '../records/deal.ts'
import { type Basis, basisJson, basisOf, type FrozenRate } from './basis.ts'
import { handedOn, repriced } from './dealMoves.ts'
import type { DealOutcome } from './dealOutcome.ts'
import { frozenPrices, type Prices, pricesOn } from './prices.ts'

/** What a row says of a deal: undefined where the file has no such column, null where the cell is empty. */
export interface DealRow {
  readonly externalId?: string | null
  readonly name?: string | null
  readonly ownerId?: string | null
  readonly productId?: string | null
  readonly accountId?: string | null
  readonly contactId?: string | null
  /** An open stage; a closed deal may name none. */
  readonly stageId?: string | null
  readonly outcome?: DealOutcome | null
  readonly createdOn?: Temporal.PlainDate | null
  readonly closesOn?: Temporal.PlainDate | null
  readonly closedOn?: Temporal.PlainDate | null
  readonly amount?: Money | null
  readonly lossReasonId?: string | null
  readonly source?: string | null
  readonly competitor?: string | null
  readonly nextStep?: string | null
  readonly nextStepOn?: Temporal.PlainDate | null
  readonly probability?: string | null
}

export interface DealImport {
  readonly today: Temporal.PlainDate
  readonly base: string
  /** The stages of the pipeline that a deal without one belongs to. */
  readonly firstStageId: string
  readonly lastStageId: string
  /** What the deal's entries can be filtered by, frozen with it. */
  readonly dims: (stageId: string, accountId: string | null) => Dims
  /** What the account and the product are called, for a deal without a name. */
  readonly called: { readonly account: string | null; readonly product: string | null }
  readonly rate: (currency: string, on: Temporal.PlainDate) => FrozenRate
  /** Of the product, as it stands. */
  readonly prices: (productId: string | null) => Prices | null
  /** Refuses a contact who works elsewhere. */
  readonly requireContact: (deal: Pick<Deal, 'accountId' | 'contactId'>) => void
}

export type DealValues = Omit<Deal, 'id' | 'version' | 'createdAt' | 'createdBy' | 'updatedAt' | 'deletedAt'>
export interface NewDeal {
  readonly values: DealValues
  readonly warnings: readonly string[]
}

/**
 * A deal as a file tells of it, with the days on which things happened. Closed ones need their day, won ones their
 * amount; a lost one's 0 says that nobody knows it. Throws Faults `import.closed_without_day`, `import.won_without_amount`,
 * `import.value_missing`, `import.created_in_future`, `deal.close_before_created`, `deal.close_day_in_future`,
 * `deal.contact_elsewhere`, `fx.rate_missing`.
 */
export function newDeal(row: DealRow, of: DealImport): NewDeal {
  const status = row.outcome ?? (row.stageId ? 'open' : null)
  if (status === null) throw new Fault('import.value_missing', { field: 'stage', value: null })
  const closedOn = status === 'open' ? null : requireClosedOn(row)
  const createdOn = row.createdOn ?? closedOn ?? of.today
  requireDays(createdOn, closedOn, of.today)
  const amount = worthOf(status, row.amount ?? null)
  if (status === 'won' && amount === null)
    throw new Fault('import.won_without_amount', { field: 'amount', value: null })
  const stageId = row.stageId ?? (status === 'won' ? of.lastStageId : of.firstStageId)
  const accountId = row.accountId ?? null
  const contactId = row.contactId ?? null
  of.requireContact({ accountId, contactId })
  const productId = row.productId ?? null
  const basis: Basis = {
    base: of.base,
    created: amount === null ? null : of.rate(amount.currency, createdOn),
    closed: amount === null || closedOn === null ? null : of.rate(amount.currency, closedOn),
    cancelled: null,
    dims: of.dims(stageId, accountId),
    ...(status === 'won' && closedOn ? frozenPrices(of.prices(productId), closedOn, of.rate) : {}),
  }
  const values: DealValues = {
    name: row.name ?? nameFor(row, of),
    accountId,
    contactId,
    productId,
    stageId,
    ownerId: row.ownerId ?? null,
    amount,
    closesOn: closesOnOf(row, status),
    probability: row.probability ?? null,
    source: row.source ?? null,
    competitor: row.competitor ?? null,
    nextStep: row.nextStep ?? null,
    nextStepOn: row.nextStepOn ?? null,
    externalId: row.externalId ?? null,
    status,
    createdOn,
    firstAmount: amount,
    openedFor: row.ownerId ?? null,
    closedOn,
    cancelledOn: null,
    lossReasonId: status === 'lost' ? (row.lossReasonId ?? null) : null,
    credits: null,
    basis: basisJson(basis),
  }
  return { values, warnings: warningsOf(row, closedOn) }
}

function warningsOf(row: DealRow, closedOn: Temporal.PlainDate | null): string[] {
  const warnings: string[] = []
  if (!row.createdOn) warnings.push(closedOn === null ? 'import.created_today' : 'import.created_when_closed')
  if (!row.ownerId) warnings.push('import.without_owner')
  return warnings
}

/** Many systems export a 0 where a lost deal's amount was never known. */
function worthOf(status: DealOutcome, amount: Money | null): Money | null {
  return status === 'lost' && amount?.amount === 0n ? null : amount
}

function requireClosedOn({ closedOn, closesOn }: DealRow): Temporal.PlainDate {
  const on = closedOn ?? closesOn
  if (!on) throw new Fault('import.closed_without_day', { field: 'closedOn', value: null })
  return on
}

function requireDays(
  createdOn: Temporal.PlainDate,
  closedOn: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): void {
  if (Temporal.PlainDate.compare(createdOn, today) > 0) {
    throw new Fault('import.created_in_future', {
      field: 'createdOn',
      value: createdOn.toString(),
      today: today.toString(),
    })
  }
  if (closedOn === null) return
  if (Temporal.PlainDate.compare(closedOn, today) > 0) {
    throw new Fault('deal.close_day_in_future', {
      field: 'closedOn',
      value: closedOn.toString(),
      today: today.toString(),
    })
  }
  if (Temporal.PlainDate.compare(closedOn, createdOn) < 0) {
    throw new Fault('deal.close_before_created', {
      field: 'closedOn',
      value: closedOn.toString(),
      day: createdOn.toString(),
    })
  }
}

/** One "close date" for all deals is the expected one of those that are open. */
function closesOnOf(row: DealRow, status: DealOutcome): Temporal.PlainDate | null {
  if (row.closesOn !== undefined) return row.closesOn
  return status === 'open' ? (row.closedOn ?? null) : null
}

function nameFor({ externalId }: DealRow, { called }: DealImport): string {
  const parts = [called.account, called.product, called.account === null ? externalId : null]
  const name = parts.filter((part) => part !== null && part !== undefined).join(' · ')
  if (name === '') throw new Fault('import.value_missing', { field: 'name', value: null })
  return name.slice(0, 300)
}

/** What happened to a deal between what stood and what the file says. */
export interface DealMove {
  readonly kind: 'stage' | 'amount' | 'closeDay' | 'reopened'
}
export interface ChangedDeal {
  readonly after: Deal
  readonly moves: readonly DealMove['kind'][]
}

/**
 * The deal as the file tells of it now. An empty cell leaves what stands. An open deal that the file calls won is won on
 * its close day; a closed one whose day or amount differs is put right; one that the file calls open is reopened. What
 * was closed stays to the credit of whom it belonged to then, though the file names another owner now.
 * Throws as `newDeal`; `import.deal_cancelled` where a cancelled deal would become anything but won.
 */
export function changedDeal(before: Deal, row: DealRow, of: DealImport): ChangedDeal {
  const status = statusAfter(before, row)
  const told = patched(before, row, status)
  if (told.contactId !== before.contactId || told.accountId !== before.accountId) of.requireContact(told)
  if (status === 'open') return openAgain(before, told, row, of)
  const closedOn = row.closedOn ?? (before.closedOn === null ? requireClosedOn(row) : before.closedOn)
  const createdOn = told.createdOn
  const differs = !createdOn.equals(before.createdOn) || before.closedOn === null || !closedOn.equals(before.closedOn)
  if (differs) requireDays(createdOn, closedOn, of.today)
  if (status === 'won' && told.amount === null)
    throw new Fault('import.won_without_amount', { field: 'amount', value: null })
  const sameRate = before.closedOn?.equals(closedOn) === true && told.amount?.currency === before.amount?.currency
  const after: Deal = {
    ...told,
    status: before.status === 'cancelled' ? 'cancelled' : status,
    closedOn,
    lossReasonId: status === 'lost' ? (row.lossReasonId ?? before.lossReasonId) : null,
  }
  const rated = sameRate && before.status !== 'open' ? after : withCloseRate(after, closedOn, of)
  const owned = before.status === 'open' ? rated : handedOn(before, rated)
  return { after: withFirst(before, withPrices(before, owned, closedOn, of), of), moves: [] }
}

function withCloseRate(deal: Deal, closedOn: Temporal.PlainDate, { rate }: DealImport): Deal {
  const closed = deal.amount === null ? null : rate(deal.amount.currency, closedOn)
  return { ...deal, basis: basisJson({ ...basisOf(deal.basis), closed }) }
}

/** A win, or another product, takes the prices of now; another close day leaves them at that day's rate. */
function withPrices(before: Deal, after: Deal, closedOn: Temporal.PlainDate, { prices, rate }: DealImport): Deal {
  const { list: _, cost: __, ...basis } = basisOf(after.basis)
  const wasWon = before.status === 'won' || before.status === 'cancelled'
  if (after.status === 'lost') return wasWon ? { ...after, basis: basisJson(basis) } : after
  if (!wasWon || before.productId !== after.productId) return repriced(after, prices(after.productId), rate)
  if (before.closedOn?.equals(closedOn)) return after
  return { ...after, basis: basisJson({ ...basis, ...pricesOn(basisOf(after.basis), closedOn, rate) }) }
}

function statusAfter(before: Deal, row: DealRow): DealOutcome {
  const stands = before.status === 'cancelled' ? 'won' : before.status
  const said = row.outcome ?? (row.stageId ? 'open' : stands)
  if (before.status === 'cancelled' && said !== 'won') {
    throw new Fault('import.deal_cancelled', { field: 'stage', value: before.name })
  }
  return said
}

function patched(before: Deal, row: DealRow, status: DealOutcome): Deal {
  const amount = worthOf(status, row.amount ?? null)
  return {
    ...before,
    name: row.name ?? before.name,
    accountId: row.accountId ?? before.accountId,
    contactId: row.contactId ?? before.contactId,
    productId: row.productId ?? before.productId,
    ownerId: row.ownerId ?? before.ownerId,
    amount: amount ?? before.amount,
    closesOn: closesOnOf(row, status) ?? before.closesOn,
    probability: row.probability ?? before.probability,
    source: row.source ?? before.source,
    competitor: row.competitor ?? before.competitor,
    nextStep: row.nextStep ?? before.nextStep,
    nextStepOn: row.nextStepOn ?? before.nextStepOn,
    externalId: row.externalId ?? before.externalId,
    createdOn: row.createdOn ?? before.createdOn,
  }
}

function openAgain(before: Deal, told: Deal, row: DealRow, of: DealImport): ChangedDeal {
  if (!told.createdOn.equals(before.createdOn)) requireDays(told.createdOn, null, of.today)
  const reopened = before.status !== 'open'
  const { closedFor: _, list: __, cost: ___, ...basis } = basisOf(before.basis)
  const open: Deal = {
    ...told,
    stageId: row.stageId ?? before.stageId,
    status: 'open',
    closedOn: null,
    cancelledOn: null,
    lossReasonId: null,
    basis: reopened ? basisJson({ ...basis, closed: null, cancelled: null }) : before.basis,
  }
  const after = withFirst(before, open, of)
  if (reopened) return { after, moves: ['reopened'] }
  const moves: DealMove['kind'][] = []
  if (after.stageId !== before.stageId) moves.push('stage')
  const both = before.amount !== null && after.amount !== null && before.amount.currency === after.amount.currency
  if (both && before.amount?.amount !== after.amount?.amount) moves.push('amount')
  if (before.closesOn?.toString() !== after.closesOn?.toString()) moves.push('closeDay')
  return { after, moves }
}

/** The first amount that is known is what the deal was created with, dated to its creation. */
function withFirst(before: Deal, after: Deal, of: DealImport): Deal {
  const moved = !after.createdOn.equals(before.createdOn)
  const known = after.firstAmount !== null && after.firstAmount.currency === after.amount?.currency
  if (after.amount === null || (known && !moved)) return after
  const firstAmount = known ? after.firstAmount : after.amount
  const created = firstAmount === null ? null : of.rate(firstAmount.currency, after.createdOn)
  return { ...after, firstAmount, basis: basisJson({ ...basisOf(after.basis), created }) }
}
