import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { client } from '#web/api/client.ts'

/** A figure's explanation never changes: it names the position of the ledger that it was read at. */
export function explanationQuery(token: string) {
  return queryOptions({
    queryKey: ['explanation', token],
    queryFn: ({ signal }) => client.ledger.explanations.get({ token }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

const first: string | null = null

/** The entries behind it, newest first, page by page to the end; the first page comes with the explanation. */
export function entriesQuery(queries: QueryClient, token: string) {
  return infiniteQueryOptions({
    queryKey: ['explanation', token, 'entries'],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? queries.ensureQueryData(explanationQuery(token))
        : client.ledger.explanations.get({ token, cursor: pageParam }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The records behind a level, a cohort or a median, in the same way. */
export function recordsQuery(queries: QueryClient, token: string) {
  return infiniteQueryOptions({
    queryKey: ['explanation', token, 'records'],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? queries.ensureQueryData(explanationQuery(token))
        : client.ledger.explanations.get({ token, recordsCursor: pageParam }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ nextRecordsCursor }) => nextRecordsCursor,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
