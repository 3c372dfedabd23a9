import { type KeyboardEvent, useRef, useState } from 'react'
import type { AnyDeclaration } from '#platform/record/record.ts'
import type { Names } from '#web/api/records.ts'
import { LazyFieldEditor } from '../field/LazyFieldEditor.tsx'
import { useRecordText } from '../useRecordText.ts'
import style from './FieldList.module.css'

/** A field that is being changed, and what it was when that began. */
export interface Draft {
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
  readonly onSave: (draft: Draft) => Promise<void>
  readonly onLeave: () => void
}

/** Changes one value in its place. Leaving it keeps what was typed; Escape does not. */
export function InlineEditor({ declaration, begun, onSave, onLeave }: Props) {
  const { name } = begun
  const text = useRecordText(declaration)
  const place = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState(begun)
  const field = declaration.fields[name]
  if (!field) return null
  const chosen = field.kind === 'choice' || field.kind === 'relation' || field.kind === 'flag'
  const onChange = (value: unknown, more: Names = {}) => {
    const next = { ...draft, value, names: { ...draft.names, ...more } }
    setDraft(next)
    if (chosen) void onSave(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onLeave()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || chosen) return
    if (event.target instanceof HTMLTextAreaElement && !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void onSave(draft)
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
        if (!isInside(relatedTarget)) chosen ? onLeave() : void onSave(draft)
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
