import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { FileJson } from '#platform/files/contract.ts'
import { client } from '#web/api/client.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { bytesText } from './bytesText.ts'
import style from './files.module.css'

export const contentAddress = (id: string) => `/api/v1/files/${id}/content`

/** One file: its name downloads it, a picture is shown first. */
export function FileLine({ file, editable }: { readonly file: FileJson; readonly editable: boolean }) {
  const t = useTranslations('files')
  const locale = useLocale()
  const [shown, show] = useState(false)
  const remove = useRemove(file)
  const { id, name } = file
  return (
    <li className={style.line}>
      <span className={style.sign}>
        <Icon name="note" size={14} />
      </span>
      <span className={style.words}>
        {file.shown ? (
          <button type="button" className={style.name} onClick={() => show(true)} aria-label={t('open', { name })}>
            {name}
          </button>
        ) : (
          <a className={style.name} href={contentAddress(id)} download={name} aria-label={t('download', { name })}>
            {name}
          </a>
        )}
        <span className="dim small">
          {t('facts', { size: bytesText(file.bytes, locale), by: file.createdByName ?? t('someone') })} ·{' '}
          <Instant of={file.createdAt} />
          {file.disguised && <span className={style.disguised}> · {t('disguised')}</span>}
        </span>
      </span>
      {editable && (
        <Button
          plain
          icon="trash"
          aria-label={t('delete', { name })}
          onClick={() => remove.mutate()}
          busy={remove.isPending}
        />
      )}
      {shown && (
        <Dialog title={name} size="xl" onClose={() => show(false)}>
          <img className={style.picture} src={`/api/v1/files/${id}/picture`} alt={name} />
          <p>
            <a href={contentAddress(id)} download={name}>
              {t('download', { name })}
            </a>
          </p>
        </Dialog>
      )}
    </li>
  )
}

export function useRestore() {
  const t = useTranslations('files')
  const queries = useQueryClient()
  const words = useProblemWords()
  return useMutation({
    mutationFn: ({ id }: Pick<FileJson, 'id' | 'name'>) => client.files.restore({ id }),
    onSuccess: (_after, { name }) => {
      notify(t('restored', { name }))
      return queries.invalidateQueries({ queryKey: [['files']] })
    },
    onError: (error) => notifyWrong(words(error)),
  })
}

function useRemove({ id, name }: FileJson) {
  const t = useTranslations('files')
  const queries = useQueryClient()
  const words = useProblemWords()
  const restore = useRestore()
  return useMutation({
    mutationFn: () => client.files.delete({ id }),
    onSuccess: () => {
      notify(t('deleted', { name }), () => restore.mutate({ id, name }))
      return queries.invalidateQueries({ queryKey: [['files']] })
    },
    onError: (error) => notifyWrong(words(error)),
  })
}
