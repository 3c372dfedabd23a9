// biome-ignore-all lint/a11y/useSemanticElements: table elements can't hold rows that are drawn only while in view
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useContext, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyRecord, type Source, titleOf } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import type { RecordList } from '#web/api/useRecordList.ts'
import type { ListView } from '../listView.ts'
import { phone } from '../phone.ts'
import { ScrollContext } from '../scrollContext.ts'
import { gridOf, widthMin } from './columns.ts'
import type { Edit } from './editing.ts'
import style from './RecordTable.module.css'
import { TableHead } from './TableHead.tsx'
import { type Cells, TableRow } from './TableRow.tsx'
import { useGridKeys } from './useGridKeys.ts'
import type { Selection } from './useSelection.ts'

export interface GridProps<T extends AnyRecord> {
  readonly source: Source<T>
  readonly columns: readonly (keyof T & string)[]
  readonly view: ListView
  readonly onView: (view: ListView) => void
  readonly cells?: Cells<T>
  readonly onOpen?: ((record: T) => void) | undefined
  readonly list: RecordList<T>
  /** Null where no row can be selected. */
  readonly selection: Selection | null
  readonly edit?: Edit<T> | null
}

/** In pixels, as `--row` of tokens.css says; on a phone a finger has its place in any case. */
const rowHeight = { comfortable: 41, compact: 33, phone: 65 } as const

/** The head and the rows in view. */
export function RecordGrid<T extends AnyRecord>(props: GridProps<T>) {
  const { source, columns, view, onView, cells = {}, onOpen, list, selection, edit = null } = props
  const t = useTranslations('web.table')
  const id = useId()
  const grid = useRef<HTMLDivElement>(null)
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const { density } = useMe().member
  const { rows, body } = useRows(list, rowHeight[onPhone ? 'phone' : density])
  const keys = useGridKeys({
    records: list.records,
    columns,
    selection,
    edit: onPhone ? null : edit,
    onOpen,
    scrollTo: (index) => rows.scrollToIndex(index),
  })
  const template = { gridTemplateColumns: gridOf(source.declaration, columns) }
  const back = () => grid.current?.focus({ preventScroll: true })
  const activeId = keys.column === null ? `${id}-${keys.row}` : `${id}-${keys.row}-${keys.column}`
  return (
    <div
      ref={grid}
      className={style.table}
      data-selecting={(selection?.count ?? 0) > 0 || undefined}
      style={widthsOf(columns)}
      role="grid"
      aria-label={t('label')}
      aria-rowcount={(list.count ?? list.records.length) + 1}
      aria-multiselectable={selection !== null}
      aria-activedescendant={keys.row >= 0 ? activeId : undefined}
      aria-busy={list.changing}
      tabIndex={0}
      onKeyDown={keys.onKeyDown}
    >
      <TableHead
        declaration={source.declaration}
        columns={columns}
        view={view}
        onView={onView}
        template={template}
        selection={selection}
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
                row={{ record, index, top: start - rows.options.scrollMargin, active: index === keys.row }}
                source={source}
                columns={columns}
                cells={cells}
                names={list.names}
                template={template}
                selection={selection}
                onOpen={onOpen}
                title={titleOf(source.declaration, record)}
                activeColumn={index === keys.row ? keys.column : null}
                edit={onPhone ? null : edit}
                onCell={(name) => {
                  keys.goTo(index, name)
                  back()
                }}
                onDone={back}
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
