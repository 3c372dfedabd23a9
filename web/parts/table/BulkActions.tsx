import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { BulkResult } from '#platform/record/resource.ts'
import { type AnyRecord, fieldValue, type Values, type WritableSource } from '#web/api/records.ts'
import { Button } from '../Button.tsx'
import { MenuButton } from '../MenuButton.tsx'
import { notify, notifyWrong } from '../notices.ts'
import { useProblemWords } from '../ProblemText.tsx'
import { useRecordText } from '../useRecordText.ts'

const BulkChange = lazy(() => import('./BulkChange.tsx'))

interface Props<T extends AnyRecord> {
  readonly source: WritableSource<T>
  readonly records: readonly T[]
  /** The fields that many records are given at once. */
  readonly fields: readonly (keyof T & string)[]
  readonly mayUpdate: boolean
  readonly mayDelete: boolean
  readonly onDone: () => void
}

/** What can be done with all selected records at once; each of it can be taken back. */
export function BulkActions<T extends AnyRecord>({ source, records, fields, mayUpdate, mayDelete, onDone }: Props<T>) {
  const t = useTranslations('web.bulk')
  const text = useRecordText(source.declaration)
  const [field, open] = useState<string | null>(null)
  const { busy, change, remove, restore } = useBulk(source, records, onDone)
  if (records.every(({ deletedAt }) => deletedAt !== null)) {
    return (
      mayDelete && (
        <Button plain icon="check" busy={busy} onClick={restore}>
          {t('restore')}
        </Button>
      )
    )
  }
  return (
    <>
      {mayUpdate && (
        <MenuButton
          plain
          icon="edit"
          busy={busy}
          position="top"
          entries={fields.map((name) => ({ key: name, text: text.label(name), onSelect: () => open(name) }))}
        >
          {t('change')}
        </MenuButton>
      )}
      {field !== null && (
        <Suspense fallback={null}>
          <BulkChange
            source={source}
            name={field}
            onClose={() => open(null)}
            onSend={(value) => {
              open(null)
              change({ [field]: value })
            }}
          />
        </Suspense>
      )}
      {mayDelete && (
        <Button plain icon="trash" busy={busy} onClick={remove}>
          {t('delete')}
        </Button>
      )}
    </>
  )
}

function useBulk<T extends AnyRecord>({ key, routes }: WritableSource<T>, records: readonly T[], onDone: () => void) {
  const t = useTranslations('web.bulk')
  const words = useProblemWords()
  const queries = useQueryClient()
  const ids = records.map(({ id }) => id)
  const after = () => queries.invalidateQueries({ queryKey: [[key[0]]] })
  const failed = (error: unknown) => notifyWrong(words(error))
  const say = (
    { done, refused }: BulkResult,
    what: 'changed' | 'deleted' | 'restored',
    undo: () => Promise<unknown>,
  ) => {
    if (done > 0) notify(t(what, { count: done }), () => void undo().then(after, failed))
    const [first] = refused
    if (first) notifyWrong(t('refused', { count: refused.length, reason: first.message }))
    onDone()
  }
  const changing = useMutation({
    mutationFn: (change: Values) => routes.bulk({ ids, change }),
    onSuccess: (result, change) =>
      say(result, 'changed', () => Promise.all(backTo(records, change).map((one) => routes.bulk(one)))),
    onError: failed,
    onSettled: after,
  })
  const removing = useMutation({
    mutationFn: () => routes.bulk({ ids, delete: true }),
    onSuccess: (result) => say(result, 'deleted', () => routes.bulk({ ids, restore: true })),
    onError: failed,
    onSettled: after,
  })
  const restoring = useMutation({
    mutationFn: () => routes.bulk({ ids, restore: true }),
    onSuccess: (result) => say(result, 'restored', () => routes.bulk({ ids, delete: true })),
    onError: failed,
    onSettled: after,
  })
  return {
    busy: changing.isPending || removing.isPending || restoring.isPending,
    change: (values: Values) => changing.mutate(values),
    remove: () => removing.mutate(),
    restore: () => restoring.mutate(),
  }
}

/** The calls that give each record back what it had: one for every former value. */
function backTo(records: readonly AnyRecord[], change: Values): { ids: string[]; change: Values }[] {
  const before = new Map<string, { ids: string[]; change: Values }>()
  for (const record of records) {
    const values = Object.fromEntries(Object.keys(change).map((name) => [name, fieldValue(record, name)]))
    const known = before.get(JSON.stringify(values))
    if (known) known.ids.push(record.id)
    else before.set(JSON.stringify(values), { ids: [record.id], change: values })
  }
  return [...before.values()]
}
