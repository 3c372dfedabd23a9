import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api } from '#web/api/client.ts'

export const stagesQuery = queryOptions({
  ...api.crm.stages.list.queryOptions({ input: { limit: 200 } }),
  staleTime: 5 * 60_000,
})
export const pipelinesQuery = queryOptions({
  ...api.crm.pipelines.list.queryOptions({ input: { limit: 200 } }),
  staleTime: 5 * 60_000,
})

export interface StageOf {
  readonly id: string
  readonly name: string
  readonly pipelineId: string
  readonly position: number
  readonly staleAfterDays: number | null
}

/** The pipelines in their order. */
export function usePipelines() {
  const { data } = useSuspenseQuery(pipelinesQuery)
  return data.items.toSorted((a, b) => a.position - b.position)
}

/** All open stages in the order of their pipelines. */
export function useStages(): readonly StageOf[] {
  const { data: stages } = useSuspenseQuery(stagesQuery)
  const { data: pipelines } = useSuspenseQuery(pipelinesQuery)
  const place = new Map(pipelines.items.map(({ id, position }) => [id, position]))
  return stages.items.toSorted(
    (a, b) => (place.get(a.pipelineId) ?? 0) - (place.get(b.pipelineId) ?? 0) || a.position - b.position,
  )
}
