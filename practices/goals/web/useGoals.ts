import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { MetricJson } from '#ledger/contract.ts'
import type { Period } from '#ledger/rules/period.ts'
import { useMetrics } from '#ledger/web/results/useResults.ts'
import { periodOfView } from '#ledger/web/results/viewPeriod.ts'
import { api, client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import type { GoalJson, GoalsInput } from '../contract.ts'
import { useGoalsView, type WhoseView } from './goalsView.ts'

const pageSize = 100
const metricUsual = 'revenue_booked'

/** What the address asks for, with the usual where it is silent. */
export interface GoalsAsked {
  readonly period: Period
  readonly today: Temporal.PlainDate
  readonly whose: WhoseView
  readonly asOf: string | undefined
}

export function useGoalsAsked(): GoalsAsked {
  const [view] = useGoalsView()
  const { org, today: day, member } = useMe()
  const today = Temporal.PlainDate.from(day)
  return {
    period: periodOfView(view.period === undefined ? {} : { period: view.period }, org, today),
    today,
    whose: view.whose ?? (member.role === 'rep' ? 'mine' : 'all'),
    asOf: view.asOf,
  }
}

/** The metrics that a target can be set for. */
export function useTargetMetrics(): readonly MetricJson[] {
  return useMetrics().filter(({ direction }) => direction !== 'neither')
}

export function goalsQuery(input: GoalsInput) {
  return api.goals.goals.list.queryOptions({ input })
}

const dayIn = (asOf: string | undefined) => (asOf === undefined ? {} : { asOf })

/** The reader's own targets of a period, of all metrics. */
export function useMyGoals({ period, asOf }: GoalsAsked) {
  const { member } = useMe()
  return useQuery({
    ...goalsQuery({ period: period.key, memberId: member.id, limit: pageSize, ...dayIn(asOf) }),
    placeholderData: keepPreviousData,
  })
}

const start: string | undefined = undefined

/** The targets of a metric in a period, of whomever one sees, page by page. */
export function useGoalRows({ period, asOf, whose }: GoalsAsked, metric: string, enabled: boolean) {
  const { member } = useMe()
  const below = whose === 'team' ? { managerId: member.id } : {}
  const input = { period: period.key, metric, limit: pageSize, ...below, ...dayIn(asOf) }
  return useInfiniteQuery({
    queryKey: [['goals', 'goals'], 'rows', input],
    queryFn: ({ pageParam, signal }) =>
      client.goals.goals.list({ ...input, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: start,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  })
}

/** The metric that is shown: the one asked for, else that of one's own first target. */
export function metricShown(asked: string | undefined, mine: readonly GoalJson[]): string {
  return asked ?? (mine.find(({ metric }) => metric === metricUsual) ?? mine[0])?.metric ?? metricUsual
}
