import type { Range } from './figures.ts'
import type { GridPage, Then } from './gridPage.ts'
import { type Column, columnCount, yearColumn } from './sheet.ts'

export const propOf = (column: Column) => `c${column}`

const after: Readonly<Record<Then, readonly [number, number]>> = {
  down: [1, 0],
  up: [-1, 0],
  left: [0, -1],
  right: [0, 1],
  stay: [0, 0],
}

export interface Place {
  readonly y: number
  readonly column: Column
}

/** Where the person is. The library waits a tenth of a second before it follows an arrow key; this does not. */
export class Cursor {
  readonly grid: HTMLRevoGridElement
  readonly page: () => GridPage
  rows = 0
  at: Place | null = null
  /** The other end of the selection. */
  head: Place | null = null
  /** What the editor begins with; null is what stands in the cell. */
  begun: string | null = null
  isEditing = false

  constructor(grid: HTMLRevoGridElement, page: () => GridPage) {
    this.grid = grid
    this.page = page
  }

  get range(): Range | null {
    if (this.at === null) return null
    const other = this.head ?? this.at
    return {
      top: Math.min(this.at.y, other.y),
      bottom: Math.max(this.at.y, other.y),
      left: Math.min(this.at.column, other.column),
      right: Math.max(this.at.column, other.column),
    }
  }

  go(y: number, column: Column): void {
    if (this.rows === 0) return
    this.at = { y: within(y, this.rows), column: within(column, columnCount) }
    this.head = null
    this.show()
  }

  /** Further from where it is; with `extends` the selection grows instead, within the months or the year's column. */
  move([down, right]: readonly [number, number], { extend }: { readonly extend: boolean }): void {
    if (this.at === null) return
    const from = extend ? (this.head ?? this.at) : this.at
    const y = within(from.y + down, this.rows)
    const column = within(from.column + right, columnCount)
    if (!extend) {
      this.go(y, column)
      return
    }
    const isApart = (column === yearColumn) !== (this.at.column === yearColumn)
    this.head = { y, column: isApart ? from.column : column }
    this.show()
  }

  /** The library draws a selection; of one that grew, the far end is what should be in view. */
  show(): void {
    const { at } = this
    if (at === null) return
    const end = this.head ?? at
    const place = ({ y, column }: { y: number; column: Column }) => ({ x: column === yearColumn ? 0 : column, y })
    const section = at.column === yearColumn ? 'colPinEnd' : 'rgCol'
    void this.grid.setCellsFocus(place(at), place(end), section, 'rgRow')
    if (!this.inView(end.y, end.column)) {
      void this.grid.scrollToCoordinate({
        y: Math.max(0, end.y - 2),
        ...(end.column === yearColumn ? {} : { x: Math.max(0, end.column - 1) }),
      })
    }
    this.page().selected(this.range)
  }

  inView(y: number, column: Column): boolean {
    const cell = this.grid.querySelector(
      column === yearColumn
        ? `revogr-data[col-type=colPinEnd] [data-rgrow="${y}"]`
        : `revogr-data[col-type=rgCol] [data-rgrow="${y}"][data-rgcol="${column}"]`,
    )
    const frame = cell?.closest('.vertical-inner, revogr-viewport-scroll')
    if (!cell || !frame) return false
    const [inner, outer] = [cell.getBoundingClientRect(), frame.getBoundingClientRect()]
    return (
      inner.top >= outer.top &&
      inner.bottom <= outer.bottom &&
      inner.left >= outer.left - 1 &&
      inner.right <= outer.right + 1
    )
  }

  edit(first: string | null): boolean {
    const { at } = this
    if (at === null || !this.page().mayEdit(at.y, at.column)) return false
    if (this.isEditing) return true
    this.begun = first
    this.isEditing = true
    void this.grid.setCellEdit(at.y, propOf(at.column), 'rgRow')
    return true
  }

  /** What the editor begins with. */
  text(): string {
    const { at, begun } = this
    if (begun !== null || at === null) return begun ?? ''
    return this.page().editText(at.y, at.column)
  }

  /** Keys that come before the editor stands there are its own already. */
  ahead(key: string): void {
    this.begun = this.text() + key
  }

  leave(place: Place, text: string | null, then: Then): void {
    this.isEditing = false
    if (text !== null) this.page().typed(place.y, place.column, text)
    // somebody who clicked elsewhere is there already
    if (this.at !== place) return
    if (then === 'stay') this.show()
    else this.move(after[then], { extend: false })
  }
}
const within = (n: number, size: number) => Math.min(size - 1, Math.max(0, n))
