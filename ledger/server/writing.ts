import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { databaseCode, databaseFault } from './databaseFault.ts'
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
          const pending: Pending = { changes: [], audits: [], topics: [], concerns: [] }
          const write: Write = { tx, actor, org, now, today: todayIn(org, now), reason, pending }
          const result = await work(write)
          await settle(write)
          return result
        })
    } catch (error) {
      if (!mayTryAgain(error) || attempt === 3) throw databaseFault(error)
    }
  }
}

const mayTryAgain = (error: unknown) => ['40001', '40P01'].includes(databaseCode(error))

/**
 * A part of a transaction that is done as a whole or leaves no trace: neither in the database nor in what the end of the
 * transaction would write of it. The rest of the transaction can go on after a refusal.
 */
export async function allOrNothing<T>(write: Write, part: () => Promise<T>): Promise<T> {
  const { tx, pending } = write
  const lengths = [
    pending.changes.length,
    pending.audits.length,
    pending.topics.length,
    pending.concerns.length,
  ] as const
  await sql`savepoint part`.execute(tx)
  try {
    const result = await part()
    await sql`release savepoint part`.execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint part`.execute(tx)
    await sql`release savepoint part`.execute(tx)
    ;[pending.changes.length, pending.audits.length, pending.topics.length, pending.concerns.length] = lengths
    throw databaseFault(error)
  }
}
