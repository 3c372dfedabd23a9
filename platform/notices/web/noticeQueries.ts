import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, client } from '#web/api/client.ts'
import type { Language } from '#web/frame/language.ts'

const firstPage: string | null = null

export const unreadQuery = api.notices.unread.queryOptions({ input: {} })

/** Notices come with their words, so each language has a list of its own. */
export function noticesQuery(which: 'all' | 'unread', language: Language) {
  return infiniteQueryOptions({
    queryKey: [['notices', 'list'], which, language],
    queryFn: ({ pageParam, signal }) =>
      client.notices.list(
        { ...(which === 'unread' ? { unread: 'true' } : {}), ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** Marks as read, one or all up to the newest that is shown; the count follows at once. */
export function useMarkRead() {
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (which: { readonly id: string } | { readonly until: string }) =>
      'id' in which ? client.notices.read({ ids: [which.id] }) : client.notices.readAll({ until: which.until }),
    onSuccess: (unread) => {
      queries.setQueryData(unreadQuery.queryKey, unread)
      return queries.invalidateQueries({ queryKey: [['notices', 'list']] })
    },
  })
  return mutate
}
