import { SaxesParser } from 'saxes'
import { Fault } from '#ledger/rules/fault.ts'
import { broken } from './workbookArchive.ts'

export interface Element {
  /** Without its namespace. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

export interface Reading {
  readonly onOpen?: (element: Element) => void
  /** With the text right inside of it. */
  readonly onClose?: (name: string, text: string) => void
}

/**
 * Reads XML as it comes; after each piece of it the caller may take what was found so far, so that nothing waits for the
 * end. Entities beyond XML's five, which could grow without bound, are refused. Throws Fault `import.workbook_broken`.
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, { onOpen, onClose }: Reading): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const texts: string[] = []
  parser.on('doctype', () => {
    throw broken()
  })
  parser.on('opentag', ({ name, attributes }) => {
    texts.push('')
    onOpen?.({ name: bare(name), attributes })
  })
  const add = (text: string) => {
    if (texts.length > 0) texts.push((texts.pop() ?? '') + text)
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', ({ name }) => onClose?.(bare(name), texts.pop() ?? ''))
  parser.on('error', () => {
    throw broken()
  })
  const decoder = new TextDecoder()
  for await (const chunk of chunks) {
    write(parser, decoder.decode(chunk, { stream: true }))
    yield
  }
  write(parser, decoder.decode())
  try {
    parser.close()
  } catch (error) {
    throw error instanceof Fault ? error : broken()
  }
  yield
}

function write(parser: SaxesParser, text: string): void {
  try {
    parser.write(text)
  } catch (error) {
    throw error instanceof Fault ? error : broken()
  }
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)
