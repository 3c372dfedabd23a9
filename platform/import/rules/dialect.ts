import { decimalShape } from './numbers.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]
export type LineEnd = 'LF' | 'CRLF' | 'CR' | 'mixed'

/** What the beginning of a file says about all of it. `headers` are as they stand in the file. */
export interface Dialect {
  readonly delimiter: Delimiter
  readonly lineEnd: LineEnd
  /** 1 is the first line; a title, blank lines or Excel's `sep=;` may stand above. */
  readonly headerLine: number
  readonly headers: readonly string[]
}

/** What a person said when asked; wins over what was found. */
export interface AskedDialect {
  readonly delimiter?: Delimiter
  readonly headerLine?: number
}

interface HeadRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Enough rows to tell a delimiter by. */
const ROWS_LOOKED_AT = 200
/** A title block of a report is rarely longer. */
const HEADER_WITHIN_ROWS = 20

/** `head` is the decoded beginning of the file, whole lines. Gives null where no row looks like column names. */
export function dialectOf(head: string, asked: AskedDialect = {}): Dialect | null {
  const said = /^"?sep=(.)"?(?=\r|\n|$)/i.exec(head)
  const delimiter = asked.delimiter ?? delimiters.find((one) => one === said?.[1]) ?? delimiterOf(head)
  const rows = headRows(head, delimiter).filter((row) => !(said !== null && row.line === 1) && !isBlank(row.cells))
  const { headerLine } = asked
  const header = headerLine === undefined ? headerOf(rows) : rows.find((row) => row.line === headerLine)
  if (header === undefined) return null
  return { delimiter, lineEnd: lineEndOf(head), headerLine: header.line, headers: header.cells }
}

/**
 * The delimiter that cuts most rows into equally many cells, more cells counting more. Quoted delimiters don't count,
 * so a comma inside "Av. Brigadeiro, 2170" is none. Decimal commas cut evenly too, but not the row of names above them.
 */
function delimiterOf(head: string): Delimiter {
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const score = evenness(headRows(head, delimiter).filter((row) => !isBlank(row.cells)))
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

function evenness(rows: readonly HeadRow[]): number {
  const width = mostFrequent(rows.map((row) => row.cells.length))
  const even = rows.filter((row) => row.cells.length === width)
  const [names] = even
  if (names === undefined) return 0
  const share = even.length / rows.length
  const namesAbove = (names === rows[0] ? 1 : 0.5) * (isValues(names.cells) ? 0.25 : 1)
  return share * share * Math.log2(width) * namesAbove
}

/** The first row that is about as wide as the table and holds names rather than values. */
function headerOf(rows: readonly HeadRow[]): HeadRow | undefined {
  const width = mostFrequent(rows.map((row) => row.cells.length))
  const wide = rows
    .slice(0, HEADER_WITHIN_ROWS)
    .find((row) => row.cells.length >= width && filled(row.cells) >= Math.min(width, Math.max(1, width * 0.6)))
  return wide === undefined || isValues(wide.cells) ? undefined : wide
}

/** An e-mail address or a date is never a column's name, a single number ("2017") may be. */
function isValues(cells: readonly string[]): boolean {
  const texts = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (
    texts.some((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) || /^\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/.test(text))
  ) {
    return true
  }
  const numbers = texts.filter((text) => decimalShape(text) !== null).length
  return numbers > 1 || (numbers === 1 && texts.length === 1)
}

/** Cuts as the reader does, for the first rows only unless more are asked for. */
export function headRows(head: string, delimiter: Delimiter, most = ROWS_LOOKED_AT): HeadRow[] {
  const rows: HeadRow[] = []
  let cells: string[] = []
  let line = 1
  let rowLine = 1
  let at = 0
  while (at < head.length && rows.length < most) {
    const cell = cellAt(head, at, delimiter)
    cells.push(cell.text)
    line += cell.breaks
    at = cell.end
    if (head[at] === delimiter) {
      at += 1
      if (at < head.length) continue
      cells.push('')
    }
    rows.push({ line: rowLine, cells })
    cells = []
    at += head.startsWith('\r\n', at) ? 2 : 1
    line += 1
    rowLine = line
  }
  return rows
}

interface HeadCell {
  readonly text: string
  readonly end: number
  readonly breaks: number
}

function cellAt(head: string, from: number, delimiter: Delimiter): HeadCell {
  let at = from
  while (head[at] === ' ') at += 1
  if (head[at] === '"') {
    const quoted = /"((?:[^"]|"")*)" */y
    quoted.lastIndex = at
    const match = quoted.exec(head)
    const end = quoted.lastIndex
    if (match !== null && (end >= head.length || head[end] === delimiter || /[\r\n]/.test(head[end] ?? ''))) {
      const text = (match[1] ?? '').replaceAll('""', '"')
      return { text, end, breaks: lineBreaksIn(text) }
    }
  }
  let end = at
  while (end < head.length && head[end] !== delimiter && head[end] !== '\n' && head[end] !== '\r') end += 1
  return { text: head.slice(at, end), end, breaks: 0 }
}

/** CRLF is one line break. */
export function lineBreaksIn(text: string): number {
  let breaks = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks += 1
  }
  return breaks
}

function lineEndOf(head: string): LineEnd {
  const crlf = head.includes('\r\n')
  const lf = /(?<!\r)\n/.test(head)
  const cr = /\r(?!\n|$)/.test(head)
  if (Number(crlf) + Number(lf) + Number(cr) > 1) return 'mixed'
  if (crlf) return 'CRLF'
  return cr ? 'CR' : 'LF'
}

/**
 * Names to tell columns apart by: trimmed, an empty one is named by its place (`#5`), a second "Name" becomes
 * "Name (2)".
 */
export function distinctHeaders(headers: readonly string[]): string[] {
  const taken = new Set<string>()
  return headers.map((header, index) => {
    const name = header.trim().replace(/\s+/g, ' ') || `#${index + 1}`
    let distinct = name
    for (let count = 2; taken.has(distinct); count += 1) distinct = `${name} (${count})`
    taken.add(distinct)
    return distinct
  })
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 1
}
