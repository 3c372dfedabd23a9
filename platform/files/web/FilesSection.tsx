import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { FileJson } from '#platform/files/contract.ts'
import { Button } from '#web/parts/Button.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Section } from '#web/parts/record/RecordPage.tsx'
import { bytesText } from './bytesText.ts'
import { DeletedFiles } from './DeletedFiles.tsx'
import { FileLine } from './FileLine.tsx'
import { filesQuery, limitsQuery } from './fileQueries.ts'
import style from './files.module.css'
import { SendingList } from './SendingList.tsx'
import { type Of, sendFiles } from './uploads.ts'

interface Props {
  readonly recordType: string
  readonly recordId: string
  /** Whether the reader may add and delete. */
  readonly editable: boolean
}

/** The files of a record: dropped here or chosen, sent on after a break, opened, deleted and brought back. */
export function FilesSection({ recordType, recordId, editable }: Props) {
  const t = useTranslations('files')
  const of: Of = { recordType, recordId }
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const queries = useQueryClient()
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(filesQuery(of, false))
  const found = data?.pages.flatMap(({ items }) => items) ?? []
  const send = (list: FileList | null) => {
    const files = [...(list ?? [])]
    void sendFiles(of, files, (name) => {
      notify(t('attached', { name }))
      void queries.invalidateQueries({ queryKey: [['files']] })
    })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    send(event.dataTransfer.files)
  }
  const dropping = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: drop,
  }
  return (
    <div className={style.place} data-over={over || undefined} {...(editable ? dropping : {})}>
      <Section
        title={t('title')}
        {...(found.length > 0 ? { note: found.length } : {})}
        action={
          editable && (
            <Button plain icon="plus" onClick={() => input.current?.click()}>
              {t('add')}
            </Button>
          )
        }
      >
        {over && <p className={style.over}>{t('drop')}</p>}
        <SendingList of={of} />
        {error && <ProblemText error={error} />}
        <FileList files={found} editable={editable} />
        {data && found.length === 0 && !over && <Empty editable={editable} />}
        {hasNextPage && (
          <Button plain onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        )}
        {editable && <DeletedFiles of={of} />}
      </Section>
      <input
        ref={input}
        type="file"
        multiple
        className="hidden-words"
        tabIndex={-1}
        aria-label={t('add')}
        onChange={(event) => {
          send(event.currentTarget.files)
          // the same file may be chosen again, to go on with it
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

function FileList({ files, editable }: { readonly files: readonly FileJson[]; readonly editable: boolean }) {
  const t = useTranslations('files')
  if (files.length === 0) return null
  return (
    <ul className={style.list} aria-label={t('list')}>
      {files.map((file) => (
        <FileLine key={file.id} file={file} editable={editable} />
      ))}
    </ul>
  )
}

function Empty({ editable }: { readonly editable: boolean }) {
  const t = useTranslations('files')
  const locale = useLocale()
  const { data } = useQuery({ ...limitsQuery(), enabled: editable })
  if (!editable) return <p className="dim small">{t('emptyRead')}</p>
  return (
    <p className="dim small">
      {t('empty')} {data && t('limit', { size: bytesText(data.fileBytesMax, locale) })}
    </p>
  )
}
