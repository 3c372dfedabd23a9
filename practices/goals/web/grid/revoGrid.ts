import { defineCustomElements } from '@revolist/revogrid/loader'
import { AmountEditor } from './amountEditor.ts'
import { Cursor } from './cursor.ts'
import type { Range } from './figures.ts'
import { columnsFor } from './gridColumns.ts'
import { pressed } from './gridKeys.ts'
import type { Grid, GridPage } from './gridPage.ts'
import { type Column, yearColumn } from './sheet.ts'

const rowHeight = 32
const teamHeight = 46
const columnAt = (prop: unknown): Column | null => {
  const match = typeof prop === 'string' ? /^c(\d+)$/.exec(prop) : null
  return match ? Number(match[1]) : null
}

/** The library's element in a place of the page: it draws what is in view; what is done with cells is decided here. */
export function mountGrid(host: HTMLElement, page: () => GridPage): Grid {
  void defineCustomElements(window)
  const grid = document.createElement('revo-grid')
  const cursor = new Cursor(grid, page)
  grid.theme = 'compact'
  grid.range = true
  grid.resize = true
  grid.canMoveColumns = false
  grid.canDrag = false
  grid.exporting = false
  grid.filter = false
  grid.useClipboard = false
  grid.rowSize = rowHeight
  grid.frameSize = 4
  grid.setAttribute('aria-label', page().label)
  grid.editors = { amount: (_, __, close) => new AmountEditor(cursor, close) }
  grid.columns = columnsFor(page)
  const forget = listen(grid, cursor, page)
  host.append(grid)
  return {
    rows(twoLines) {
      grid.rowDefinitions = twoLines.flatMap((two, index) => (two ? [{ type: 'rgRow', index, size: teamHeight }] : []))
      grid.source = twoLines.map((_, y) => ({ y }))
      cursor.rows = twoLines.length
    },
    redraw() {
      // what it draws first it draws as things are by then
      if (customElements.get('revo-grid')) void grid.refresh('rgRow').catch(() => undefined)
    },
    focus: (y, column) => cursor.go(y, column),
    edit: () => cursor.edit(null),
    range: () => cursor.range,
    hasFocus: () => grid.contains(document.activeElement),
    end() {
      forget()
      grid.remove()
    },
  }
}

/** The library's events and the keys, until the answer is called. */
function listen(grid: HTMLRevoGridElement, cursor: Cursor, page: () => GridPage): () => void {
  grid.addEventListener('beforecellfocus', (event) => {
    if (columnAt(event.detail.prop) === null) event.preventDefault()
  })
  grid.addEventListener('afterfocus', ({ detail: { rowIndex, column } }) => {
    const at = columnAt(column?.prop)
    if (at === null || (cursor.at?.y === rowIndex && cursor.at.column === at)) return
    cursor.at = { y: rowIndex, column: at }
    cursor.head = null
    page().selected(cursor.range)
  })
  grid.addEventListener('setrange', (event) => {
    if (!(event instanceof CustomEvent)) return
    const area = rangeIn(event.detail)
    if (area === null || cursor.at === null) return
    const isYear = cursor.at.column === yearColumn
    const column = (x: number) => (isYear ? yearColumn : x)
    const far = (at: number, low: number, high: number) => (at === low ? high : low)
    const place = cursor.at
    cursor.head = {
      y: far(place.y, area.y, area.y1),
      column: isYear ? yearColumn : far(place.column, column(area.x), column(area.x1)),
    }
    page().selected(cursor.range)
  })
  grid.addEventListener('beforeautofill', (event) => {
    event.preventDefault()
    const isYear = event.detail.colType === 'colPinEnd'
    const range = ({ x, y, x1, y1 }: { x: number; y: number; x1: number; y1: number }): Range => ({
      top: y,
      bottom: y1,
      left: isYear ? yearColumn : x,
      right: isYear ? yearColumn : x1,
    })
    if (event.detail.oldRange) page().filled(range(event.detail.oldRange), range(event.detail.newRange))
  })
  grid.addEventListener('beforeedit', (event) => event.preventDefault())
  grid.addEventListener('beforerangeedit', (event) => event.preventDefault())
  const onKey = (event: KeyboardEvent) => pressed(event, cursor, page)
  grid.addEventListener('keydown', onKey, { capture: true })
  const onDouble = () => void cursor.edit(null)
  grid.addEventListener('dblclick', onDouble)
  return () => {
    grid.removeEventListener('keydown', onKey, { capture: true })
    grid.removeEventListener('dblclick', onDouble)
  }
}

function rangeIn(given: unknown): { x: number; y: number; x1: number; y1: number } | null {
  if (typeof given !== 'object' || given === null) return null
  const [x, y, x1, y1] = ['x', 'y', 'x1', 'y1'].map((name): unknown => Reflect.get(given, name))
  if (typeof x !== 'number' || typeof y !== 'number' || typeof x1 !== 'number' || typeof y1 !== 'number') return null
  return { x, y, x1, y1 }
}
