/** First characters by which a spreadsheet takes a cell for a formula, full-width ones included. */
const RUNS = /^'*[=+\-@\t\r\n＝＋－＠]/
const DEFUSED = /^'+[=+\-@\t\r\n＝＋－＠]/
const PLAIN_NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:[,. ]\d{3})+)(?:[.,]\d+)?(?:e[+-]?\d{1,3})?%?$/i

/**
 * A cell that a spreadsheet would run gets an apostrophe before it, as does one that already looks defused, so that
 * `undefused` gives back exactly what went in. Plain numbers ("-12.50") stay as they are.
 */
export function defused(cell: string): string {
  return RUNS.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell
}

export function undefused(cell: string): string {
  return cell.charCodeAt(0) === 39 && DEFUSED.test(cell) ? cell.slice(1) : cell
}
