import { crm, lastActivities, standingDeals } from '#crm/server/index.ts'
import { goals as goalsContract, goalsNow } from '#goals/server/index.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import { scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { orgSettings } from '#platform/org/settings.ts'
import type { TodayJson } from '../contract.ts'
import { leadGoal } from '../rules/leadGoal.ts'
import { reachThrough } from './mayRead.ts'
import { nextOf } from './nextOf.ts'
import { putOffBy } from './putOff.ts'
import { runsOf, setUpOf } from './setUpOf.ts'
import { teamOf } from './teamOf.ts'
import { weekOf } from './weekOf.ts'

/** Everything that the page shows, read in one snapshot; the host at a command line has no day of their own. */
export function todayOf(
  app: App,
  { db, actor }: { readonly db: Db; readonly actor: Actor },
  metrics: Metrics,
): Promise<TodayJson> {
  return inSnapshot(db, async (snapshot) => {
    const org = await orgSettings(snapshot, actor.orgId)
    const asker: Asker = { db: snapshot, actor, scope: 'own', org }
    const { memberId } = actor
    const away = await putOffBy(snapshot, actor)
    const sees = (route: Parameters<typeof reachThrough>[1]) => reachThrough(actor, route) !== null
    const me = memberId ?? ''
    const [seesDeals, seesWork] = [me !== '' && sees(crm.deals.list), me !== '' && sees(crm.activities.list)]
    const isTarget = me !== '' && sees(goalsContract.targets.list)
    const goals = isTarget ? await goalsNow(app.secret, asker, metrics, { of: 'member', memberId }) : []
    const deals = seesDeals ? await standingDeals(asker, me) : []
    const lead = leadGoal(goals)
    return {
      on: actor.today,
      goals,
      leadId: lead?.targetId ?? null,
      ...(await nextOf(asker, { goals, lead, deals, away })),
      deals: deals.length,
      week: seesWork ? await weekOf(app.secret, asker, metrics, me) : [],
      lately: seesWork ? await lastActivities(asker, me) : [],
      team: await teamOf(app.secret, asker, metrics),
      setUp: away.has('setUp') ? null : await setUpOf(asker),
      runs: scopeOf(actor, { ops: 'all' }) === null ? null : await runsOf(asker),
    }
  })
}
