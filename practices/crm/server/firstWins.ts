import { sql } from 'kysely'
import type { Dependent, Wanted } from '#ledger/server/recordType.ts'
import type { Db } from '#platform/db/connections.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import { type Deal, deal } from '../records/deal.ts'
import { firstWinEntries } from '../rules/firstWin.ts'

/** The first win of an account hangs on all its deals: settled in the same step, while the account is locked. */
export const firstWins: Dependent<Deal> = {
  subjectType: 'account',
  of: ({ before, after }) => {
    const counted = (one: Deal | null) => one !== null && one.closedOn !== null && one.status !== 'lost'
    return counted(before) || counted(after) ? [before?.accountId ?? null, after.accountId] : []
  },
  async wanted(db: Db, orgId: string, accounts: readonly string[]): Promise<Wanted[]> {
    const { rows } = await sql<Record<string, unknown>>`select d.* from unnest(${accounts}::uuid[]) a (id)
      cross join lateral (select * from deal where org_id = ${orgId}::uuid and account_id = a.id
        and status in ('won', 'cancelled') and deleted_at is null order by closed_on, id limit 1) d`.execute(db)
    const first = new Map(rows.map((row) => [String(row['account_id']), recordOfRow(deal, row)]))
    return accounts.map((id) => {
      const won = first.get(id)
      return { subjectType: 'account', subjectId: id, entries: won ? firstWinEntries(won) : [] }
    })
  },
}
