import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, client } from '#web/api/client.ts'
import type { Of } from './uploads.ts'

const start: string | undefined = undefined
/** The files of a record; what was deleted of them where that is asked for. */
export function filesQuery(of: Of, deleted: boolean) {
  return infiniteQueryOptions({
    queryKey: [['files', 'list'], of.recordType, of.recordId, deleted],
    queryFn: ({ pageParam, signal }) =>
      client.files.list(
        { ...of, deleted: deleted ? 'true' : 'false', ...(pageParam ? { cursor: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: start,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}
export const limitsQuery = () => ({ ...api.files.limits.queryOptions({ input: {} }), staleTime: 10 * 60_000 })
