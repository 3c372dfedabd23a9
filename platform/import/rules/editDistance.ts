/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one text of the other
 * (Damerau-Levenshtein, optimal string alignment). Beyond `max` it stops and gives `max + 1`.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const cost = distanceAt(a, b, row, column, { before, last, current })
      current.push(cost)
      if (cost < least) least = cost
    }
    // A swap reaches back two rows, so one row above `max` is not yet the end.
    if (least > max && Math.min(...last) > max) return max + 1
    before = last
    last = current
  }
  return Math.min(last[b.length] ?? 0, max + 1)
}

interface Rows {
  readonly before: readonly number[]
  readonly last: readonly number[]
  readonly current: readonly number[]
}

function distanceAt(a: string, b: string, row: number, column: number, { before, last, current }: Rows): number {
  const change = a[row - 1] === b[column - 1] ? 0 : 1
  const cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + change)
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return swapped ? Math.min(cost, (before[column - 2] ?? 0) + 1) : cost
}
