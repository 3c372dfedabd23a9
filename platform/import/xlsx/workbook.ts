import { Fault } from '#ledger/rules/fault.ts'
import { type Shown, shownAs } from '../rules/sheetCell.ts'
import { type Element, readXml } from './elements.ts'
import { type Archive, broken } from './workbookArchive.ts'

/** A workbook (Office Open XML, ECMA-376), as far as its values go: formulas are not run, their last result is read. */
export interface Workbook {
  /** Those that are shown, in their order. */
  readonly sheets: readonly Sheet[]
  /** Days count from 1904, as in old files of the Mac. */
  readonly is1904: boolean
  readonly archive: Archive
  readonly strings: readonly string[]
  /** By the number of a style. */
  readonly shown: readonly Shown[]
  close(): void
}
export interface Sheet {
  readonly name: string
  readonly part: string
}

/** Characters of all texts together, which stay in memory while the sheet is read. */
const STRINGS_MAX = 100_000_000

/** Throws Faults `import.workbook_broken`, `import.workbook_too_large`, `import.not_text` (a zip file that is no workbook). */
export async function workbookIn(archive: Archive): Promise<Workbook> {
  try {
    const main = await mainPart(archive)
    const { sheets, is1904 } = await sheetsOf(archive, main)
    const beside = (name: string) => main.replace(/[^/]+$/, name)
    return {
      sheets,
      is1904,
      archive,
      strings: await stringsOf(archive, beside('sharedStrings.xml')),
      shown: await stylesOf(archive, beside('styles.xml')),
      close: archive.close,
    }
  } catch (error) {
    archive.close()
    throw error
  }
}

/** A worksheet's relations name the parts that hold the sheets. */
async function mainPart(archive: Archive): Promise<string> {
  if (!archive.has('_rels/.rels')) throw new Fault('import.not_text', { field: 'file' })
  const relations = await relationsOf(archive, '_rels/.rels')
  const main = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))
  if (main === undefined || !archive.has(main.target) || !/(^|\/)workbook\d*\.xml$/i.test(main.target))
    throw new Fault('import.not_text', { field: 'file' })
  return main.target
}

async function sheetsOf(archive: Archive, main: string) {
  const folder = main.replace(/[^/]+$/, '')
  const relations = await relationsOf(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder)
  const sheets: Sheet[] = []
  let is1904 = false
  await elements(archive, main, ({ name, attributes }) => {
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return
    const relation = relations.get(attributes['r:id'] ?? '')
    // charts have sheets of their own
    if (relation?.type.endsWith('/worksheet')) sheets.push({ name: attributes['name'] ?? '', part: relation.target })
  })
  return { sheets, is1904 }
}

interface Relation {
  readonly type: string
  readonly target: string
}
async function relationsOf(archive: Archive, part: string, folder = ''): Promise<ReadonlyMap<string, Relation>> {
  const found = new Map<string, Relation>()
  await elements(archive, part, ({ name, attributes: { Id, Type, Target = '' } }) => {
    if (name !== 'Relationship' || Id === undefined || Type === undefined) return
    const target = Target.startsWith('/') ? Target.slice(1) : `${folder}${Target}`
    found.set(Id, { type: Type, target: target.replace(/[^/]+\/\.\.\//g, '') })
  })
  return found
}

/** Texts stand once; phonetic readings, which East Asian editions keep beside them, are no part of them. */
async function stringsOf(archive: Archive, part: string): Promise<readonly string[]> {
  if (!archive.has(part)) return []
  const strings: string[] = []
  let text = ''
  let characters = 0
  let phonetic = false
  const reading = readXml(archive.read(part), {
    onOpen: ({ name }) => {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
    },
    onClose: (name, inside) => {
      if (name === 't' && !phonetic) text += unescaped(inside)
      if (name === 'rPh') phonetic = false
      if (name === 'si') {
        strings.push(text)
        characters += text.length
      }
    },
  })
  for await (const _ of reading) {
    if (characters > STRINGS_MAX)
      throw new Fault('import.workbook_too_large', { field: 'file', value: characters, max: STRINGS_MAX })
  }
  return strings
}

/** `_x000D_` is how a sheet writes characters that XML has none for. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

async function stylesOf(archive: Archive, part: string): Promise<readonly Shown[]> {
  if (!archive.has(part)) return []
  const codes = new Map<number, string>()
  const ids: number[] = []
  let inCells = false
  const reading = readXml(archive.read(part), {
    onOpen: ({ name, attributes }) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) ids.push(Number(attributes['numFmtId'] ?? 0))
    },
    onClose: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  for await (const _ of reading);
  return ids.map((id) => shownAs(id, codes.get(id) ?? null))
}

async function elements(archive: Archive, part: string, onOpen: (element: Element) => void): Promise<void> {
  if (!archive.has(part)) throw broken()
  for await (const _ of readXml(archive.read(part), { onOpen }));
}
