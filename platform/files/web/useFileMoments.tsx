import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useZone } from '#web/api/session.ts'
import { contentAddress } from './FileLine.tsx'
import { filesQuery } from './fileQueries.ts'
import type { Of } from './uploads.ts'

/** What was attached to a record and when, for its timeline. */
export function useFileMoments(of: Of) {
  const t = useTranslations('files.timeline')
  const zone = useZone()
  const { data } = useInfiniteQuery(filesQuery(of, false))
  return (data?.pages ?? []).flatMap(({ items }) =>
    items.map(({ id, name, createdAt, createdByName }) => {
      const day = Temporal.Instant.from(createdAt).toZonedDateTimeISO(zone).toPlainDate().toString()
      return {
        id,
        icon: 'link' as const,
        day,
        at: `${day} ${createdAt}`,
        quiet: true,
        title: (
          <a href={contentAddress(id)} download={name}>
            {t('added', { name })}
          </a>
        ),
        note: createdByName,
      }
    }),
  )
}
