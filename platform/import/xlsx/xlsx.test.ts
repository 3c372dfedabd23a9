import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault } from '#ledger/rules/fault.ts'
import { openCsv } from '../readCsv.ts'
import { writeXlsx } from '../writeXlsx.ts'
import type { XlsxOutput } from '../xlsxBytes.ts'
import { sheetHeads } from './heads.ts'
import { sheetAsCsv } from './sheetAsCsv.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xlsx-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
const place = (name: string) => join(folder, `${++files}-${name}`)

async function written(output: XlsxOutput, rowsMax?: number): Promise<string> {
  const path = place('book.xlsx')
  await pipeline(writeXlsx(output, rowsMax), createWriteStream(path))
  return path
}
async function rowsIn(path: string, sheet: string | null = null) {
  const csv = place('sheet.csv')
  await sheetAsCsv(path, csv, sheet)
  const source = await openCsv(csv, { encoding: 'utf-8', delimiter: ',' })
  const rows = []
  for await (const row of source.rows()) rows.push(row)
  return { headers: source.headers, rows }
}
async function refusal(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => null,
    (error) => (error instanceof Fault ? [error.code, error.details['sheets']] : error),
  )
}
const text = (head: string) => ({ head, form: 'text' as const })

/** A workbook as other programs write it: texts kept once, formats of their own, gaps, a formula with its last result. */
function foreign(parts: { readonly sheets: Readonly<Record<string, string>>; readonly more?: Record<string, string> }) {
  const names = Object.keys(parts.sheets)
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const all: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${relation}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<x:workbook xmlns:x="x" xmlns:r="${relation}"><x:sheets>${names
      .map((name, i) => `<x:sheet name="${name}" r:id="r${i}"${name === 'hidden' ? ' state="hidden"' : ''}/>`)
      .join('')}</x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, i) => `<Relationship Id="r${i}" Type="${relation}/worksheet" Target="worksheets/s${i}.xml"/>`)
      .join('')}</Relationships>`,
    ...parts.more,
  }
  names.forEach((name, i) => {
    all[`xl/worksheets/s${i}.xml`] = `<worksheet><sheetData>${parts.sheets[name]}</sheetData></worksheet>`
  })
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, xml]) => [name, strToU8(xml)])))
}
async function kept(bytes: Uint8Array): Promise<string> {
  const path = place('foreign.xlsx')
  await writeFile(path, bytes)
  return path
}

test('any table that is written as a workbook comes back as it was', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('=1+1', '@x', '_x000D_', ' a ', 'a\nb', '<&>"', '云帆', '0012', '1e5', 'TRUE', "'x", '\u0007'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (pairs) => {
      // \r is a line break, NUL no character of a text, and lone halves of a character none at all
      const clean = pairs.map((pair) => pair.map((one) => one.replace(/[\r\0\u2028]/g, '').toWellFormed()))
      const rows = clean.map((pair, i) => [`row ${i}`, ...pair])
      const path = await written({ sheet: 'Deals', columns: [text('key'), text('a'), text('b')], rows })
      const back = await rowsIn(path)
      expect(back.headers).toEqual(['key', 'a', 'b'])
      expect(back.rows.map(({ cells }) => cells)).toEqual(rows)
      expect(back.rows.map(({ line }) => line)).toEqual(rows.map((_, i) => i + 2))
    }),
    { numRuns: 30 },
  )
})

test('amounts and days are numbers and days to Excel, and what it can’t keep exactly stays a text', async () => {
  const rows = [
    ['1234.50', '2026-11-24'],
    ['-0.005', ''],
    ['12345678901234567890', '1899-01-01'],
  ]
  const columns = [
    { head: 'amount', form: 'number' as const },
    { head: 'day', form: 'day' as const },
  ]
  const back = await rowsIn(await written({ sheet: 'x', columns, rows }))
  expect(back.rows.map(({ cells }) => cells)).toEqual([
    ['1234.5', '2026-11-24'],
    ['-0.005', ''],
    ['12345678901234567890', '1899-01-01'],
  ])
})

test('what is too long for one sheet goes on in the next, and then it is asked which is meant', async () => {
  const rows = Array.from({ length: 7 }, (_, i) => [`name ${i}`])
  const path = await written({ sheet: 'Deals/2026', columns: [text('name')], rows }, 5)
  expect(await refusal(rowsIn(path))).toEqual(['import.which_sheet', ['Deals 2026', 'Deals 2026 2']])
  expect((await rowsIn(path, 'Deals 2026 2')).rows.map(({ cells }) => cells[0])).toEqual(['name 4', 'name 5', 'name 6'])
  expect(await refusal(rowsIn(path, 'Q4'))).toEqual(['import.sheet_unknown', ['Deals 2026', 'Deals 2026 2']])
})

test('a workbook of another program is read as it looks: texts, days, percentages, results of formulas', async () => {
  const bytes = foreign({
    sheets: {
      hidden: '<row r="1"><c r="A1"><v>1</v></c></row>',
      empty: '',
      Q4: `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>签约</t></is></c><c r="D2" t="str"><v>率</v></c></row>
        <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="1"><v>46350</v></c><c r="D5" s="2"><f>1/4</f><v>0.25</v></c></row>
        <row r="6"><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row><row r="7"/>`,
    },
    more: {
      'xl/sharedStrings.xml':
        '<sst><si><t>客户</t></si><si><r><t>云</t></r><r><t>帆</t></r><rPh sb="0" eb="1"><t>yun</t></rPh></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="9"/></cellXfs></styleSheet>',
    },
  })
  const back = await rowsIn(await kept(bytes))
  expect(back.headers).toEqual(['客户', '签约', '#3', '率'])
  expect(back.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
    [5, '云帆', '2026-11-24', '', '25%'],
    [6, 'TRUE', '#N/A', '', ''],
  ])
  expect((await sheetHeads(await kept(bytes))).map(({ name, head }) => [name, head.split('\r\n')[0]])).toEqual([
    ['Q4', '客户,签约,,率'],
  ])
})

test('a file that is broken, no workbook, or made to burst is refused with a reason', async () => {
  const whole = foreign({ sheets: { a: '<row r="1"><c r="A1"><v>1</v></c></row>' } })
  expect(await refusal(rowsIn(await kept(whole.slice(0, whole.length - 40))))).toEqual([
    'import.workbook_broken',
    undefined,
  ])
  expect(await refusal(rowsIn(await kept(zipSync({ 'a.txt': strToU8('hello') }))))).toEqual([
    'import.not_text',
    undefined,
  ])
  const xml = foreign({ sheets: { a: '<row r="1"><c r="A1"><v>1</v></row>' } })
  expect(await refusal(rowsIn(await kept(xml)))).toEqual(['import.workbook_broken', undefined])
  const entity = foreign({
    sheets: { a: '' },
    more: { 'xl/sharedStrings.xml': '<!DOCTYPE s [<!ENTITY a "a">]><sst/>' },
  })
  expect(await refusal(rowsIn(await kept(entity)))).toEqual(['import.workbook_broken', undefined])
  const bomb = foreign({ sheets: { a: `<row r="1"><c r="A1"><v>${'1'.repeat(40_000_000)}</v></c></row>` } })
  expect(bomb.length).toBeLessThan(100_000)
  expect(await refusal(rowsIn(await kept(bomb)))).toEqual(['import.workbook_too_large', undefined])
  expect(await refusal(rowsIn(await kept(foreign({ sheets: { a: '' } }))))).toEqual(['import.empty_file', undefined])
})
