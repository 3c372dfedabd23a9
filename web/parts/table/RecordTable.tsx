// biome-ignore-all lint/a11y/useSemanticElements: table elements can't hold rows that are drawn only while in view
import { useMediaQuery } from '@mantine/hooks'
import { useLocation } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyRecord, type Source, titleOf } from '#web/api/records.ts'
import { type RecordList, useRecordList } from '#web/api/useRecordList.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import { Button } from '../Button.tsx'
import type { ListView } from '../listView.ts'
import { ProblemText } from '../ProblemText.tsx'
import { phone } from '../phone.ts'
import { keepTrail } from '../record/trail.ts'
import { ScrollContext } from '../scrollContext.ts'
import { Waiting } from '../Waiting.tsx'
import { gridOf, widthMin } from './columns.ts'
import style from './RecordTable.module.css'
import { TableHead } from './TableHead.tsx'
import { type Cells, TableRow } from './TableRow.tsx'
import { useSelection } from './useSelection.ts'

interface Props<T extends AnyRecord> {
  readonly source: Source<T>
  /** The columns, the record's name first. */
  readonly columns: readonly (keyof T & string)[]
  readonly view: ListView
  readonly onView: (view: ListView) => void
  /** In place of a field's usual look. */
  readonly cells?: Cells<T>
  readonly onOpen?: (record: T) => void
  readonly onEdit?: (record: T) => void
  /** What can be done with the selected ones; without it none can be selected. */
  readonly bulk?: (records: readonly T[], clear: () => void) => ReactNode
  /** Shown where there is nothing: what this is for, and the first step. */
  readonly empty: ReactNode
  /** Beside the count: what they add up to. */
  readonly total?: ReactNode
  /** The view is the one that the page begins with: where it shows nothing, there is nothing yet. */
  readonly plain?: boolean
}

const rowHeight = { desk: 41, phone: 65 } as const

/** The records of a type, however many: only the rows in view are drawn, more are loaded as one scrolls. */
export function RecordTable<T extends AnyRecord>(props: Props<T>) {
  const { source, columns, view, onView, bulk, empty, plain, total } = props
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
  return (
    <>
      <p className={style.count} aria-live="polite">
        {list.count === null ? '' : t('count', { count: list.count })}
        {total}
      </p>
      <Grid {...props} columns={columns} list={list} selection={selection} />
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

interface GridProps<T extends AnyRecord> extends Props<T> {
  readonly list: RecordList<T>
  readonly selection: ReturnType<typeof useSelection>
}

function Grid<T extends AnyRecord>({
  source,
  columns,
  view,
  onView,
  cells = {},
  onOpen,
  onEdit,
  bulk,
  list,
  selection,
}: GridProps<T>) {
  const t = useTranslations('web.table')
  const id = useId()
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const [active, setActive] = useState(-1)
  const { rows, body } = useRows(list, onPhone ? rowHeight.phone : rowHeight.desk)
  const move = (to: number) => {
    const next = Math.max(0, Math.min(list.records.length - 1, to))
    setActive(next)
    rows.scrollToIndex(next)
  }
  const at = (run: (record: T) => void) => () => {
    const record = list.records[active]
    if (record) run(record)
  }
  useShortcuts({
    j: () => move(active + 1),
    k: () => move(active - 1),
    x: at((record) => bulk && selection.toggle(record.id)),
    Enter: at((record) => onOpen?.(record)),
    e: at((record) => onEdit?.(record)),
    Escape: () => selection.clear(),
  })
  const template = { gridTemplateColumns: gridOf(source.declaration, columns) }
  return (
    <div
      className={style.table}
      data-selecting={selection.count > 0 || undefined}
      style={widthsOf(columns)}
      role="grid"
      aria-label={t('label')}
      aria-rowcount={(list.count ?? list.records.length) + 1}
      aria-multiselectable={bulk !== undefined}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      aria-busy={list.changing}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return
        if (event.key === 'ArrowDown') move(active + 1)
        else if (event.key === 'ArrowUp') move(active - 1)
        else if (event.key === ' ') at((record) => bulk && selection.toggle(record.id))()
        else if (event.key === 'Enter') at((record) => onOpen?.(record))()
        else return
        event.preventDefault()
      }}
    >
      <TableHead
        declaration={source.declaration}
        columns={columns}
        view={view}
        onView={onView}
        template={template}
        selection={bulk ? selection : null}
      />
      <div
        ref={body}
        role="rowgroup"
        className={style.body}
        data-stale={list.changing || undefined}
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const record = list.records[index]
          return (
            record && (
              <TableRow
                key={record.id}
                id={`${id}-${index}`}
                row={{ record, index, top: start - rows.options.scrollMargin, active: index === active }}
                source={source}
                columns={columns}
                cells={cells}
                names={list.names}
                template={template}
                selection={bulk ? selection : null}
                onOpen={onOpen}
                title={titleOf(source.declaration, record)}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

const widthsOf = (columns: readonly string[]): CSSProperties & { readonly '--table-min': string } => ({
  '--table-min': widthMin(columns),
})

/** The rows in view, measured against the screen that scrolls; the next page is asked for before its end is reached. */
function useRows<T extends AnyRecord>(list: RecordList<T>, height: number) {
  const scroller = useContext(ScrollContext)
  const body = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useEffect(() => {
    if (!scroller || !body.current) return
    setMargin(body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop)
  }, [scroller])
  // on paper nothing is out of view
  const printed = useMediaQuery('print', undefined, { getInitialValueInEffect: false })
  const rows = useVirtualizer({
    count: list.records.length,
    getScrollElement: () => scroller,
    estimateSize: () => height,
    overscan: printed ? list.records.length : 12,
    scrollMargin: margin,
    scrollPaddingStart: 44,
    scrollPaddingEnd: 80,
    getItemKey: (index) => list.records[index]?.id ?? index,
  })
  const { loadMore } = list
  const last = rows.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (loadMore && last >= list.records.length - 30) loadMore()
  }, [loadMore, last, list.records.length])
  useEffect(() => {
    if (height > 0) rows.measure()
  }, [rows, height])
  return { rows, body }
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
