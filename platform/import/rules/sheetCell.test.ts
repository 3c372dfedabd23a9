import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText, columnAt, type Shown, shownAs } from './sheetCell.ts'

const number = (value: string, shown: Shown = 'number') => cellText({ type: 'n', value, shown }, false)

describe('a cell of a workbook reads as a person sees it', () => {
  test('a number has no digits that only binary fractions have, and no exponent', () => {
    expect(number('0.30000000000000004')).toBe('0.3')
    expect(number('1234.5600000000001')).toBe('1234.56')
    expect(number('1E-3')).toBe('0.001')
    expect(number('1.2E+15')).toBe('1200000000000000')
    expect(number('-0')).toBe('0')
    expect(number('-12.50')).toBe('-12.5')
    expect(number('13800138000')).toBe('13800138000')
  })
  test('any amount of up to fifteen digits comes out as it was typed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
        fc.integer({ min: 0, max: 3 }),
        (units, digits) => {
          const typed = units / 10 ** digits
          const stored = typed.toPrecision(17)
          expect(Number(number(stored))).toBe(typed)
          expect(number(stored)).toMatch(/^-?\d+(\.\d{1,3})?$/)
        },
      ),
    )
  })
  test('a day is a day, with its time where it has one', () => {
    expect(number('46350', 'day')).toBe('2026-11-24')
    expect(number('46350.395833333336', 'day')).toBe('2026-11-24 09:30:00')
    expect(number('0.75', 'day')).toBe('18:00:00')
    expect(number('1', 'day')).toBe('1900-01-01')
    expect(number('61', 'day')).toBe('1900-03-01')
    expect(cellText({ type: 'n', value: '44888', shown: 'day' }, true)).toBe('2026-11-24')
    expect(number('99999999', 'day')).toBe('99999999')
  })
  test('a percentage keeps its sign, a truth its word, and a text that looks like a formula stays a text', () => {
    expect(number('0.35', 'percent')).toBe('35%')
    expect(cellText({ type: 'b', value: '1', shown: 'number' }, false)).toBe('TRUE')
    expect(cellText({ type: 's', value: '=1+1', shown: 'number' }, false)).toBe('=1+1')
    expect(cellText({ type: 'e', value: '#N/A', shown: 'number' }, false)).toBe('#N/A')
  })
  test('a format is one of days by its letters, not by its words', () => {
    expect(shownAs(14, null)).toBe('day')
    expect(shownAs(9, null)).toBe('percent')
    expect(shownAs(164, 'yyyy"年"m"月"d"日"')).toBe('day')
    expect(shownAs(164, '[$-409]d-mmm-yy;@')).toBe('day')
    expect(shownAs(164, '#,##0.00" days"')).toBe('number')
    expect(shownAs(164, '[Red]-0.0%')).toBe('percent')
    expect(shownAs(164, '[h]:mm')).toBe('number')
    expect(shownAs(164, 'General')).toBe('number')
    expect(shownAs(164, '¥#,##0.00_);(¥#,##0.00)')).toBe('number')
  })
  test('columns are counted as a sheet letters them', () => {
    expect(['A1', 'Z9', 'AA10', 'XFD1', '7'].map(columnAt)).toEqual([0, 25, 26, 16383, null])
  })
})
