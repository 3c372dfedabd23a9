// biome-ignore-all lint/a11y/useSemanticElements: table elements can't hold rows that are drawn only while in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
import { Link } from '@tanstack/react-router'
import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { AnyRecord, Names, Source } from '#web/api/records.ts'
import { FieldValue } from '../field/FieldValue.tsx'
import { InlineEditor } from '../record/InlineEditor.tsx'
import { Tick } from '../Tick.tsx'
import { isRight } from './columns.ts'
import type { Edit } from './editing.ts'
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
  /** Of the row that is gone to: the cell. */
  readonly activeColumn: string | null
  readonly edit: Edit<T> | null
  readonly onCell: (name: string) => void
  /** A cell was kept or left. */
  readonly onDone: () => void
}

export function TableRow<T extends AnyRecord>(props: Props<T>) {
  const { id, row, columns, template, selection, onOpen, title, edit } = props
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
      data-active={(active && props.activeColumn === null) || undefined}
      data-selected={selected || undefined}
      data-opens={onOpen !== undefined || undefined}
      data-editing={edit?.draft?.id === record.id || undefined}
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
        <Cell key={name} {...props} name={name} first={i === 0} />
      ))}
    </div>
  )
}

function Cell<T extends AnyRecord>(props: Props<T> & { readonly name: keyof T & string; readonly first: boolean }) {
  const { id, row, source, cells, names, title, activeColumn, edit, onCell, onDone, name, first } = props
  const { record } = row
  const { declaration } = source
  const draft = edit?.draft?.id === record.id && edit.draft.name === name ? edit.draft : null
  const editable = edit?.may(record, name) ?? false
  const keep = {
    onClick: (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('a, button, input, label')) return
      event.preventDefault()
      if (draft === null) onCell(name)
    },
    onDoubleClick: () => draft === null && edit?.begin(record, name),
  }
  return (
    <div
      id={`${id}-${name}`}
      role="gridcell"
      aria-readonly={edit === null ? undefined : !editable}
      className={style.cell}
      data-title={first || undefined}
      data-right={isRight(declaration, name) || undefined}
      data-field={name}
      data-editable={editable || undefined}
      data-active={activeColumn === name || undefined}
      data-editing={draft !== null || undefined}
      {...(editable ? keep : {})}
    >
      {first ? (
        <Title source={source} id={record.id}>
          {cells[name]?.(record, names) ?? title}
        </Title>
      ) : (
        (cells[name]?.(record, names) ?? <FieldValue of={declaration} name={name} record={record} names={names} />)
      )}
      {draft && edit && (
        <div className={style.editor}>
          <InlineEditor
            key={name}
            declaration={declaration}
            begun={draft}
            onSave={(done, left) => {
              if (!left) onDone()
              return edit.save(done)
            }}
            onLeave={() => {
              edit.leave()
              onDone()
            }}
            onTab={(back) => {
              const next = edit.step(record, name, back)
              if (next === null) onDone()
              else onCell(next)
            }}
          />
        </div>
      )}
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
