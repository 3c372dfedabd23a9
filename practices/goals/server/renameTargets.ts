import { sql } from 'kysely'
import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'
import { lockAll } from '#platform/record/server/find.ts'
import { target } from '../records/target.ts'
import { inFreeOrder, renamedPeriod } from '../rules/renamedPeriod.ts'
import { Target } from './types.ts'

export interface RenamedTargets {
  readonly before: string
  readonly after: string
  readonly from: string
  readonly to: string
  readonly count: number
}

/** The periods of targets that another basis calls by another name; the days stay. */
export async function renamedTargets(
  db: Db,
  orgId: string,
  after: FiscalCalendar,
): Promise<{ readonly all: number; readonly renamed: readonly RenamedTargets[] }> {
  const { rows } = await sql<{ period: string; from: string; to: string; count: bigint }>`
    select period, "from", "to", count(*) as count from target where org_id = ${orgId}::uuid
    group by 1, 2, 3 order by 2 desc, 3 desc, 1`.execute(db)
  const named = rows.map(({ period, from, to, count }) => {
    const days = { key: period, from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }
    return { before: period, after: renamedPeriod(days, after), from, to, count: Number(count) }
  })
  return {
    all: named.reduce((sum, one) => sum + one.count, 0),
    renamed: named.filter((one) => one.before !== one.after),
  }
}

const atOnce = 500
/** In the transaction that sets the basis. */
export async function renameTargets(write: Write, after: FiscalCalendar): Promise<void> {
  const { tx, actor } = write
  const { renamed } = await renamedTargets(tx, actor.orgId, after)
  for (const one of inFreeOrder(renamed)) {
    const { rows } = await sql<{ id: string }>`select id from target where org_id = ${actor.orgId}::uuid
      and period = ${one.before} and "from" = ${one.from}::date and "to" = ${one.to}::date order by id`.execute(tx)
    for (let i = 0; i < rows.length; i += atOnce) {
      const ids = rows.slice(i, i + atOnce).map(({ id }) => id)
      const targets = await lockAll(tx, actor.orgId, target, ids)
      await saveAll(
        write,
        Target,
        targets.map((before) => ({ before, after: { ...before, period: one.after } })),
      )
    }
  }
}
