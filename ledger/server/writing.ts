import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import type { Pending } from './pending.ts'
import { settle } from './settle.ts'
import type { Write } from './write.ts'

export interface Writing {
  /** Why: it stands in the audit of every record that is changed. */
  readonly reason?: string | null
  /** Comes before everything else in the transaction: a new organisation lays its own ground. */
  readonly first?: (tx: Db) => Promise<void>
}

/**
 * Runs one transaction. What `save` was told of is settled at the end: the ledger position is taken last, so that nobody
 * waits long for it. A serialisation failure or deadlock is tried again, twice.
 */
export async function writing<T>(
  app: App,
  actor: Actor,
  work: (write: Write) => Promise<T>,
  { reason = null, first }: Writing = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await app.db
        .of(actor.orgId)
        .transaction()
        .execute(async (tx) => {
          await first?.(tx)
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
      return new Conflict('record.not_unique', { field: fieldOf(text(error, 'constraint')), value })
    case '23503':
      return new Fault('record.relation_missing', {
        field: /\(org_id, (\w+)\)/.exec(text(error, 'detail'))?.[1] ?? '',
        value,
      })
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
