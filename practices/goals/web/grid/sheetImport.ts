import type { Shown } from './doings.ts'
import { setCell } from './doings.ts'
import type { Change } from './draft.ts'
import { readAmount, type Unread } from './readAmount.ts'
import { type Column, columnOfMonth, monthAt, monthsAt, type Sheet, type SheetRow, yearColumn } from './sheet.ts'
import { type Head, headReader, otherYear } from './sheetHeads.ts'

/** A row of a file; `line` is what a spreadsheet numbers it. */
export interface FileRow {
  readonly line: number
  readonly cells: readonly string[]
}
export type ImportWhy = 'unknown' | 'several' | 'twice' | 'notYours' | 'otherTotal' | Unread

/** What of a file is not taken, and where it stands in it. */
export interface ImportProblem {
  readonly line: number
  /** The words above its column; null where it is the whole row. */
  readonly column: string | null
  readonly value: string
  readonly why: ImportWhy
}
export interface Imported {
  readonly changes: readonly Change[]
  /** Targets whose cells are empty in the file. */
  readonly emptied: readonly Change[]
  /** Rows of the file that were found in the sheet. */
  readonly found: number
  readonly problems: readonly ImportProblem[]
}
export type ImportRefusal = { readonly refused: 'noHead' } | { readonly refused: 'otherYear'; readonly year: string }

/** A head is looked for so far down: a title may stand above it. */
const headWithin = 20

/**
 * Reads a file that is laid out as the grid's own: people in rows, months in columns. Only what differs from what is shown
 * becomes a change. Totals count where none of their months is in the file; else they follow by themselves.
 */
export function importOf(shown: Shown, rows: readonly FileRow[]): Imported | ImportRefusal {
  const { sheet } = shown
  const read = headReader(sheet)
  const at = rows.slice(0, headWithin).findIndex(({ cells }) => isHead(cells.map(read)))
  const head = rows[at]
  if (head === undefined) {
    const year = rows
      .slice(0, headWithin)
      .flatMap(({ cells }) => cells.flatMap((cell) => otherYear(cell, sheet) ?? []))[0]
    return year === undefined ? { refused: 'noHead' } : { refused: 'otherYear', year }
  }
  const year = head.cells.flatMap((cell) => otherYear(cell, sheet) ?? [])[0]
  if (year !== undefined) return { refused: 'otherYear', year }
  const columns = head.cells.map((text, i) => ({ text, i, head: read(text) }))
  const taken: Taken = { changes: [], emptied: [], problems: [], seen: new Set() }
  for (const row of rows.slice(at + 1)) takeRow(shown, columns, row, taken)
  const { changes, emptied, problems, seen } = taken
  return { changes, emptied, problems, found: seen.size }
}

const isHead = (heads: readonly (Head | null)[]) =>
  heads.some((one) => one?.is === 'name' || one?.is === 'email') && heads.some((one) => one?.is === 'amount')

interface FileColumn {
  readonly text: string
  readonly i: number
  readonly head: Head | null
}
interface Taken {
  readonly changes: Change[]
  readonly emptied: Change[]
  readonly problems: ImportProblem[]
  readonly seen: Set<number>
}

function takeRow(shown: Shown, columns: readonly FileColumn[], { line, cells }: FileRow, taken: Taken): void {
  const textOf = (is: 'name' | 'email' | 'team') => {
    const column = columns.find(({ head }) => head?.is === is)
    return column === undefined ? null : (cells[column.i] ?? '').trim()
  }
  const [name, email] = [textOf('name') ?? '', textOf('email') ?? '']
  if (name === '' && email === '') return
  const found = rowsNamed(shown.sheet, { name, email, team: textOf('team') })
  const [row, ...others] = found
  const whole = (why: ImportWhy) => taken.problems.push({ line, column: null, value: name || email, why })
  if (row === undefined) return void whole('unknown')
  if (others.length > 0) return void whole('several')
  if (taken.seen.has(row)) return void whole('twice')
  taken.seen.add(row)
  const given = new Map<Column, { readonly text: string; readonly words: string }>()
  for (const { text, i, head } of columns) {
    if (head?.is === 'amount') given.set(head.column, { text: (cells[i] ?? '').trim(), words: text })
  }
  const mayEdit = shown.sheet.rows[row]?.editable === true
  for (const [column, { text, words }] of given) {
    const problem = (why: ImportWhy) => taken.problems.push({ line, column: words, value: text, why })
    const follows = monthAt(column) === null && monthsAt(column).some((month) => given.has(columnOfMonth(month)))
    const now = shown.figures.own(row, column)
    const amount = readAmount(text, shown.sheet.measure)
    if (follows || (column === yearColumn && [...given.keys()].some((one) => one !== yearColumn))) {
      if (text !== '' && isOtherTotal(shown, row, column, given, amount)) problem('otherTotal')
    } else if ('why' in amount) problem(amount.why)
    else if (amount.units === now) continue
    else if (!mayEdit) problem('notYours')
    else if (text === '') taken.emptied.push(...setCell(shown, row, column, amount))
    else taken.changes.push(...setCell(shown, row, column, amount))
  }
}

/**
 * A total that was typed over: neither what its months in the file add up to nor what stands, as one has that was not
 * reckoned again.
 */
function isOtherTotal(
  { figures, sheet }: Shown,
  row: number,
  column: Column,
  given: ReadonlyMap<Column, { readonly text: string }>,
  amount: ReturnType<typeof readAmount>,
): boolean {
  if ('why' in amount) return true
  if (amount.units === figures.own(row, column)) return false
  let sum = 0n
  for (const month of monthsAt(column)) {
    const at = columnOfMonth(month)
    const cell = given.get(at)
    const read = cell === undefined ? { units: figures.own(row, at) } : readAmount(cell.text, sheet.measure)
    if ('why' in read) return false
    sum += read.units ?? 0n
  }
  return amount.units !== sum
}

const plain = (text: string | null) => (text ?? '').normalize('NFKC').trim().toLowerCase()

interface Named {
  readonly name: string
  readonly email: string
  readonly team: string | null
}

/** The rows that are meant: by e-mail, else by name, and where several are called so by their team. */
function rowsNamed(sheet: Sheet, { name, email, team }: Named): number[] {
  const places = sheet.rows.map((_, i) => i)
  const rowAt = (place: number): SheetRow | undefined => sheet.rows[place]
  if (email !== '') {
    const byEmail = places.filter((i) => plain(rowAt(i)?.email ?? null) === plain(email))
    if (byEmail.length > 0) return byEmail
  }
  const called = places.filter((i) => {
    const row = rowAt(i)
    // another address is another person
    return name !== '' && plain(row?.name ?? '') === plain(name) && (email === '' || !row?.email)
  })
  if (called.length < 2 || team === null) return called
  return called.filter((i) => plain(teamOf(sheet, i)) === plain(team))
}

/** The name of the team that a person belongs to; nothing of teams themselves. */
export function teamOf({ rows }: Sheet, place: number): string {
  const row = rows[place]
  if (row?.kind !== 'member') return ''
  return row.above.map((above) => rows[above]).findLast((one) => one?.kind === 'team')?.name ?? ''
}
