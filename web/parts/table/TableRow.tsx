// biome-ignore-all lint/a11y/useSemanticElements: table elements can't hold rows that are drawn only while in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
import { Link } from '@tanstack/react-router'
import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { AnyRecord, Names, Source } from '#web/api/records.ts'
import { FieldValue } from '../field/FieldValue.tsx'
import { Tick } from '../Tick.tsx'
import { isRight } from './columns.ts'
import style from './RecordTable.module.css'
import type { Selection } from './useSelection.ts'

export type Cells<T extends AnyRecord> = { readonly [K in keyof T]?: (record: T, names: Names) => ReactNode }

interface Props<T extends AnyRecord> {
  readonly id: string
  readonly row: { readonly record: T; readonly index: number; readonly top: number; readonly active: boolean }
  readonly source: Source<T>
  readonly columns: readonly (keyof T & string)[]
  readonly cells: Cells<T>
  readonly names: Names
  readonly template: CSSProperties
  readonly selection: Selection | null
  readonly onOpen: ((record: T) => void) | undefined
  readonly title: string
}

export function TableRow<T extends AnyRecord>({
  id,
  row,
  source,
  columns,
  cells,
  names,
  template,
  selection,
  onOpen,
  title,
}: Props<T>) {
  const t = useTranslations('web.table')
  const { record, index, top, active } = row
  const selected = selection?.has(record.id) ?? false
  const open = (event: MouseEvent) => {
    // a click that chose text, or was for something in the row
    if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('a, button, input, label')))
      return
    if (window.getSelection()?.isCollapsed !== false) onOpen?.(record)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid's own keys open the active row; the name is a link besides
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selection ? selected : undefined}
      className={style.row}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-opens={onOpen !== undefined || undefined}
      style={{ ...template, transform: `translateY(${top}px)` }}
      onClick={open}
    >
      {selection && (
        <div role="gridcell" className={style.tick}>
          <Tick
            aria-label={t('select', { title })}
            checked={selected}
            onChange={(event) =>
              selection.toggle(record.id, event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey)
            }
          />
        </div>
      )}
      {columns.map((name, i) => (
        <div
          key={name}
          role="gridcell"
          className={style.cell}
          data-title={i === 0 || undefined}
          data-right={isRight(source.declaration, name) || undefined}
          data-field={name}
        >
          {i === 0 ? (
            <Title source={source} id={record.id}>
              {cells[name]?.(record, names) ?? title}
            </Title>
          ) : (
            (cells[name]?.(record, names) ?? (
              <FieldValue of={source.declaration} name={name} record={record} names={names} />
            ))
          )}
        </div>
      ))}
    </div>
  )
}

function Title({
  source,
  id,
  children,
}: {
  readonly source: Pick<Source, 'pageOf'>
  readonly id: string
  readonly children: ReactNode
}) {
  if (source.pageOf === null) return <span className="cut">{children}</span>
  return (
    <Link to={source.pageOf(id)} className={`${style.title} cut`}>
      {children}
    </Link>
  )
}
