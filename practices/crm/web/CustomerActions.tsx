import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type AnyRecord, titleOf, type WritableSource } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import type { MenuEntry } from '#web/parts/menuEntry.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'

interface Props<T extends AnyRecord> {
  readonly source: WritableSource<T>
  readonly record: T
  /** Where one goes when it is deleted. */
  readonly list: string
  /** What else the menu offers. */
  readonly more?: readonly MenuEntry[]
}

/** What can be done with a customer or a person there: hand on the link, delete, bring back. */
export function CustomerActions<T extends AnyRecord>({ source, record, list, more = [] }: Props<T>) {
  const t = useTranslations('crm.customerActions')
  const may = useMay()
  const settle = useSettle(source)
  const navigate = useNavigate()
  const words = useProblemWords()
  const { id } = record
  const { type } = source.declaration
  const onError = (error: Error) => notifyWrong(words(error))
  const restore = useMutation({ mutationFn: () => source.routes.restore({ id }), onSuccess: settle, onError })
  const remove = useMutation({
    mutationFn: () => source.routes.delete({ id }),
    onSuccess: async (saved) => {
      await settle(saved)
      notify(t('deleted', { name: titleOf(source.declaration, record) }), () => restore.mutate())
      await navigate({ to: list })
    },
    onError,
  })
  if (record.deletedAt !== null)
    return may(`${type}.delete`) && <Button onClick={() => restore.mutate()}>{t('restore')}</Button>
  const copy = () => void navigator.clipboard.writeText(location.href).then(() => notify(t('copied')))
  const deletion = { key: 'delete', text: t('delete'), onSelect: () => remove.mutate() }
  const entries = [...more, ...(may(`${type}.delete`) ? [deletion] : [])]
  return (
    <>
      <Button icon="link" onClick={copy}>
        {t('copyLink')}
      </Button>
      {entries.length > 0 && <MenuButton icon="dots" aria-label={t('more')} entries={entries} />}
    </>
  )
}
