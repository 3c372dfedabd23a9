import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { z } from 'zod'
import { Fault } from '#ledger/rules/fault.ts'

/**
 * A backup is one file: the line below, a Zstandard stream of frames, and 32 bytes of SHA-256 over all before them. A
 * frame is a kind (1 byte: 1 message, 2 data), a length (4 bytes, big-endian) and its content; a message is JSON.
 */
const firstLine = 'FARSAIL BACKUP 1\n'
const hashBytes = 32
const frameMostBytes = 16_000_000
/** Data are handed on in parts of at most this size. */
export const dataMostBytes = 1 << 20

export const head = z.object({
  type: z.literal('head'),
  /** Version of the program that wrote it. */
  farsail: z.string(),
  takenAt: z.string(),
  /** Version of PostgreSQL. */
  postgres: z.string(),
  migrations: z.array(z.string()),
  organisations: z.number(),
})
const tail = z.object({
  type: z.literal('tail'),
  /** Rows by table, `schema.name`. */
  tables: z.record(z.string(), z.number()),
  files: z.number(),
})
const messages = z.discriminatedUnion('type', [
  head,
  z.object({ type: z.literal('secret'), value: z.string() }),
  z.object({ type: z.literal('sequence'), name: z.string(), last: z.string() }),
  // data follow, then `end`
  z.object({ type: z.literal('rows'), table: z.string(), columns: z.array(z.string()) }),
  z.object({ type: z.literal('file'), path: z.string() }),
  z.object({ type: z.literal('end'), count: z.number() }),
  tail,
])
export type Head = z.infer<typeof head>
export type Tail = z.infer<typeof tail>
export type Message = z.infer<typeof messages>
export type Frame = Message | { readonly type: 'data'; readonly bytes: Uint8Array }

function written(frame: Frame): Buffer {
  const content = frame.type === 'data' ? frame.bytes : Buffer.from(JSON.stringify(frame))
  const made = Buffer.alloc(5 + content.length)
  made.writeUInt8(frame.type === 'data' ? 2 : 1, 0)
  made.writeUInt32BE(content.length, 1)
  made.set(content, 5)
  return made
}

/** Writes the frames as they come, readable by its owner alone, and syncs them to the disk. Its size in bytes. */
export async function writeFrames(path: string, frames: AsyncIterable<Frame>): Promise<number> {
  const hash = createHash('sha256')
  let size = 0
  const count = (part: Buffer) => {
    hash.update(part)
    size += part.length
    return part
  }
  await pipeline(
    async function* () {
      for await (const frame of frames) yield written(frame)
    },
    createZstdCompress(),
    async function* (compressed: AsyncIterable<Buffer>) {
      yield count(Buffer.from(firstLine))
      for await (const part of compressed) yield count(part)
      yield hash.digest()
    },
    createWriteStream(path, { mode: 0o600, flush: true }),
  )
  return size + hashBytes
}

/** Reads the whole file once. Throws Fault `restore.no_backup`, `restore.damaged`. The bytes between first line and hash. */
export async function requireWhole(path: string): Promise<{ start: number; end: number }> {
  const file = await open(path).catch((error: unknown) => {
    throw new Fault('restore.unreadable', {
      value: path,
      reason: error instanceof Error ? error.message : String(error),
    })
  })
  try {
    const { size } = await file.stat()
    const line = (await file.read(Buffer.alloc(firstLine.length), 0, firstLine.length, 0)).buffer.toString('latin1')
    if (line.startsWith('FARSAIL BACKUP ') && line !== firstLine)
      throw new Fault('restore.newer_format', { value: path })
    if (line !== firstLine) throw new Fault('restore.no_backup', { value: path })
    const end = size - hashBytes
    if (end <= firstLine.length) throw new Fault('restore.damaged', { value: path })
    const hash = createHash('sha256')
    for await (const part of createReadStream(path, { end: end - 1, highWaterMark: 1 << 20 })) hash.update(part)
    const noted = (await file.read(Buffer.alloc(hashBytes), 0, hashBytes, end)).buffer
    if (!hash.digest().equals(noted)) throw new Fault('restore.damaged', { value: path })
    return { start: firstLine.length, end }
  } finally {
    await file.close()
  }
}

/** What was written, in its order. Call `requireWhole` first. */
export async function* readFrames(
  path: string,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Frame, void> {
  const compressed = createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 18 })
  const plain = createZstdDecompress()
  compressed.on('error', (error) => plain.destroy(error))
  let waiting: Buffer = Buffer.alloc(0)
  for await (const part of compressed.pipe(plain)) {
    waiting = waiting.length === 0 ? part : Buffer.concat([waiting, part])
    while (waiting.length >= 5) {
      const length = waiting.readUInt32BE(1)
      if (length > frameMostBytes) throw new Fault('restore.damaged', { value: path })
      if (waiting.length < 5 + length) break
      const content = waiting.subarray(5, 5 + length)
      const isData = waiting.readUInt8(0) === 2
      yield isData ? { type: 'data', bytes: content } : messages.parse(JSON.parse(content.toString('utf8')))
      waiting = waiting.subarray(5 + length)
    }
  }
  if (waiting.length > 0) throw new Fault('restore.damaged', { value: path })
}
