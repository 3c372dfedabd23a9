import { type KeyboardEvent, useState } from 'react'
import type { AnyRecord } from '#web/api/records.ts'
import { useShortcuts } from '#web/frame/useShortcuts.ts'
import type { Edit } from './editing.ts'
import type { Selection } from './useSelection.ts'

interface Given<T extends AnyRecord> {
  readonly records: readonly T[]
  readonly columns: readonly string[]
  readonly selection: Selection | null
  readonly edit: Edit<T> | null
  readonly onOpen: ((record: T) => void) | undefined
  readonly scrollTo: (index: number) => void
}

/**
 * Rows and cells by keyboard: j, k and the arrows go from one to the next; Enter opens the row, or changes the cell that
 * was gone to; e changes the first cell that may be; x and Space select.
 */
export function useGridKeys<T extends AnyRecord>({ records, columns, selection, edit, onOpen, scrollTo }: Given<T>) {
  const [row, setRow] = useState(-1)
  const [column, setColumn] = useState<string | null>(null)
  const record = records[row]
  const move = (to: number) => {
    const next = Math.max(0, Math.min(records.length - 1, to))
    setRow(next)
    scrollTo(next)
  }
  const aside = (by: 1 | -1) => {
    if (row < 0) move(0)
    const at = column === null ? -1 : columns.indexOf(column)
    setColumn(columns[at + by] ?? (by === -1 ? null : column))
  }
  const toggle = () => record && selection?.toggle(record.id)
  const change = () => {
    if (!record || !edit) return
    const wanted = column ?? columns.find((name) => edit.may(record, name))
    if (wanted !== undefined && edit.begin(record, wanted)) setColumn(wanted)
  }
  const enter = () => {
    if (!record) return
    if (column === null || !edit?.may(record, column)) onOpen?.(record)
    else change()
  }
  const leave = () => (column === null ? selection?.clear() : setColumn(null))
  useShortcuts({
    j: () => move(row + 1),
    k: () => move(row - 1),
    x: toggle,
    Enter: enter,
    e: change,
    Escape: leave,
  })
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(row + 1),
    ArrowUp: () => move(row - 1),
    ArrowRight: () => aside(1),
    ArrowLeft: () => aside(-1),
    Home: () => move(0),
    End: () => move(records.length - 1),
    ' ': () => toggle(),
    Enter: enter,
    F2: change,
  }
  return {
    row,
    column,
    goTo: (index: number, name: string) => {
      setRow(index)
      setColumn(name)
    },
    onKeyDown: (event: KeyboardEvent) => {
      const run = keys[event.key]
      if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || !run) return
      run()
      event.preventDefault()
    },
  }
}
