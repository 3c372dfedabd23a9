import type { Range } from './figures.ts'
import type { Column } from './sheet.ts'

/** How a cell looks and what is read out of it. */
export interface CellLook {
  readonly text: string
  /** The second line of a team: what its people add up to. */
  readonly sub: string | null
  readonly classes: string
  readonly label: string
  readonly title: string
}
export interface HeadLook {
  readonly name: string
  readonly sub: string
  readonly depth: number
  readonly kind: string
}
export type Then = 'down' | 'up' | 'left' | 'right' | 'stay'

/** What the grid asks of the page, and tells it. Asked anew at every drawing, so it always sees the page as it is. */
export interface GridPage {
  readonly label: string
  columnName(column: Column): string
  cell(y: number, column: Column): CellLook
  head(y: number): HeadLook
  mayEdit(y: number, column: Column): boolean
  editText(y: number, column: Column): string
  typed(y: number, column: Column, text: string): void
  selected(range: Range | null): void
  filled(source: Range, over: Range): void
  /** True where the page took the key for itself. */
  key(event: KeyboardEvent, range: Range): boolean
}
export interface Grid {
  /** How many rows there are, and which of them have two lines. */
  rows(twoLines: readonly boolean[]): void
  redraw(): void
  focus(y: number, column: Column): void
  edit(): void
  range(): Range | null
  hasFocus(): boolean
  end(): void
}
