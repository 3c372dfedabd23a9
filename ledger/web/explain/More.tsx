import { useIntersection } from '@mantine/hooks'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import style from './explain.module.css'

interface Props {
  /** How many are not shown yet. */
  readonly left: number
  readonly list: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly isFetchNextPageError: boolean
    readonly fetchNextPage: () => unknown
  }
}

/** "25 more": the next ones come when one has read so far, or asks for them. */
export function More({ left, list }: Props) {
  const t = useTranslations('ledger.explain')
  const { ref, entry } = useIntersection()
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const seen = entry?.isIntersecting === true
  useEffect(() => {
    if (seen && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [seen, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  return (
    <button
      ref={ref}
      type="button"
      className={style.more}
      onClick={() => void fetchNextPage()}
      aria-busy={isFetchingNextPage}
    >
      <span className="dim">…</span> {t('more', { count: left })}
    </button>
  )
}
