import { sql } from 'kysely'
import type { Concern } from '#ledger/rules/concern.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Org } from '#platform/org/settings.ts'
import type { AuditRow, Pending } from './pending.ts'

/** One writing transaction: who writes, where and when, and what it will append to ledger, audit and outbox at its end. */
export interface Write {
  readonly tx: Db
  readonly actor: Actor
  readonly org: Org
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  /** Why: shown in the audit of every record that is changed. */
  readonly reason: string | null
  readonly pending: Pending
}

/** A further line in the audit for something that is not a record of its own. */
export function noteAudit(write: Write, row: Omit<AuditRow, 'reason'>): void {
  write.pending.audits.push({ ...row, reason: write.reason })
}

/** Tells somebody of what is not told by the type of a record that is saved. */
export function noteConcern(write: Write, concern: Concern): void {
  write.pending.concerns.push(concern)
}

/** Others may still write records that point to them. */
export async function lockRows(tx: Db, table: string, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`select id from ${sql.table(table)} where org_id = ${orgId}::uuid and id = any(${ids}::uuid[]) order by id for no key update`.execute(
    tx,
  )
}

/**
 * Statements of one transaction, sent one behind the other without waiting for each. All have ended when this does, so
 * none can run after a rollback; what the first one that failed says is what went wrong.
 */
export async function together(statements: readonly (Promise<unknown> | false)[]): Promise<void> {
  const ended = await Promise.allSettled(statements)
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}
