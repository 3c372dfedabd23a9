import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyRecord, titleOf, type Values, type WritableSource } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { type ListQuery, useRecordList } from '#web/api/useRecordList.ts'
import { Button } from '#web/parts/Button.tsx'
import { notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { SlotProps } from '#web/parts/RecordForm.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { RecordPanel } from '../RecordPanel.tsx'
import { movedPositions } from './movedPositions.ts'
import style from './OrderedRecords.module.css'

interface Ordered extends AnyRecord {
  readonly position: number
}
interface Props<T extends Ordered> {
  readonly source: WritableSource<T>
  readonly filter?: ListQuery['filter']
  readonly start?: Values
  readonly fields: readonly (keyof T & string)[]
  readonly slots?: Readonly<Record<string, (props: SlotProps) => ReactNode>>
  /** What stands beside the name. */
  readonly says?: (record: T) => ReactNode
  readonly add: string
}

/** Records with a place among the others: opened by their name, moved up and down by arrows. */
export function OrderedRecords<T extends Ordered>({ source, filter, start = {}, fields, slots, says, add }: Props<T>) {
  const t = useTranslations('web.settings.ordered')
  const may = useMay()
  const { declaration } = source
  const { records, state } = useRecordList(source, { sort: 'position', ...(filter ? { filter } : {}) })
  const [open, setOpen] = useState<T | 'new' | null>(null)
  const { move, busy } = useMove(source, records)
  const mayChange = may(`${declaration.type}.update`)
  if (state === 'loading') return <Waiting />
  return (
    <>
      <ol className={style.list}>
        {records.map((record, i) => (
          <li key={record.id} className={style.row}>
            <span className={`${style.place} num`}>{i + 1}</span>
            <button type="button" className={style.name} disabled={!mayChange} onClick={() => setOpen(record)}>
              {titleOf(declaration, record)}
            </button>
            <span className={style.says}>{says?.(record)}</span>
            {mayChange && (
              <span className={style.moves}>
                <Button
                  plain
                  icon="up"
                  disabled={i === 0 || busy}
                  onClick={() => move(i, i - 1)}
                  aria-label={t('up', { name: titleOf(declaration, record) })}
                />
                <Button
                  plain
                  icon="down"
                  disabled={i === records.length - 1 || busy}
                  onClick={() => move(i, i + 1)}
                  aria-label={t('down', { name: titleOf(declaration, record) })}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
      {may(`${declaration.type}.create`) && (
        <Button plain icon="plus" onClick={() => setOpen('new')}>
          {add}
        </Button>
      )}
      {open !== null && (
        <RecordPanel
          source={source}
          record={open === 'new' ? null : open}
          fields={fields}
          start={{ ...start, position: (records.at(-1)?.position ?? 0) + 1 }}
          slots={slots}
          mayDelete={may(`${declaration.type}.delete`) && records.length > 1}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function useMove<T extends Ordered>({ key, routes }: WritableSource<T>, records: readonly T[]) {
  const words = useProblemWords()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: async (to: { readonly from: number; readonly at: number }) => {
      for (const { id, position } of movedPositions(records, to)) await routes.update({ id, position })
    },
    onError: (error) => notifyWrong(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: [[key[0]]] }),
  })
  return { move: (from: number, at: number) => mutate({ from, at }), busy: isPending }
}
