import { expect, test } from 'vitest'
import { periodKeyIn } from './periodText.ts'

test('periods are read as people write them in either language', () => {
  const same: [string, readonly string[]][] = [
    ['2017-Q3', ['2017-Q3', '2017Q3', 'Q3 2017', 'q3/2017', '3Q2017', '2017年三季度', '2017年第三季度', '2017年3季度']],
    ['FY2017-Q3', ['FY2017-Q3', 'FY17 Q3', '2017财年三季度', 'Q3 FY2017']],
    ['2017-06', ['2017-06', '2017/6', '2017年6月', '2017年06月份', 'June 2017', 'Jun-2017', '06/2017']],
    ['2017', ['2017', '2017年', '2017年度']],
    ['FY2027-P04', ['FY2027-P04', 'fy2027 p4']],
    ['2017-W14', ['2017-W14', '2017年第14周']],
  ]
  for (const [key, texts] of same) expect(texts.map(periodKeyIn)).toEqual(texts.map(() => key))
})

test('what names no such period stays as it is, to be refused by its own words', () => {
  const others = ['soon', '2017年上半年', 'Q5 2017', '2017-06-12', '2017-06-12..2017-06-20', '']
  expect(others.map(periodKeyIn)).toEqual(others)
})
