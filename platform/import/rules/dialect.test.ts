import { expect, test } from 'vitest'
import { dialectOf, headRows, lineBreaksIn } from './dialect.ts'

test('rows are cut as the reader cuts them', () => {
  expect(headRows('a, "b, c"\r\n\n"d ""e""",f\rg,', ',')).toEqual([
    { line: 1, cells: ['a', 'b, c'] },
    { line: 2, cells: [''] },
    { line: 3, cells: ['d "e"', 'f'] },
    { line: 4, cells: ['g', ''] },
  ])
})

test('a quoted cell may have tabs for neighbours', () => {
  expect(headRows('"a"\t"b\tc"\td', '\t')).toEqual([{ line: 1, cells: ['a', 'b\tc', 'd'] }])
})

test('CRLF is one line break', () => {
  expect(['a', 'a\n', 'a\r\nb', 'a\rb\n', '\n\r'].map(lineBreaksIn)).toEqual([0, 1, 1, 2, 2])
})

test('a title that has commas is no header', () => {
  expect(
    dialectOf('Pipeline, all regions, 2017\n\nDeal;Owner;Stage;Amount\nA;Maya;Won;1,5\nB;Tomás;Lost;2,5\n'),
  ).toMatchObject({
    delimiter: ';',
    headerLine: 3,
  })
})

test('months or years as column names are taken where one is named', () => {
  expect(dialectOf('member,2017-Q1,2017-Q2\nMaya,100,200\n')).toMatchObject({ headerLine: 1 })
  expect(dialectOf('1,2,3\n4,5,6\n')).toBeNull()
})
