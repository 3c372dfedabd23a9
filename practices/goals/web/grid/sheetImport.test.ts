import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QuotaGridJson, QuotaRowJson } from '../../contract/quotas.ts'
import type { Shown } from './doings.ts'
import { perform, stepFor, untouched } from './draft.ts'
import { figuresOf } from './figures.ts'
import { readSheetFile } from './readSheetFile.ts'
import { columnOfMonth, type Sheet, sheetOf } from './sheet.ts'
import { sheetCsv } from './sheetFile.ts'
import { importOf } from './sheetImport.ts'
import { sheetWorkbook } from './sheetWorkbook.ts'

type Amounts = readonly (string | null)[]
const row = (kind: QuotaRowJson['kind'], name: string, depth: number, amounts: Amounts = []): QuotaRowJson => ({
  kind,
  id: `${name} ${depth}`,
  name,
  email: kind === 'member' ? `${name}@haiyue.example` : null,
  depth,
  title: null,
  vacant: false,
  editable: name !== 'Ada',
  whole: true,
  others: [],
  cells: Array.from({ length: 12 }, (_, i) => {
    const amount = amounts[i] ?? null
    if (amount === null) return null
    const plain = { several: false, settled: false, accepted: false, waiting: null, declinedFor: null }
    return { id: `${name} ${i}`, version: 1, amount, ...plain }
  }),
})
const yearOf = (rows: readonly QuotaRowJson[]): QuotaGridJson => ({
  metric: 'revenue_booked',
  unit: 'money',
  currency: 'CNY',
  year: '2026',
  months: Array.from({ length: 12 }, (_, i) => {
    const key = `2026-${String(i + 1).padStart(2, '0')}`
    return { key, from: `${key}-01`, to: `${key}-28` }
  }),
  quarters: ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
  rows,
})
const shownOf = (sheet: Sheet): Shown => ({
  sheet,
  figures: figuresOf(sheet, new Map()),
  rows: sheet.rows.map((_, i) => i),
  weigh: () => 1n,
})
const company = (maya: Amounts = ['10', '20'], tomas: Amounts = ['1']) =>
  shownOf(
    sheetOf(
      yearOf([
        row('organisation', '海岳', 0),
        row('team', '华东', 1, ['100']),
        row('member', 'Maya', 2, maya),
        row('member', 'Tomás', 2, tomas),
        row('team', '=South', 1),
        { ...row('member', 'Maya', 2, ['5']), id: 'another Maya', email: null },
        row('member', 'Ada', 2, ['7']),
      ]),
    ),
  )
const english = [
  'Name',
  'E-mail',
  'Team',
  ...'Jan Feb Mar Q1 Apr May Jun Q2 Jul Aug Sep Q3 Oct Nov Dec Q4 2026'.split(' '),
]
const chinese = [
  '姓名',
  '邮箱',
  '团队',
  ...'1月 2月 3月 Q1 4月 5月 6月 Q2 7月 8月 9月 Q3 10月 11月 12月 Q4 2026'.split(' '),
]
const inLines = (lines: readonly string[]) => lines.map((text, i) => ({ line: i + 1, cells: text.split(',') }))
const nothing = { changes: [], emptied: [], problems: [] }

test('what goes out as a file comes back in as no change, in both languages and both forms', async () => {
  const amount = fc.option(
    fc
      .bigInt({ min: 0n, max: 99_999_999_999n })
      .map((units) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`),
  )
  const months = fc.array(amount, { minLength: 12, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(months, months, fc.constantFrom(english, chinese), async (maya, tomas, heads) => {
      const shown = company(maya, tomas)
      // two are called Maya: one is told by her e-mail, the other by her team
      expect(await readSheetFile(shown, new Blob([sheetCsv(shown, heads)]))).toMatchObject(nothing)
      expect(await readSheetFile(shown, await sheetWorkbook(shown, heads, '指标表'))).toMatchObject(nothing)
    }),
    { numRuns: 20 },
  )
})

test('a cell that was edited is exactly that change, though the totals beside it were not reckoned again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 11 }), fc.bigInt({ min: 1n, max: 999_999n }), (month, units) => {
      const shown = company()
      const lines = sheetCsv(shown, chinese).replace('\ufeff', '').trimEnd().split('\r\n')
      const cells = (lines[4] ?? '').split(',')
      cells[3 + columnOfMonth(month)] = `${units}.50`
      lines[4] = cells.join(',')
      const read = importOf(shown, inLines(lines.map((line) => line.replace("'=South", '=South'))))
      expect(read).toMatchObject({ changes: [{ row: 3, month, to: { units: units * 100n + 50n } }], problems: [] })
    }),
  )
})

test('what is emptied in the file is asked about, and a dash takes a target away', () => {
  const shown = company()
  const read = importOf(shown, inLines(['姓名,团队,1月,2月', 'Maya,华东,,—', 'Tomás,华东,1,']))
  expect(read).toEqual({
    changes: [{ row: 2, month: 1, to: { units: null } }],
    emptied: [{ row: 2, month: 0, to: { units: null } }],
    problems: [],
    found: 2,
  })
})

test('quarters alone are split over their months; one beside its months is told where it was typed over', () => {
  const shown = company()
  const quarters = importOf(shown, inLines(['email,Q2,Q3', 'Tomás@haiyue.example,300,']))
  expect(quarters).toMatchObject({
    changes: [3, 4, 5].map((month) => ({ row: 3, month, to: { units: 10_000n } })),
    problems: [],
  })
  const both = importOf(shown, inLines(['Name,Jan,Feb,Mar,Q1', 'Tomás,1,2,3,99', '海岳,,,,']))
  expect(both).toMatchObject({ problems: [{ line: 2, column: 'Q1', value: '99', why: 'otherTotal' }] })
})

test('what can’t be taken is told with its row, its column and its value', () => {
  const read = importOf(
    company(),
    inLines([
      'Targets of the year',
      'Name,Team,Jan,2月,2026-03',
      'Nobody,华东,1,2,3',
      'Maya,,1,,',
      'Tomás,华东,about 3,1.005,$ 5',
      'Tomás,华东,9,,',
      'Ada,=South,8,,',
    ]),
  )
  expect(read).toMatchObject({
    changes: [],
    problems: [
      { line: 3, column: null, value: 'Nobody', why: 'unknown' },
      { line: 4, column: null, value: 'Maya', why: 'unknown' },
      { line: 5, column: 'Jan', value: 'about 3', why: 'notNumber' },
      { line: 5, column: '2月', value: '1.005', why: 'tooManyDigits' },
      { line: 5, column: '2026-03', value: '$ 5', why: 'otherCurrency' },
      { line: 6, column: null, value: 'Tomás', why: 'twice' },
      { line: 7, column: 'Jan', value: '8', why: 'notYours' },
    ],
  })
  expect(importOf(company(), inLines(['Name,Jan', 'Maya,1']))).toMatchObject({ problems: [{ why: 'several' }] })
})

test('a file of another year, or of something else, is refused as a whole', () => {
  expect(importOf(company(), inLines(['Name,2025-01,2025-02', 'Maya,1,2']))).toEqual({
    refused: 'otherYear',
    year: '2025',
  })
  expect(importOf(company(), inLines(['Name,Jan,2027', 'Maya,1,2']))).toEqual({ refused: 'otherYear', year: '2027' })
  expect(importOf(company(), inLines(['Deal,Value', 'Pilot,1']))).toEqual({ refused: 'noHead' })
})

test('a file that was read becomes a draft that is undone as a whole', () => {
  const shown = company()
  const read = importOf(shown, inLines(['Name,Jan,Feb', 'Tomás,2,3']))
  const changes = 'changes' in read ? read.changes : []
  const step = stepFor(shown.sheet, new Map(), changes)
  expect(step && perform(untouched, step).draft.size).toBe(2)
})
