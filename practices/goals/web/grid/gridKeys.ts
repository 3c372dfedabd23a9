import type { Cursor, Place } from './cursor.ts'
import type { GridPage, Then } from './gridPage.ts'
import { columnCount, yearColumn } from './sheet.ts'

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The keys of a grid: moves, and what opens a cell. */
export function pressed(event: KeyboardEvent, cursor: Cursor, page: () => GridPage): void {
  const { target } = event
  if (target instanceof HTMLInputElement || event.isComposing) return
  const { range, at } = cursor
  if (range === null || at === null) return
  const take = () => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  if (cursor.isEditing) {
    take()
    typedAhead(event, cursor, at)
    return
  }
  if (page().key(event, range)) {
    take()
    return
  }
  const mod = event.ctrlKey || event.metaKey
  const step = steps[event.key]
  if (step) {
    take()
    const far = mod ? Math.max(cursor.rows, columnCount) : 1
    cursor.move([step[0] * far, step[1] * far], { extend: event.shiftKey })
    return
  }
  if (event.altKey) return
  const most = cursor.rows
  const jumps: Readonly<Record<string, readonly [number, number]>> = {
    Tab: [0, event.shiftKey ? -1 : 1],
    Home: mod ? [-most, -columnCount] : [0, -columnCount],
    End: mod ? [most, columnCount] : [0, columnCount],
    PageDown: [15, 0],
    PageUp: [-15, 0],
  }
  const jump = jumps[event.key]
  // past the last cell the key leaves the grid, as it came in
  const isOut = event.key === 'Tab' && (event.shiftKey ? at.column === 0 : at.column === yearColumn)
  if (jump && !isOut) {
    take()
    cursor.move(jump, { extend: event.shiftKey && event.key !== 'Tab' })
    return
  }
  if (mod) return
  if (event.key === 'Enter' || event.key === 'F2') {
    take()
    cursor.edit(null)
  } else if (event.key.length === 1 && /[\d.,()+\-¥$€£＋－０-９]/.test(event.key) && cursor.edit(event.key)) take()
}

/** The library takes a moment to put the editor there; whoever types fast does not wait for it. */
function typedAhead(event: KeyboardEvent, cursor: Cursor, at: Place): void {
  const then = thenOf(event)
  if (then !== null) cursor.leave(at, cursor.text(), then)
  else if (event.key === 'Escape') cursor.leave(at, null, 'stay')
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) cursor.ahead(event.key)
}

/** Where the keys that end typing lead. */
export function thenOf({ key, shiftKey }: KeyboardEvent): Then | null {
  if (key === 'Enter') return shiftKey ? 'up' : 'down'
  if (key === 'Tab') return shiftKey ? 'left' : 'right'
  return null
}
