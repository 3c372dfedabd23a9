import { type KeyboardEvent, useRef, useState } from 'react'
import type { AnyDeclaration } from '#platform/record/record.ts'
import type { Names } from '#web/api/records.ts'
import { LazyFieldEditor } from '../field/LazyFieldEditor.tsx'
import { useRecordText } from '../useRecordText.ts'
import style from './FieldList.module.css'

/** A field that is being changed, and what it was when that began. */
export interface Draft {
  /** Of the record. */
  readonly id: string
  readonly name: string
  readonly value: unknown
  readonly before: unknown
  readonly names: Names
  readonly version: number
  /** Why the server did not take it. */
  readonly problem: string | null
}

interface Props {
  readonly declaration: AnyDeclaration
  readonly begun: Draft
  /** `left`: since the focus went elsewhere. */
  readonly onSave: (draft: Draft, left?: boolean) => Promise<void>
  readonly onLeave: () => void
  /** Where Tab goes on to the next value, after this one is kept. */
  readonly onTab?: (back: boolean) => void
}

/** Changes one value in its place. Leaving it keeps what was typed; Escape does not. */
export function InlineEditor({ declaration, begun, onSave, onLeave, onTab }: Props) {
  const { name } = begun
  const text = useRecordText(declaration)
  const place = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState(begun)
  // once: taking the editor away takes the focus from it, too
  const over = useRef(false)
  const end = (how: () => void) => {
    if (over.current) return
    over.current = true
    how()
  }
  const field = declaration.fields[name]
  if (!field) return null
  const chosen = field.kind === 'choice' || field.kind === 'relation' || field.kind === 'flag'
  const onChange = (value: unknown, more: Names = {}) => {
    const next = { ...draft, value, names: { ...draft.names, ...more } }
    setDraft(next)
    if (chosen) end(() => void onSave(next))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end(onLeave)
    if (event.key === 'Tab' && onTab) {
      event.preventDefault()
      end(() => {
        if (!chosen) void onSave(draft)
        onTab(event.shiftKey)
      })
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || chosen) return
    if (event.target instanceof HTMLTextAreaElement && !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    end(() => void onSave(draft))
  }
  // the calendar and the list of choices stand elsewhere in the page, but belong to the editor
  const isInside = (at: EventTarget | null) =>
    at instanceof Element && (place.current?.contains(at) || at.closest('[data-portal]') !== null)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the editor inside bubble up to here
    <div
      ref={place}
      className={style.editor}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (!isInside(relatedTarget)) end(() => (chosen ? onLeave() : void onSave(draft, true)))
      }}
    >
      <LazyFieldEditor
        field={field}
        name={name}
        text={text}
        value={draft.value}
        names={draft.names}
        onChange={onChange}
        error={draft.problem}
        autoFocus
        openAtOnce
        bare
      />
    </div>
  )
}
