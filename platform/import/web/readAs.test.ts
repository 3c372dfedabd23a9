import { expect, test } from 'vitest'
import { shownAs, tellingSamples, worthAs } from './readAs.ts'

test('both readings of an ambiguous day are shown', () => {
  expect(shownAs('03/04/2017', 'D/M/YYYY', 'en')).toBe('April 3, 2017')
  expect(shownAs('03/04/2017', 'M/D/YYYY', 'en')).toBe('March 4, 2017')
  expect(shownAs('03/04/2017', 'D/M/YYYY', 'zh-CN')).toBe('2017年4月3日')
  expect(shownAs('25/04/2017', 'M/D/YYYY', 'en')).toBeNull()
})

test('samples that tell the readings apart come first', () => {
  expect(tellingSamples(['05/05/2017', '03/04/2017'], ['D/M/YYYY', 'M/D/YYYY'], 'en')).toEqual(['03/04/2017'])
  expect(tellingSamples(['05/05/2017'], ['D/M/YYYY', 'M/D/YYYY'], 'en')).toEqual(['05/05/2017'])
})

test('a year is shown without grouping', () => {
  expect(shownAs('1996', '1,234.56', 'en')).toBe('1996')
})

test('a point is a thousand here and a decimal there', () => {
  expect(shownAs('12.345', '1,234.56', 'en')).toBe('12.345')
  expect(shownAs('12.345', '1.234,56', 'en')).toBe('12,345')
})

test('a figure in millions is shown in full', () => {
  expect(worthAs('1100.04', '1000000', 'USD', 'en')).toBe('$1,100,040,000.00')
  expect(worthAs('1100.04', '1', 'USD', 'en')).toBe('$1,100.04')
  expect(worthAs('1100.04', '10000', 'CNY', 'zh-CN')).toBe('¥11,000,400.00')
  expect(worthAs('12.5', '1000', 'JPY', 'en')).toBe('¥12,500')
  expect(worthAs('n/a', '1', 'USD', 'en')).toBeNull()
})
