import type { Metrics } from '#ledger/server/metrics.ts'
import { type Handled, query } from '#platform/http/handled.ts'
import { today } from '../contract.ts'
import { choosing } from './putOff.ts'
import { todayOf } from './todayOf.ts'

export { today } from '../contract.ts'

export function todayRoutes(metrics: Metrics): Handled[] {
  return [
    query(today.today.page, async ({ app, db, actor }) =>
      todayOf(app, { db, actor }, await metrics.in(db, actor.orgId)),
    ),
    ...choosing,
  ]
}
