import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListInput } from '#platform/record/resource.ts'
import type { AnyRecord, Names, Source } from './records.ts'

export type ListQuery = Pick<ListInput, 'filter' | 'search' | 'sort' | 'deleted'>
const usualPage: PageWish = { size: 100, counted: true }

interface PageWish {
  readonly size: number
  /** How many there are in all is told, too. */
  readonly counted: boolean
}

function listQuery<T extends AnyRecord>({ key, routes }: Source<T>, asked: ListQuery, page: PageWish) {
  return infiniteQueryOptions({
    queryKey: [key, 'list', asked, page.size],
    queryFn: ({ pageParam, signal }) =>
      routes.list(
        {
          ...asked,
          include: 'names',
          limit: page.size,
          ...(pageParam === null ? (page.counted ? { count: true } : {}) : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}
const firstPage: string | null = null

export interface RecordList<T extends AnyRecord = AnyRecord> {
  readonly records: readonly T[]
  readonly names: Names
  /** How many there are in all; null until that is known. */
  readonly count: number | null
  readonly state: 'loading' | 'failed' | 'shown'
  readonly error: Error | null
  /** Another list is on its way; the former one stands meanwhile. */
  readonly changing: boolean
  readonly loadMore: (() => void) | null
  readonly reload: () => void
}

/** A list that grows as one scrolls: page by page, by keyset. */
export function useRecordList<T extends AnyRecord>(
  source: Source<T>,
  asked: ListQuery,
  page: PageWish = usualPage,
): RecordList<T> {
  const query = useInfiniteQuery(listQuery(source, asked, page))
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const records = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const names = useMemo(() => namesIn(data?.pages ?? []), [data])
  return {
    records,
    names,
    count: data?.pages[0]?.count ?? null,
    state: data ? 'shown' : query.isError ? 'failed' : 'loading',
    error: query.error,
    changing: query.isPlaceholderData,
    loadMore: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null,
    reload: () => void refetch(),
  }
}

function namesIn(pages: readonly { readonly names?: Names }[]): Names {
  return Object.fromEntries(pages.flatMap(({ names }) => Object.entries(names ?? {})))
}
