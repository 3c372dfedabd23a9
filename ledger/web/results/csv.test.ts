import { expect, test } from 'vitest'
import { csvText, tabText } from './csv.ts'

test('a name with commas, quotes or lines comes out of a file as it went in', () => {
  expect(csvText([['Huaxia, "Smart" Mfg', 'a\nb'], ['-12.50']])).toBe(
    '\ufeff"Huaxia, ""Smart"" Mfg","a\nb"\r\n-12.50\r\n',
  )
})

test('no spreadsheet runs a customer’s name', () => {
  expect(csvText([['=cmd|x', '@sum']])).toBe("\ufeff'=cmd|x,'@sum\r\n")
  expect(tabText([['=cmd|x', 'a\tb'], ['1']])).toBe("'=cmd|x\ta b\n1")
})
