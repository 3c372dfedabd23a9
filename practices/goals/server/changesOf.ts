import { sql } from 'kysely'
import type { Db } from '#platform/db/connections.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import { type TargetChange as ChangeRecord, type Target, targetChange } from '../records/target.ts'
import { type Measure, unitsOf } from '../rules/amount.ts'
import { type AmountFrom, amountsAfter, type TargetChange } from '../rules/quota.ts'

/** What was decided about targets: the amounts that are in force by day, and how many changes wait for an answer. */
export interface Decided {
  amountsOf(of: Target, measure: Measure): readonly AmountFrom[]
  waiting(of: Target): number
}

export async function decidedAbout(db: Db, orgId: string, targets: readonly Target[]): Promise<Decided> {
  // in the order in which they came into force
  const { rows } = await sql<Record<string, unknown>>`select * from target_change
    where org_id = ${orgId}::uuid and target_id = any(${targets.map(({ id }) => id)}::uuid[]) and state <> 'declined'
      and deleted_at is null order by coalesce(answered_at, created_at), id`.execute(db)
  const changes = Map.groupBy(
    rows.map((row) => recordOfRow(targetChange, row)),
    (one) => one.targetId,
  )
  const of = (one: Target) => changes.get(one.id) ?? []
  return {
    amountsOf(one, measure) {
      const first: TargetChange = { kind: 'change', from: null, amount: unitsOf(one.amount, measure) }
      const later = of(one)
        .filter(({ state }) => state === 'inForce')
        .map(({ kind, from, amount }): TargetChange => ({ kind, from, amount: unitsOf(amount, measure) }))
      return amountsAfter([first, ...later])
    },
    waiting: (one) => of(one).filter(({ state }) => state === 'waiting').length,
  }
}

/** What was decided about a target and came into force, in the order in which it did. */
export async function decisionsAbout(db: Db, orgId: string, targetId: string): Promise<ChangeRecord[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from target_change
    where org_id = ${orgId}::uuid and target_id = ${targetId}::uuid and state = 'inForce' and deleted_at is null
    order by coalesce(answered_at, created_at), id`.execute(db)
  return rows.map((row) => recordOfRow(targetChange, row))
}
