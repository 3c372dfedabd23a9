import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { rational } from '#ledger/rules/rounding.ts'
import type { QuotaGridJson, QuotaRowJson } from '../../contract/quotas.ts'
import { fill, fillFrom, grow, pasteBlock, type Shown, setCell, splitOverPeople } from './doings.ts'
import { type Change, clashes, type Drafting, perform, put, redo, settled, stepFor, undo, untouched } from './draft.ts'
import { draftIn, draftText } from './draftStore.ts'
import { figuresOf, rangeFigures } from './figures.ts'
import { type Sheet, sheetOf, yearColumn } from './sheet.ts'
import { sheetWorkbook } from './sheetWorkbook.ts'

const row = (
  kind: QuotaRowJson['kind'],
  id: string,
  depth: number,
  amounts: Record<number, string> = {},
): QuotaRowJson => ({
  kind,
  id,
  name: id,
  email: kind === 'member' ? `${id.toLowerCase()}@haiyue.example` : null,
  depth,
  title: null,
  vacant: false,
  editable: true,
  whole: true,
  others: [],
  cells: Array.from({ length: 12 }, (_, i) => {
    const amount = amounts[i]
    if (amount === undefined) return null
    const plain = { several: false, settled: false, accepted: false, waiting: null, declinedFor: null }
    return { id: `${id} ${i}`, version: 1, amount, ...plain }
  }),
})
const json = (rows: readonly QuotaRowJson[]): QuotaGridJson => ({
  metric: 'revenue_booked',
  unit: 'money',
  currency: 'CNY',
  year: '2026',
  months: Array.from({ length: 12 }, (_, i) => ({
    key: `2026-${String(i + 1).padStart(2, '0')}`,
    from: '2026-01-01',
    to: '2026-12-31',
  })),
  quarters: ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
  rows,
})
const company = (amounts: Record<number, string> = { 0: '10', 1: '20' }) =>
  sheetOf(
    json([
      row('organisation', 'Haiyue', 0),
      row('team', 'East', 1, { 0: '100' }),
      row('member', 'Maya', 2, amounts),
      row('member', 'Tomás', 2, { 0: '1' }),
      row('team', 'South', 1),
      row('member', 'Noor', 2, { 0: '5' }),
    ]),
  )
const shownOf = (sheet: Sheet, drafting: Drafting = untouched): Shown => ({
  sheet,
  figures: figuresOf(sheet, drafting.draft),
  rows: sheet.rows.map((_, i) => i),
  weigh: () => 1n,
})
const made = (sheet: Sheet, changes: readonly Change[]) => {
  const step = stepFor(sheet, new Map(), changes)
  return shownOf(sheet, step ? perform(untouched, step) : untouched).figures
}
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right })

test('people add up to their teams and to the organisation, beside what these have as their own', () => {
  const { figures } = shownOf(company())
  expect([figures.own(1, 0), figures.people(1, 0), figures.people(0, 0)]).toEqual([10_000n, 1100n, 1600n])
  expect([figures.own(2, 3), figures.own(2, yearColumn), figures.people(4, yearColumn)]).toEqual([3000n, 3000n, 500n])
  expect(figures.people(1, 4)).toBeNull()
})

test('a typed quarter is split over its months and sums to what was typed', () => {
  const sheet = company()
  const figures = made(sheet, setCell(shownOf(sheet), 2, 3, { units: 10_000n }))
  expect([0, 1, 2, 3].map((column) => figures.own(2, column))).toEqual([3334n, 3333n, 3333n, 10_000n])
})

test('a block from a spreadsheet is written from the selected cell on; its totals follow by themselves', () => {
  const sheet = company()
  const figures = made(
    sheet,
    pasteBlock(shownOf(sheet), at(2, 0), [
      ['1', '2', '3', '99', '4'],
      ['x', '6'],
    ]),
  )
  expect([0, 1, 2, 3, 4].map((column) => figures.own(2, column))).toEqual([100n, 200n, 300n, 600n, 400n])
  const step = stepFor(sheet, new Map(), pasteBlock(shownOf(sheet), at(3, 0), [['x']]))
  expect([...(step?.after.values() ?? [])]).toMatchObject([{ unread: { typed: 'x', why: 'notNumber' }, units: 100n }])
})

test('one copied cell fills the selection; fill down and right repeat the first', () => {
  const sheet = company()
  expect(made(sheet, pasteBlock(shownOf(sheet), at(2, 0, 3, 2), [['7']])).own(3, 2)).toBe(700n)
  expect(made(sheet, fill(shownOf(sheet), at(2, 0, 5, 1), 'down')).own(5, 1)).toBe(2000n)
  const right = made(sheet, fill(shownOf(sheet), at(2, 1, 2, 6), 'right'))
  expect([right.own(2, 2), right.own(2, 6), right.own(2, 3)]).toEqual([2000n, 2000n, 5000n])
  const handle = made(sheet, fillFrom(shownOf(sheet), at(2, 0, 2, 1), at(2, 0, 2, 5)))
  expect([2, 4, 5].map((column) => handle.own(2, column))).toEqual([1000n, 2000n, 1000n])
})

test('20 % more is rounded once a month', () => {
  const sheet = company({ 0: '10.03', 1: '20' })
  const figures = made(sheet, grow(shownOf(sheet), at(2, 3), rational(1n, 5n)))
  expect([figures.own(2, 0), figures.own(2, 1)]).toEqual([1204n, 2400n])
})

test('a team’s number over its people sums to it', () => {
  const sheet = company()
  const figures = made(
    sheet,
    splitOverPeople(shownOf(sheet), 1, [0, 1], (person) => (person === 2 ? 2n : 1n)),
  )
  expect([figures.own(2, 0), figures.own(3, 0), figures.people(1, 0)]).toEqual([6667n, 3333n, 10_000n])
  expect(figures.own(2, 1)).toBe(2000n)
})

test('a sum does not add a quarter to its months', () => {
  const { figures, rows } = shownOf(company())
  expect(rangeFigures(figures, rows, at(2, 0, 3, 3))).toEqual({ sum: 3100n, count: 3, cells: 8 })
  expect(rangeFigures(figures, rows, at(2, 3, 3, 3))).toEqual({ sum: 3100n, count: 2, cells: 2 })
})

test('rows that one may not set stay as they are', () => {
  const sheet = sheetOf(json([{ ...row('member', 'Maya', 0, { 0: '1' }), editable: false }]))
  expect(stepFor(sheet, new Map(), [{ row: 0, month: 0, to: { units: 5n } }])).toBeUndefined()
})

test('whatever is done is undone and done again as a whole', () => {
  const sheet = company()
  const change = fc.record({
    row: fc.integer({ min: 0, max: 5 }),
    month: fc.integer({ min: 0, max: 11 }),
    to: fc.oneof(
      fc.record({ units: fc.option(fc.bigInt(0n, 5000n)) }),
      fc.constant({ typed: '?', why: 'notNumber' as const }),
    ),
  })
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 8 }), (doings) => {
      let now = untouched
      const states = [now.draft]
      for (const changes of doings) {
        const step = stepFor(sheet, now.draft, changes)
        if (step === undefined) continue
        now = perform(now, step)
        states.push(now.draft)
      }
      const last = now
      for (const state of states.toReversed()) {
        expect(now.draft).toEqual(state)
        now = undo(now)
      }
      for (const _ of states) now = redo(now)
      expect(now.draft).toEqual(last.draft)
      expect(draftIn(JSON.parse(draftText(last.draft)))).toEqual(last.draft)
    }),
  )
})

test('what somebody else changed below a draft is told, and what already stands is no longer changed', () => {
  const sheet = company()
  const step = stepFor(sheet, new Map(), [
    { row: 2, month: 0, to: { units: 1100n } },
    { row: 2, month: 1, to: { units: 2500n } },
  ])
  const draft = put(new Map(), step?.after ?? new Map())
  expect(clashes(sheet, draft)).toEqual([])
  const later = company({ 0: '12', 1: '25' })
  const left = settled(later, draft)
  expect(clashes(later, left)).toMatchObject([{ row: 2, month: 0, theirs: 1200n, mine: { units: 1100n } }])
})

test('a workbook of the grid has names as texts and amounts as numbers, the draft among them', async () => {
  const sheet = sheetOf(json([row('organisation', 'all', 0), row('member', 'maya', 1, { 0: '100.50' })]))
  const figures = figuresOf(sheet, new Map())
  const shown: Shown = { sheet, figures, rows: [0, 1], weigh: () => 1n }
  const heads = ['Name', 'E-mail', 'Team', ...Array.from({ length: 17 }, (_, i) => `C${i}`)]
  const bytes = new Uint8Array(await (await sheetWorkbook(shown, heads, 'Quota grid')).arrayBuffer())
  const page = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(page).toContain('maya')
  expect(page).toContain('<v>100.50</v>')
})
