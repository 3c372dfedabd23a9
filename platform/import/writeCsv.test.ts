import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCsv } from './readCsv.ts'
import { delimiters } from './rules/dialect.ts'
import { defused, undefused } from './rules/formula.ts'
import { writeCsv, writeRefusedRows } from './writeCsv.ts'

const headers = ['name', 'note', 'amount']

test('RFC 4180: CRLF, quotes only where needed', async () => {
  const rows = [
    ['Acme, Inc.', 'said "yes"', '12.50'],
    ['云帆', 'two\nlines', '-3'],
  ]
  expect(await text(writeCsv({ headers, rows }))).toBe(
    'name,note,amount\r\n"Acme, Inc.","said ""yes""",12.50\r\n云帆,"two\nlines",-3\r\n',
  )
  expect(await text(writeCsv({ headers: ['a'], rows: [['b;c'], ['']], delimiter: ';', byteOrderMark: true }))).toBe(
    // text() takes the mark off, as a reader does.
    'a\r\n"b;c"\r\n""\r\n',
  )
})

test.each([
  ['=HYPERLINK("http://evil.example")', `'=HYPERLINK("http://evil.example")`],
  ['+49 711 28', "'+49 711 28"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2+3', "'-2+3"],
  ['\t=1', "'\t=1"],
  ['＝1+1', "'＝1+1"],
  ['-12.50', '-12.50'],
  ['-1,234.5', '-1,234.5'],
  ['+3 %', "'+3 %"],
  ['Acme', 'Acme'],
])('a spreadsheet will not run %j', (cell, written) => {
  expect(defused(cell)).toBe(written)
  expect(undefused(written)).toBe(cell)
})

/** Any characters but halves of one, with those that matter to CSV far more often. */
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '|', '\r', '\n', "'", '=', '-', ' ', 'a', '帆', '🚀'),
    maxLength: 12,
  }),
)

test('whatever is written is read again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constant('row'), cell, cell), { maxLength: 8 }),
      fc.constantFrom(...delimiters),
      fc.boolean(),
      async (rows, delimiter, byteOrderMark) => {
        const source = await openCsv(writeCsv({ headers, rows, delimiter, byteOrderMark }), {
          encoding: 'utf-8',
          delimiter,
        })
        const read = await Array.fromAsync(source.rows())
        await source.close()
        expect(source.headers).toEqual(headers)
        expect(read.map((row) => row.cells)).toEqual(rows)
      },
    ),
    { numRuns: 150 },
  )
})

test('a written file is recognised without being told what it is', async () => {
  const word = fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', 'a', 'b', '帆', '🚀'), maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constant('row'), word, fc.constant('12.50')), { minLength: 1, maxLength: 8 }),
      async (rows) => {
        const source = await openCsv(writeCsv({ headers, rows }))
        const read = await Array.fromAsync(source.rows())
        await source.close()
        expect(source).toMatchObject({ headers, delimiter: ',', encoding: 'utf-8' })
        expect(read.map((row) => row.cells)).toEqual(rows)
      },
    ),
    { numRuns: 60 },
  )
})

test('refused rows come back with line and reason, then as they were', async () => {
  const file = writeRefusedRows({
    headers,
    lineHeader: '行号',
    reasonHeader: '原因',
    rows: [
      { line: 12, cells: ['Acme', '=x', '1', 'too much'], reason: 'Line 12 has 4 cells.' },
      { line: 90, cells: ['B', '', 'ten'], reason: '“ten” is no number.' },
    ],
  })
  expect(await text(file)).toBe(
    "行号,原因,name,note,amount\r\n12,Line 12 has 4 cells.,Acme,'=x,1,too much\r\n90,“ten” is no number.,B,,ten\r\n",
  )
})

test('rows are drawn as they are read, not all at once', async () => {
  let drawn = 0
  const rows = function* () {
    for (; drawn < 1_000_000; drawn += 1) yield ['Acme', 'a note', '12.50']
  }
  const stream = writeCsv({ headers, rows: rows() })
  for await (const chunk of stream) {
    expect(String(chunk).startsWith('name,note,amount')).toBe(true)
    break
  }
  expect(drawn).toBeLessThan(50_000)
})
