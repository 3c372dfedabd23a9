import { sql } from 'kysely'
import { type Handled, query } from '#platform/http/handled.ts'
import { list } from '#platform/record/server/list.ts'
import { crm, type TouchJson } from '../contract.ts'
import { deal } from '../records/deal.ts'

/** Of deals that the caller may see; the others are left out. What counts as a contact is what the ledger counts as one. */
export const dealTouches: Handled = query(crm.deals.touches, async ({ db, actor, scope, input }) => {
  const asked = { filter: { id: { in: input.ids } }, limit: 200 }
  const { items } = await list(db, actor, deal, asked, scope)
  const ids = items.map(({ id }) => id)
  const { rows } = await sql<{
    deal_id: string
    day: string
  }>`select deal_id, max(occurred_on)::text as day from activity
    where org_id = ${actor.orgId}::uuid and deal_id = any(${ids}::uuid[]) and deleted_at is null
      and occurred_on <= ${actor.today}::date and (kind in ('email', 'meeting', 'visit', 'message') or kind = 'call' and connected)
    group by deal_id`.execute(db)
  const entered = await sql<{
    deal_id: string
    day: string
  }>`select v.deal_id, max(v."on")::text as day from deal_event v
    join deal d on d.org_id = v.org_id and d.id = v.deal_id and d.stage_id = v.to_stage_id
    where v.org_id = ${actor.orgId}::uuid and v.deal_id = any(${ids}::uuid[]) and v.kind = 'stage' and v.deleted_at is null
    group by v.deal_id`.execute(db)
  const contact = new Map(rows.map((row) => [row.deal_id, row.day]))
  const stage = new Map(entered.rows.map((row) => [row.deal_id, row.day]))
  return {
    items: items.map(
      ({ id, createdOn }): TouchJson => ({
        id,
        lastContactOn: contact.get(id) ?? null,
        inStageSince: stage.get(id) ?? createdOn,
      }),
    ),
  }
})
