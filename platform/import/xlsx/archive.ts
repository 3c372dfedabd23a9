import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { Fault } from '#ledger/rules/fault.ts'
import { type Archive, broken, tooLarge } from './workbookArchive.ts'

/** What a workbook of honest size never reaches. */
const ENTRIES_MAX = 2_000
const INFLATED_MAX = 4 * 1024 ** 3
const RATIO_MAX = 250
/** Small files may well be packed tightly. */
const RATIO_FROM = 32 * 1024 ** 2

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
