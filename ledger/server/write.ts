import { type Kysely, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { type Org, orgSettings, todayIn } from '#platform/org/settings.ts'
import type { AuditRow, Pending } from './pending.ts'
import { settle } from './settle.ts'

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

/**
 * Runs one transaction. What `save` was told of is settled at the end: the ledger position is taken last, so that nobody
 * waits long for it. A serialisation failure or deadlock is tried again, twice.
 */
export async function writing<T>(
  app: App,
  actor: Actor,
  work: (write: Write) => Promise<T>,
  reason: string | null = null,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await app.db
        .of(actor.orgId)
        .transaction()
        .execute(async (tx) => {
          const now = app.clock.now()
          const org = await orgSettings(tx, actor.orgId)
          const pending: Pending = { changes: [], audits: [], topics: [] }
          const write: Write = { tx, actor, org, now, today: todayIn(org, now), reason, pending }
          const result = await work(write)
          await settle(write)
          return result
        })
    } catch (error) {
      if (!mayTryAgain(error) || attempt === 3) throw knownFault(error)
    }
  }
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''
const mayTryAgain = (error: unknown) => ['40001', '40P01'].includes(codeOf(error))

const text = (error: unknown, name: string) =>
  typeof error === 'object' && error !== null && name in error ? String(Reflect.get(error, name)) : ''

/** What the database refuses, in words that name the field: `record.not_unique` (409), `record.relation_missing` … */
function knownFault(error: unknown): unknown {
  const value = /=\((.*)\) /.exec(text(error, 'detail'))?.[1]?.split(', ').slice(1).join(', ') ?? ''
  switch (codeOf(error)) {
    case '23505':
      return new Fault('record.not_unique', { field: fieldOf(text(error, 'constraint')), value })
    case '23503':
      return new Fault('record.relation_missing', { field: /\(org_id, (\w+)\)/.exec(text(error, 'detail'))?.[1] ?? '', value })
    case '23514':
    case '23P01':
      return new Fault('record.rule_broken', { field: text(error, 'constraint'), value })
    case '22003':
      return new Fault('record.out_of_range', { value: text(error, 'message') })
    default:
      return error
  }
}
/** `deal_external` → `external`: unique indexes are named after table and field. */
const fieldOf = (constraint: string) => constraint.slice(constraint.indexOf('_') + 1).replace(/_key$/, '')

/** A further line in the audit for something that is not a record of its own. */
export function noteAudit(write: Write, row: AuditRow): void {
  write.pending.audits.push(row)
}

export async function lockRows(tx: Kysely<never> | Db, table: string, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`select id from ${sql.table(table)} where org_id = ${orgId}::uuid and id = any(${ids}::uuid[]) order by id for update`.execute(tx)
}
