import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { client } from '#web/api/client.ts'
import type { GoalsAsked } from '../useGoals.ts'

const pageSize = 500
const start: string | undefined = undefined

/** The tree of targets of a metric and period, page by page. */
export function useCascade({ period, asOf }: GoalsAsked, metric: string) {
  const input = { metric, period: period.key, limit: pageSize, ...(asOf === undefined ? {} : { asOf }) }
  return useInfiniteQuery({
    queryKey: [['goals', 'goals'], 'cascade', input],
    queryFn: ({ pageParam, signal }) =>
      client.goals.goals.cascade({ ...input, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: start,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
}
