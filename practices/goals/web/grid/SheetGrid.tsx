import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import { useTranslations } from 'use-intl'
import './quotaGrid.css'
import { unitsText } from '../../rules/amount.ts'
import { clear, fill, fillFrom, pasteBlock, type Shown, setCell } from './doings.ts'
import { type Change, draftKey } from './draft.ts'
import type { Range } from './figures.ts'
import type { Grid, GridPage } from './gridPage.ts'
import { pastedBlock, readAmount } from './readAmount.ts'
import { mountGrid } from './revoGrid.ts'
import { monthAt } from './sheet.ts'
import { copiedText } from './sheetFile.ts'
import type { SheetNow, SheetText } from './useSheetText.ts'

export interface GridKeys {
  readonly undo: () => void
  readonly redo: () => void
  readonly save: () => void
  readonly history: () => void
}
interface Props {
  readonly shown: Shown
  readonly now: SheetNow
  readonly text: SheetText
  readonly make: (changes: readonly Change[]) => void
  readonly onRange: (range: Range | null) => void
  readonly keys: GridKeys
  readonly ref: Ref<Grid>
}

/** The sheet itself: what the library draws, and what keys, clipboard and handle do with it. */
export function SheetGrid({ shown, now, text, make, onRange, keys, ref }: Props) {
  const t = useTranslations('goals.quotas')
  const host = useRef<HTMLDivElement>(null)
  const grid = useRef<Grid>(null)
  const { sheet, rows } = shown
  const rowAt = (y: number) => rows[y] ?? -1
  const page: GridPage = {
    label: t('title'),
    columnName: text.column,
    cell: (y, column) => text.cell(rowAt(y), column, now),
    head(y) {
      const row = sheet.rows[rowAt(y)]
      if (row === undefined) return { name: '', sub: '', depth: 0, kind: 'member' }
      const sub =
        row.kind === 'member'
          ? row.vacant
            ? t('vacant')
            : (row.title ?? '')
          : t('people', { count: row.people.length })
      return { name: row.name, sub, depth: row.depth, kind: row.kind }
    },
    mayEdit: (y) => sheet.rows[rowAt(y)]?.editable === true,
    editText(y, column) {
      const month = monthAt(column)
      const unread = month === null ? undefined : now.draft.get(draftKey(sheet, { row: rowAt(y), month }))?.unread
      const units = shown.figures.own(rowAt(y), column)
      return unread?.typed ?? (units === null ? '' : unitsText(units, sheet.measure).replace(/\.0+$/, ''))
    },
    typed: (y, column, typed) => make(setCell(shown, rowAt(y), column, readAmount(typed, sheet.measure))),
    selected: onRange,
    filled: (source, over) => make(fillFrom(shown, source, over)),
    key: (event, range) => pressed(event, range, { shown, make, keys }),
  }
  const latest = useRef(page)
  latest.current = page
  useEffect(() => {
    if (host.current === null) return
    const mounted = mountGrid(host.current, () => latest.current)
    grid.current = mounted
    return () => mounted.end()
  }, [])
  const heights = rows.map((row) => sheet.rows[row]?.kind !== 'member')
  const layout = heights.map(Number).join('')
  const lay = useEffectEvent(() => grid.current?.rows(heights))
  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out anew where rows come or go
  useEffect(() => lay(), [layout])
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with whatever is shown
  useEffect(() => grid.current?.redraw(), [now, shown.rows, shown.sheet])
  useClipboard(grid, shown, make)
  useImperativeHandle(ref, () => ({
    rows: (lines) => grid.current?.rows(lines),
    redraw: () => grid.current?.redraw(),
    focus: (y, column) => grid.current?.focus(y, column),
    edit: () => grid.current?.edit(),
    range: () => grid.current?.range() ?? null,
    hasFocus: () => grid.current?.hasFocus() === true,
    end: () => undefined,
  }))
  return <div ref={host} className="quota-host" />
}

interface Doing {
  readonly shown: Shown
  readonly make: (changes: readonly Change[]) => void
  readonly keys: GridKeys
}

/** The keys of a spreadsheet, as far as they are no moves. */
function pressed(event: KeyboardEvent, range: Range, { shown, make, keys }: Doing): boolean {
  const mod = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (!mod && (key === 'delete' || key === 'backspace')) {
    make(clear(shown, range))
    return true
  }
  if (event.altKey && key === 'h') {
    keys.history()
    return true
  }
  if (!mod || event.altKey) return false
  const doing: Readonly<Record<string, () => void>> = {
    d: () => make(fill(shown, range, 'down')),
    r: () => make(fill(shown, range, 'right')),
    z: event.shiftKey ? keys.redo : keys.undo,
    y: keys.redo,
    s: keys.save,
  }
  doing[key]?.()
  return doing[key] !== undefined
}

/** Copying and pasting as a spreadsheet does, while the focus is in the grid. */
function useClipboard(grid: { readonly current: Grid | null }, shown: Shown, make: Doing['make']): void {
  const rangeNow = (event: ClipboardEvent): Range | null => {
    if (event.target instanceof HTMLInputElement || !grid.current?.hasFocus()) return null
    return grid.current.range()
  }
  const copy = useEffectEvent((event: ClipboardEvent) => {
    const range = rangeNow(event)
    if (range === null) return
    event.clipboardData?.setData('text/plain', copiedText(shown, range))
    event.preventDefault()
    if (event.type === 'cut') make(clear(shown, range))
  })
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const range = rangeNow(event)
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (range === null || text === '') return
    event.preventDefault()
    make(pasteBlock(shown, range, pastedBlock(text)))
  })
  useEffect(() => {
    const [onCopy, onPaste] = [(event: ClipboardEvent) => copy(event), (event: ClipboardEvent) => paste(event)]
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}
