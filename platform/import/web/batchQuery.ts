import { queryOptions } from '@tanstack/react-query'
import { api } from '#web/api/client.ts'

/** How soon the server is asked again while it works. */
export const lookAgainMs = 700

/** An import as it stands; looked at again and again while the server works on it. */
export const batchQuery = (id: string) =>
  queryOptions({
    ...api.imports.get.queryOptions({ input: { id } }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'running' || data?.state === 'undoing' ? lookAgainMs : false,
  })
