import type { MoneyJson } from '#ledger/rules/money.ts'
import type { Rational } from '#ledger/rules/rounding.ts'

/** An open deal with what tells how it stands today; days as "2026-11-24". */
export interface StandingDeal {
  readonly id: string
  readonly name: string
  readonly ownerId: string | null
  readonly accountId: string | null
  readonly account: string | null
  /** Of the deal, else the first of the customer. */
  readonly contact: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly amount: MoneyJson | null
  /** In minor units of the organisation's currency; null where there is no amount, or no rate for it. */
  readonly worth: bigint | null
  /** To be won: its own, else its stage's. */
  readonly chance: Rational
  readonly closesOn: string | null
  readonly createdOn: string
  readonly nextStep: string | null
  readonly nextStepOn: string | null
  readonly stageId: string
  readonly stage: string
  readonly stageSince: string
  readonly staleAfterDays: number | null
  /** When somebody last reached the customer about it. */
  readonly contactedOn: string | null
  /** How often its expected close was moved back. */
  readonly pushes: number
}

/** A customer whom nobody has reached for long; `since` is the last contact, else when the customer was entered. */
export interface MissedCustomer {
  readonly id: string
  readonly name: string
  readonly contactedOn: string | null
  readonly since: string
  readonly contact: string | null
  readonly phone: string | null
  readonly email: string | null
}

export interface Row {
  readonly id: string
  readonly name: string
  readonly owner_id: string | null
  readonly account_id: string | null
  readonly account: string | null
  readonly contact: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly amount: string | null
  readonly currency: string | null
  readonly chance: string | null
  readonly closes_on: string | null
  readonly created_on: string
  readonly next_step: string | null
  readonly next_step_on: string | null
  readonly stage_id: string
  readonly stage: string
  readonly stale_after_days: number | null
  readonly contacted_on: string | null
  readonly stage_since: string | null
  readonly pushes: number
}

export function readDeal(row: Row): Omit<StandingDeal, 'amount' | 'worth' | 'chance'> {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    accountId: row.account_id,
    account: row.account,
    contact: row.contact,
    phone: row.phone,
    email: row.email,
    closesOn: row.closes_on,
    createdOn: row.created_on,
    nextStep: row.next_step,
    nextStepOn: row.next_step_on,
    stageId: row.stage_id,
    stage: row.stage,
    stageSince: row.stage_since ?? row.created_on,
    staleAfterDays: row.stale_after_days,
    contactedOn: row.contacted_on,
    pushes: row.pushes,
  }
}
