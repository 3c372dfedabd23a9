import { useInfiniteQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { bytesText } from './bytesText.ts'
import { useRestore } from './FileLine.tsx'
import { filesQuery } from './fileQueries.ts'
import style from './files.module.css'
import type { Of } from './uploads.ts'

/** The bin of a record's files. */
export function DeletedFiles({ of }: { readonly of: Of }) {
  const t = useTranslations('files')
  const locale = useLocale()
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(filesQuery(of, true))
  const restore = useRestore()
  const files = data?.pages.flatMap(({ items }) => items) ?? []
  if (files.length === 0) return null
  return (
    <details className={style.bin}>
      <summary>{t('bin', { count: files.length })}</summary>
      <p className="dim small">{t('binNote')}</p>
      <ul className={style.list}>
        {files.map((file) => (
          <li key={file.id} className={style.line}>
            <span className={style.words}>
              <span className={style.name}>{file.name}</span>
              <span className="dim small">{bytesText(file.bytes, locale)}</span>
            </span>
            <Button plain onClick={() => restore.mutate(file)}>
              {t('restore')}
            </Button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button plain onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </details>
  )
}
