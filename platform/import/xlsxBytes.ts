import { Zip, ZipDeflate } from 'fflate'

/** What a column's cells hold; numbers and days that Excel can't keep exactly stay texts. */
export const cellForms = ['text', 'number', 'day'] as const
export type CellForm = (typeof cellForms)[number]

export interface XlsxOutput {
  readonly sheet: string
  readonly columns: readonly { readonly head: string; readonly form: CellForm }[]
  /** Numbers as plain decimals, days in ISO 8601, empty cells as ''. */
  readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>
}

/** As many rows as a sheet can have; what is more goes on in a next one, under the same head. */
const ROWS_MAX = 1_048_576
const CHUNK_LENGTH = 65_536
/** Excel keeps fifteen digits. */
const DIGITS_MAX = 15

/**
 * A workbook (Office Open XML, ECMA-376) with a table, written as its rows are read: none is kept. A text stays a text,
 * also one that begins like a formula.
 */
export async function* xlsxBytes({ sheet, columns, rows }: XlsxOutput, rowsMax = ROWS_MAX): AsyncGenerator<Uint8Array> {
  const { zip, ready } = newZip()
  const encoder = new TextEncoder()
  const names: string[] = []
  const forms = columns.map(({ form }) => form)
  let part: ZipDeflate | null = null
  let row = 0
  let chunk = ''
  const push = (text: string, isLast: boolean) => part?.push(encoder.encode(text), isLast)
  const begin = () => {
    names.push(sheetName(sheet, names.length + 1))
    part = new ZipDeflate(`xl/worksheets/sheet${names.length}.xml`, { level: 6 })
    zip.add(part)
    row = 1
    chunk = sheetHead(columns)
  }
  begin()
  for await (const cells of rows) {
    if (row === rowsMax) {
      push(chunk + sheetEnd, true)
      begin()
    }
    row += 1
    chunk += rowXml(row, cells, forms)
    if (chunk.length < CHUNK_LENGTH) continue
    push(chunk, false)
    chunk = ''
    yield* ready()
  }
  push(chunk + sheetEnd, true)
  for (const [name, text] of Object.entries(frame(names))) {
    const file = new ZipDeflate(name, { level: 6 })
    zip.add(file)
    file.push(encoder.encode(text), true)
  }
  zip.end()
  yield* ready()
}

function newZip() {
  let chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  const ready = () => {
    const now = chunks
    chunks = []
    return now
  }
  return { zip, ready }
}

/** At most 31 characters, none of those that a formula reads; numbered from the second on. */
function sheetName(name: string, number: number): string {
  const plain = name.replace(/[[\]:*?/\\]/g, ' ').trim() || 'Farsail'
  return number === 1 ? plain.slice(0, 31) : `${plain.slice(0, 27)} ${number}`
}

const styleOfHead = 1
const styleOfDay = 2
const styleOfDecimals = [3, 4, 5, 6] as const

function sheetHead(columns: XlsxOutput['columns']): string {
  const widths = columns
    .map(({ head, form }, i) => {
      const width = form === 'day' ? 12 : Math.min(40, Math.max(14, head.length * 2))
      return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`
    })
    .join('')
  const heads = columns.map(({ head }) => textCell(head, styleOfHead)).join('')
  return (
    `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
    `activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths === '' ? '' : `<cols>${widths}</cols>`}` +
    `<sheetData><row r="1">${heads}</row>`
  )
}
const sheetEnd = '</sheetData></worksheet>'

function rowXml(row: number, cells: readonly string[], forms: readonly CellForm[]): string {
  return `<row r="${row}">${cells.map((cell, i) => cellXml(cell, forms[i] ?? 'text')).join('')}</row>`
}

function cellXml(cell: string, form: CellForm): string {
  if (cell === '') return '<c/>'
  if (form === 'number' && isExact(cell)) {
    const decimals = cell.split('.')[1]?.length ?? 0
    return `<c s="${styleOfDecimals[decimals] ?? 0}"><v>${cell}</v></c>`
  }
  const serial = form === 'day' ? serialOf(cell) : null
  return serial === null ? textCell(cell, 0) : `<c s="${styleOfDay}"><v>${serial}</v></c>`
}

const isExact = (text: string) => /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= DIGITS_MAX

/** Days since the end of 1899; a sheet's calendar begins on 1900-03-01 if it is to be trusted. */
function serialOf(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < '1900-03-01') return null
  return Temporal.PlainDate.from('1899-12-30').until(Temporal.PlainDate.from(day)).days
}

function textCell(text: string, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`
  return `<c t="inlineStr"${styled}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Characters that XML can't hold are written as `_x0007_`, and so is what would be taken for it. */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(unwritable, (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
const unwritable =
  /[^\t\n\u0020-\ud7ff\ue000-\ufffd\ud800-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts of a workbook around its sheets. */
function frame(names: readonly string[]): Record<string, string> {
  const sheets = names.map(
    (name, i) => `<sheet name="${escaped(name).replaceAll('"', '&quot;')}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  )
  const sheetRelations = names.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  const overrides = names.map(
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  )
  return {
    'xl/workbook.xml': `${xmlHead}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xmlHead}<Relationships xmlns="${packaged}/relationships">${sheetRelations.join('')}<Relationship Id="rIdStyles" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    '_rels/.rels': `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${xmlHead}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${overrides.join('')}</Types>`,
  }
}

const formats = ['yyyy-mm-dd', '#,##0', '#,##0.0', '#,##0.00', '#,##0.000'] as const
const xf = (format: number, font = 0) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
const styles =
  `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">` +
  formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('') +
  '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  `<cellXfs count="7">${xf(0)}${xf(0, 1)}${formats.map((_, i) => xf(164 + i)).join('')}</cellXfs></styleSheet>`
