import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export interface FoundEncoding {
  readonly encoding: Encoding
  /** Bytes of the byte order mark, to be left out. */
  readonly markBytes: number
  /** UTF-8 in the main, but some bytes are not: the cells that hold them are refused. */
  readonly damaged: boolean
  /** By a byte order mark; because all bytes fit and no other encoding does; or by what is likely. */
  readonly from: 'mark' | 'bytes' | 'likelihood'
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
]

/**
 * Reads the whole file, for a letter outside ASCII may come late: UTF-8 where every byte fits; else UTF-8 with damage
 * where nearly all do; else GB18030 where every byte fits and Chinese is likelier than accents; else windows-1252,
 * which fits always.
 */
export async function encodingOf(path: string): Promise<FoundEncoding> {
  const head = await headOf(path, 65_536)
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => head[index] === byte))
  if (marked !== undefined) {
    const [encoding, mark] = marked
    const damaged = encoding === 'utf-8' && !(await isUtf8File(path))
    return { encoding, markBytes: mark.length, damaged, from: 'mark' }
  }
  const wide = unmarkedUtf16(head)
  if (wide !== null) return { encoding: wide, markBytes: 0, damaged: false, from: 'likelihood' }
  if (await isUtf8File(path)) return { encoding: 'utf-8', markBytes: 0, damaged: false, from: 'bytes' }
  const tally = await byteTally(path)
  if (tally.utf8Broken * 20 <= tally.utf8Whole) {
    return { encoding: 'utf-8', markBytes: 0, damaged: true, from: 'likelihood' }
  }
  const chinese = tally.gb18030 && tally.hanPairs >= tally.accentPairs
  return { encoding: chinese ? 'gb18030' : 'windows-1252', markBytes: 0, damaged: false, from: 'likelihood' }
}

export async function headOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Delimiters and line ends are ASCII in any script, so UTF-16 has noughts, all on the same side. */
function unmarkedUtf16(head: Buffer): Encoding | null {
  const noughts = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) noughts[index % 2] = (noughts[index % 2] ?? 0) + 1
  })
  const [first = 0, second = 0] = noughts
  if (first + second < head.length * 0.02 || head.length < 4) return null
  if (first <= second * 0.05) return 'utf-16le'
  return second <= first * 0.05 ? 'utf-16be' : null
}

async function isUtf8File(path: string): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunksOf(path)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = bytes.length - bytesOfCutCharacter(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return false
    rest = bytes.subarray(end)
  }
  return rest.length === 0
}

/** How many bytes at the end begin a character that goes on in the next chunk. */
function bytesOfCutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const needed = utf8Length(bytes[bytes.length - back] ?? 0)
    if (needed !== 0) return needed > back ? back : 0
  }
  return 0
}

/** Bytes of the character that begins so; 0 for a continuing byte, 1 for any other. */
function utf8Length(byte: number): number {
  if (byte >= 0x80 && byte < 0xc0) return 0
  if (byte >= 0xc2 && byte < 0xe0) return 2
  if (byte >= 0xe0 && byte < 0xf0) return 3
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 1
}

interface ByteTally {
  /** Characters beyond ASCII that are whole in UTF-8, and bytes that are none. */
  utf8Whole: number
  utf8Broken: number
  /** Read as GB18030: both bytes high, as in all common Chinese characters; or an accent before a Latin letter. */
  hanPairs: number
  accentPairs: number
  gb18030: boolean
}

async function byteTally(path: string): Promise<ByteTally> {
  const tally: ByteTally = { utf8Whole: 0, utf8Broken: 0, hanPairs: 0, accentPairs: 0, gb18030: true }
  const decoder = new TextDecoder('gb18030', { fatal: true })
  const decodes = (chunk?: Buffer) => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined })
      return true
    } catch {
      return false
    }
  }
  // A character cut between two chunks is counted wrongly once in a megabyte; the shares stand.
  for await (const chunk of chunksOf(path)) {
    countUtf8(chunk, tally)
    countPairs(chunk, tally)
    tally.gb18030 &&= decodes(chunk)
  }
  tally.gb18030 &&= decodes()
  return tally
}

function countUtf8(bytes: Buffer, tally: ByteTally): void {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    const length = utf8Length(byte)
    let whole = length > 1
    for (let more = 1; more < length; more += 1) whole &&= ((bytes[at + more] ?? 0) & 0xc0) === 0x80
    if (whole) {
      tally.utf8Whole += 1
      at += length - 1
    } else tally.utf8Broken += 1
  }
}

function countPairs(bytes: Buffer, tally: ByteTally): void {
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x81) continue
    const next = bytes[at + 1] ?? 0
    if (next >= 0xa1) {
      tally.hanPairs += 1
      at += 1
    } else if ((next >= 0x41 && next <= 0x5a) || (next >= 0x61 && next <= 0x7a)) tally.accentPairs += 1
  }
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: 1 << 20 })
  try {
    for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
  } finally {
    stream.destroy()
  }
}
