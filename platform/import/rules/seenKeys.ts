/**
 * The keys of a file that have been seen, with the line of each: 12 bytes a key however long it is, so that a file of
 * millions of rows stays in memory. Two different keys pass for one with a chance of n²/2^65 (a million rows: 3 in 10^8).
 */
export interface SeenKeys {
  /** The line on which the key was seen first; undefined, and it is kept, where it is new. */
  see(key: string, line: number): number | undefined
}

const KEYS_AT_FIRST = 1 << 12

export function seenKeys(): SeenKeys {
  let table = tableOf(KEYS_AT_FIRST)
  let count = 0
  return {
    see(key, line) {
      const [high, low] = hashOf(key)
      const known = put(table, { high, low, line })
      if (known !== undefined) return known
      count += 1
      if (count * 2 > table.lines.length) table = grown(table)
      return undefined
    },
  }
}

interface Table {
  readonly high: Uint32Array
  readonly low: Uint32Array
  /** 0 is a free place: no row stands on line 0. */
  readonly lines: Uint32Array
}

function tableOf(size: number): Table {
  return { high: new Uint32Array(size), low: new Uint32Array(size), lines: new Uint32Array(size) }
}

function put({ high, low, lines }: Table, one: { high: number; low: number; line: number }): number | undefined {
  let at = one.low % lines.length
  while (lines[at] !== 0) {
    if (high[at] === one.high && low[at] === one.low) return lines[at]
    at = (at + 1) % lines.length
  }
  high[at] = one.high
  low[at] = one.low
  lines[at] = one.line
  return undefined
}

function grown(table: Table): Table {
  const larger = tableOf(table.lines.length * 2)
  table.lines.forEach((line, at) => {
    if (line !== 0) put(larger, { high: table.high[at] ?? 0, low: table.low[at] ?? 0, line })
  })
  return larger
}

/** Two 32-bit hashes of the UTF-16 units (cyrb53's mixing). */
function hashOf(text: string): [number, number] {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return [high >>> 0, low >>> 0]
}
