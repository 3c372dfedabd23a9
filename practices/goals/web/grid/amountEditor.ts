import type { EditorBase, HyperFunc, VNode } from '@revolist/revogrid'
import type { Cursor, Place } from './cursor.ts'
import { thenOf } from './gridKeys.ts'
import type { Then } from './gridPage.ts'

/** A line to type into. Enter and Tab keep what was typed, so does a click elsewhere; Escape forgets it. */
export class AmountEditor implements EditorBase {
  element: Element | null = null
  readonly cursor: Cursor
  readonly close: () => void
  /** The cell that it is for. */
  readonly place: Place | null
  input: HTMLInputElement | null = null
  isOver = false

  constructor(cursor: Cursor, close: () => void) {
    this.cursor = cursor
    this.close = close
    this.place = cursor.at
  }
  render(h: HyperFunc<VNode>) {
    const at = this.place
    const page = this.cursor.page()
    return h('input', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      class: 'quota-input',
      'aria-label': at === null ? '' : `${page.head(at.y).name}, ${page.columnName(at.column)}`,
      value: this.cursor.text(),
      ref: (input: unknown) => {
        if (input instanceof HTMLInputElement) this.input = input
      },
      onKeyDown: (event: KeyboardEvent) => this.pressed(event),
      onBlur: () => this.finish('stay', { keep: true }),
    })
  }
  appendPendingInput(value: string): boolean {
    if (!this.input) return false
    this.input.value += value
    return true
  }
  componentDidRender(): void {
    const { input } = this
    // what was typed before it stood there was for another cell, or is done with already
    if (!this.cursor.isEditing || this.cursor.at !== this.place) {
      this.isOver = true
      this.close()
      return
    }
    if (!input || document.activeElement === input) return
    input.value = this.cursor.text()
    input.focus()
    if (this.cursor.begun === null) input.select()
    else input.setSelectionRange(input.value.length, input.value.length)
  }
  getValue(): string {
    return this.input?.value ?? ''
  }
  disconnectedCallback(): void {
    this.input = null
  }
  pressed(event: KeyboardEvent): void {
    if (event.isComposing) return
    const then = thenOf(event)
    if (then === null && event.key !== 'Escape') {
      event.stopPropagation()
      return
    }
    event.preventDefault()
    event.stopPropagation()
    this.finish(then ?? 'stay', { keep: then !== null })
  }
  finish(then: Then, { keep }: { readonly keep: boolean }): void {
    if (this.isOver) return
    this.isOver = true
    const text = keep ? this.getValue() : null
    this.close()
    if (this.place !== null) this.cursor.leave(this.place, text, then)
  }
}
