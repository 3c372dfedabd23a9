import { Menu, Popover } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { BulkResult } from '#platform/record/resource.ts'
import { type AnyRecord, fieldValue, type Names, type Values, type WritableSource } from '#web/api/records.ts'
import { Button } from '../Button.tsx'
import { FieldEditor } from '../field/FieldEditor.tsx'
import { notify, notifyWrong } from '../notices.ts'
import { useProblemWords } from '../ProblemText.tsx'
import { PopoverContext } from '../popoverContext.ts'
import { useRecordText } from '../useRecordText.ts'
import style from './BulkActions.module.css'

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
  const { busy, change, remove } = useBulk(source, records, onDone)
  return (
    <>
      {mayUpdate && (
        <Menu position="top" withinPortal>
          <Menu.Target>
            <Button plain icon="edit" busy={busy}>
              {t('change')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {fields.map((name) => (
              <Menu.Item key={name} onClick={() => open(name)}>
                {text.label(name)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {field !== null && (
        <Change
          source={source}
          name={field}
          onClose={() => open(null)}
          onSend={(value) => {
            open(null)
            change({ [field]: value })
          }}
        />
      )}
      {mayDelete && (
        <Button plain icon="trash" busy={busy} onClick={remove}>
          {t('delete')}
        </Button>
      )}
    </>
  )
}

interface ChangeProps {
  readonly source: Pick<WritableSource, 'declaration'>
  readonly name: string
  readonly onSend: (value: unknown) => void
  readonly onClose: () => void
}

function Change({ source: { declaration }, name, onSend, onClose }: ChangeProps) {
  const t = useTranslations('web.bulk')
  const text = useRecordText(declaration)
  const [value, setValue] = useState<unknown>(null)
  const [names, setNames] = useState<Names>({})
  const field = declaration.fields[name]
  if (!field) return null
  return (
    <Popover opened onChange={(open) => !open && onClose()} position="top" trapFocus withinPortal>
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown>
        <PopoverContext value={true}>
          <div className={style.change}>
            <FieldEditor
              field={field}
              name={name}
              text={text}
              value={value}
              names={names}
              autoFocus
              openAtOnce
              onChange={(next, more) => {
                setValue(next)
                setNames((now) => ({ ...now, ...more }))
              }}
            />
            <Button first disabled={value === null && field.required === true} onClick={() => onSend(value)}>
              {t('apply')}
            </Button>
          </div>
        </PopoverContext>
      </Popover.Dropdown>
    </Popover>
  )
}

function useBulk<T extends AnyRecord>({ key, routes }: WritableSource<T>, records: readonly T[], onDone: () => void) {
  const t = useTranslations('web.bulk')
  const words = useProblemWords()
  const queries = useQueryClient()
  const ids = records.map(({ id }) => id)
  const after = () => queries.invalidateQueries({ queryKey: [[key[0]]] })
  const failed = (error: unknown) => notifyWrong(words(error))
  const say = ({ done, refused }: BulkResult, what: 'changed' | 'deleted', undo: () => Promise<unknown>) => {
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
  return {
    busy: changing.isPending || removing.isPending,
    change: (values: Values) => changing.mutate(values),
    remove: () => removing.mutate(),
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
