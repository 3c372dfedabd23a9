import { type RawBuilder, sql } from 'kysely'
import type { By } from '#ledger/rules/metric.ts'
import type { Asker } from '#ledger/server/question.ts'

/** By what a figure about deals can be grouped. */
export const dealGroupings: readonly By[] = [
  'none',
  'member',
  'team',
  'manager',
  'region',
  'month',
  'account',
  'product',
  'stage',
]

/** A case out of an entry `e` of a deal `d`, all but its id and state. */
export const dealFacts = sql`'deal' as type, e.subject_id as id, d.name, e.occurred_on as "on",
  e.occurred_on as held_on, e.member_id, e.team_id, e.account_id, e.product_id, (e.dims->>'stage')::uuid as stage_id,
  e.amount, e.currency, e.amount_base, null::text as share, null::text as lacking`
export function dealOf({ actor }: Asker): RawBuilder<unknown> {
  return sql`left join deal d on d.org_id = ${actor.orgId}::uuid and d.id = e.subject_id`
}
