import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import { localeOf } from '#platform/text/messages.ts'
import type { GoalJson, Whose } from '../contract.ts'
import { wholeUnits } from '../rules/amount.ts'
import { paceDays } from '../rules/pace.ts'
import { statusSince } from '../rules/statusSince.ts'
import { goalJson, inOrder, namesFor } from './goals.ts'
import { type Progress, progressOf, type Sources, sourcesFor } from './progressOf.ts'
import { targetKeys, targetsOf } from './targetRows.ts'

/** A goal as `GET /goals` tells it, with the working days behind what is expected, and since when it is off its pace. */
export interface StandingGoal extends GoalJson {
  /** The day from which the status holds, where it is one that somebody should look at and holds for less than 60 days. */
  readonly since: string | null
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
    goals.push({ ...goal, since: sinceOf(goal, progress, sources.metricOf(target)), daysGone: gone, daysAll: all })
  }
  return goals
}

function daysOf({ telling, pacer }: Progress) {
  const { working: member, employed } = pacer
  const { gone, all } = paceDays({ period: telling.period, on: telling.expectedTo, member, employed })
  return { gone: String(Number(gone) / 2), all: String(Number(all) / 2) }
}

function sinceOf(
  goal: GoalJson,
  progress: Progress,
  { better, measure }: ReturnType<Sources['metricOf']>,
): string | null {
  const { figure, quota, pacer, telling } = progress
  const { value } = figure.figure
  if (goal.status !== 'atRisk' && goal.status !== 'offTrack') return null
  if (value === null || quota === null || figure.byDay === null || goal.of !== 'member') return null
  const held = { status: goal.status, quota, actual: wholeUnits(value, measure), better, byDay: figure.byDay }
  return statusSince(held, pacer, telling)?.toString() ?? null
}
