import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AnyRecord, Source } from '#web/api/records.ts'
import { useRecordList } from '#web/api/useRecordList.ts'
import { Button } from '../Button.tsx'
import type { ListView } from '../listView.ts'
import { ProblemText } from '../ProblemText.tsx'
import { keepTrail } from '../record/trail.ts'
import { Waiting } from '../Waiting.tsx'
import { EditableGrid } from './EditableGrid.tsx'
import type { Editing } from './editing.ts'
import { RecordGrid } from './RecordGrid.tsx'
import style from './RecordTable.module.css'
import type { Cells } from './TableRow.tsx'
import { useSelection } from './useSelection.ts'

interface Props<T extends AnyRecord> {
  readonly source: Source<T>
  /** The columns, the record's name first. */
  readonly columns: readonly (keyof T & string)[]
  readonly view: ListView
  readonly onView: (view: ListView) => void
  /** In place of a field's usual look. */
  readonly cells?: Cells<T>
  readonly onOpen?: ((record: T) => void) | undefined
  /** Cells are changed where they stand; without it they are only read. */
  readonly editing?: Editing<T> | null
  /** What can be done with the selected ones; without it none can be selected. */
  readonly bulk?: (records: readonly T[], clear: () => void) => ReactNode
  /** Shown where there is nothing: what this is for, and the first step. */
  readonly empty: ReactNode
  /** Beside the count: what they add up to. */
  readonly total?: ReactNode
  /** The view is the one that the page begins with: where it shows nothing, there is nothing yet. */
  readonly plain?: boolean
}

/** The records of a type, however many: only the rows in view are drawn, more are loaded as one scrolls. */
export function RecordTable<T extends AnyRecord>(props: Props<T>) {
  const { source, columns, view, onView, cells = {}, onOpen, editing, bulk, empty, plain, total } = props
  const t = useTranslations('web.table')
  const list = useRecordList(source, {
    ...(view.filter ? { filter: view.filter } : {}),
    ...(view.search ? { search: view.search } : {}),
    ...(view.deleted ? { deleted: view.deleted } : {}),
    sort: view.sort ?? source.declaration.sort,
  })
  const selection = useSelection(list.records)
  useTrail(source, list.records, view)
  if (list.state === 'failed') return <Failed error={list.error} onAgain={list.reload} />
  if (list.state === 'loading') return <Waiting lines={8} />
  if (list.records.length === 0)
    return (view.filter || view.search || view.deleted) && !plain ? (
      <NoneFound onClear={() => onView({ sort: view.sort, columns: view.columns })} />
    ) : (
      empty
    )
  const grid = { source, columns, view, onView, cells, onOpen, list, selection: bulk ? selection : null }
  return (
    <>
      <p className={style.count} aria-live="polite">
        {list.count === null ? '' : t('count', { count: list.count })}
        {total}
      </p>
      {editing ? <EditableGrid {...grid} editing={editing} /> : <RecordGrid {...grid} />}
      {bulk && selection.count > 0 && (
        <div className={style.bulk} role="toolbar" aria-label={t('selected', { count: selection.count })}>
          <span className="num">{t('selected', { count: selection.count })}</span>
          {bulk(selection.records, selection.clear)}
          <Button plain icon="close" onClick={selection.clear} aria-label={t('clearSelection')} />
        </div>
      )}
    </>
  )
}

/** A record that is opened from here finds its way back, and to the ones beside it. */
function useTrail<T extends AnyRecord>({ declaration, pageOf }: Source<T>, records: readonly T[], view: ListView) {
  const here = useLocation({ select: ({ pathname }) => pathname })
  // not the one that is gone to already while the list still stands
  const [path] = useState(here)
  useEffect(() => {
    if (pageOf !== null) keepTrail(declaration.type, { ids: records.map(({ id }) => id), path, view })
  }, [declaration, pageOf, records, path, view])
}

function Failed({ error, onAgain }: { readonly error: Error | null; readonly onAgain: () => void }) {
  const t = useTranslations('web.error')
  return (
    <div className={style.message}>
      <ProblemText error={error} />
      <Button onClick={onAgain}>{t('again')}</Button>
    </div>
  )
}

function NoneFound({ onClear }: { readonly onClear: () => void }) {
  const t = useTranslations('web.table')
  return (
    <div className={style.message}>
      <p>{t('noneFound')}</p>
      <Button onClick={onClear}>{t('clearFilters')}</Button>
    </div>
  )
}
