import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import { localeOf } from '#platform/text/messages.ts'
import type { GoalJson, Whose } from '../contract.ts'
import { paceDays } from '../rules/pace.ts'
import { goalJson, inOrder, namesFor } from './goals.ts'
import { type Progress, progressOf, sourcesFor } from './progressOf.ts'
import { targetKeys, targetsOf } from './targetRows.ts'

/** A goal as `GET /goals` tells it, with the working days behind what is expected. */
export interface StandingGoal extends GoalJson {
  readonly daysGone: string
  readonly daysAll: string
}

/** The running targets of some kind that the asker sees, as they stand today. */
export async function goalsNow(
  secret: string,
  asker: Asker,
  metrics: Metrics,
  { of, memberId = null }: { readonly of: Whose; readonly memberId?: string | null },
): Promise<readonly StandingGoal[]> {
  const { actor } = asker
  const today = Temporal.PlainDate.from(actor.today)
  const asked = { days: null, on: today, metric: null, of, memberId, teamId: null, managerId: null }
  const keys = await targetKeys(asker, asked)
  const names = await namesFor(asker, keys)
  const ids = inOrder(keys, names, localeOf(actor.locale)).map(({ id }) => id)
  const found = await targetsOf(asker.db, actor.orgId, ids)
  const sources = await sourcesFor(secret, asker, metrics, found, { asOf: null, today })
  const goals: StandingGoal[] = []
  for (const target of found) {
    const progress = await progressOf(sources, target)
    const goal = goalJson(target, progress, sources, names, localeOf(actor.locale))
    const { gone, all } = daysOf(progress)
    goals.push({ ...goal, daysGone: gone, daysAll: all })
  }
  return goals
}

function daysOf({ telling, pacer }: Progress) {
  const { working: member, employed } = pacer
  const { gone, all } = paceDays({ period: telling.period, on: telling.expectedTo, member, employed })
  return { gone: String(Number(gone) / 2), all: String(Number(all) / 2) }
}
