import { useRef, useState } from 'react'
import { type AnyRecord, fieldValue, type Names } from '#web/api/records.ts'
import { loadFieldEditor } from '../field/LazyFieldEditor.tsx'
import { notifyWrong } from '../notices.ts'
import type { Draft } from '../record/InlineEditor.tsx'
import { useFieldChange } from '../record/useFieldChange.ts'
import { useRecordText } from '../useRecordText.ts'
import type { Editing } from './editing.ts'

/** The cell that is being changed, if any, and the way into it and out again. */
export function useCells<T extends AnyRecord>(editing: Editing<T>, columns: readonly string[], names: Names) {
  const text = useRecordText(editing.source.declaration)
  const [draft, setDraft] = useState<Draft | null>(null)
  const now = useRef<Draft | null>(null)
  const fieldChange = useFieldChange(editing.source)
  const turn = (next: Draft | null) => {
    now.current = next
    setDraft(next)
  }
  const begin = (record: T, name: string): boolean => {
    if (!editing.may(record, name)) return false
    loadFieldEditor()
    const value = fieldValue(record, name)
    const { id, version } = record
    turn({ id, name, value, before: value, names, version, problem: null })
    return true
  }
  const save = async (done: Draft) => {
    if (now.current?.id === done.id && now.current.name === done.name) turn(null)
    const problem = await fieldChange.change(done)
    if (problem === null) return
    const said = problem.at(done.name, text.label(done.name)) ?? problem.message
    if (now.current === null) turn({ ...done, problem: said })
    else notifyWrong(said)
  }
  /** The next cell of the row that may be changed; none leaves the row. */
  const step = (record: T, name: string, back: boolean): string | null => {
    const order = back ? columns.toReversed() : columns
    const next = order.slice(order.indexOf(name) + 1).find((one) => editing.may(record, one))
    if (next === undefined) turn(null)
    else begin(record, next)
    return next ?? null
  }
  return { ...fieldChange, draft, begin, save, step, leave: () => turn(null) }
}
