import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { Fault } from '#ledger/rules/fault.ts'

/** What a workbook of honest size never reaches. */
const ENTRIES_MAX = 2_000
const INFLATED_MAX = 4 * 1024 ** 3
const RATIO_MAX = 250
/** Small files may well be packed tightly. */
const RATIO_FROM = 32 * 1024 ** 2

export interface Archive {
  has(name: string): boolean
  /** Throws Fault `import.workbook_broken`, `import.workbook_too_large`, also while it is read. */
  read(name: string): AsyncGenerator<Buffer>
  close(): void
}

/** Opens the zip file that a workbook is. Nothing is unpacked to the disk. Throws Faults as `Archive.read`. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await opened(path)
  const entries = new Map<string, yauzl.Entry>()
  try {
    if (zip.entryCount > ENTRIES_MAX) throw tooLarge(zip.entryCount, ENTRIES_MAX)
    for await (const entry of entriesOf(zip)) entries.set(entry.fileName.replace(/^\//, ''), entry)
  } catch (error) {
    zip.close()
    throw error instanceof Fault ? error : broken()
  }
  return {
    has: (name) => entries.has(name),
    read: (name) => inflated(zip, entries.get(name)),
    close: () => zip.close(),
  }
}

export function broken(): Fault {
  return new Fault('import.workbook_broken', { field: 'file' })
}
function tooLarge(value: number, max: number): Fault {
  return new Fault('import.workbook_too_large', { field: 'file', value, max })
}

function opened(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(broken()) : resolve(zip)))
  })
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (let i = 0; i < zip.entryCount; i += 1) {
    yield await new Promise<yauzl.Entry>((resolve, reject) => {
      zip.once('entry', resolve)
      zip.once('error', reject)
      zip.readEntry()
    })
    zip.removeAllListeners('error')
  }
}

async function* inflated(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined || entry.isEncrypted()) throw broken()
  let bytes = 0
  try {
    for await (const chunk of await streamOf(zip, entry)) {
      const part: Buffer = chunk
      bytes += part.length
      const isBomb = bytes > RATIO_FROM && bytes > RATIO_MAX * entry.compressedSize
      if (isBomb || bytes > INFLATED_MAX) throw tooLarge(bytes, INFLATED_MAX)
      yield part
    }
  } catch (error) {
    throw error instanceof Fault ? error : broken()
  }
}

function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
