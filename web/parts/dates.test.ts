import { expect, test } from 'vitest'
import { dayIn, daysBetween, dayText, instantText, relativeDays, timeText } from './dates.ts'

test('a day shows its year only where that is another one', () => {
  expect(dayText('2026-11-24', 'zh-CN', 'short', '2026-12-01')).toBe('11月24日')
  expect(dayText('2025-11-24', 'zh-CN', 'short', '2026-12-01')).toBe('2025年11月24日')
  expect(dayText('2026-11-24', 'en', 'long')).toBe('Nov 24, 2026')
})

test('an instant is shown in the reader’s zone, and so is its day', () => {
  const late = '2026-11-24T23:30:00.000Z'
  expect(timeText(Date.parse(late), 'zh-CN', 'Asia/Shanghai')).toBe('07:30')
  expect(dayIn(late, 'Asia/Shanghai')).toBe('2026-11-25')
  expect(dayIn(late, 'America/Lima')).toBe('2026-11-24')
  expect(instantText(late, 'zh-CN', 'Asia/Shanghai')).toBe('2026年11月25日 07:30')
})

test('how long ago is said in the unit that people would use', () => {
  expect(daysBetween('2026-11-20', '2026-11-24')).toBe(4)
  expect(relativeDays(-1, 'zh-CN')).toBe('昨天')
  expect(relativeDays(-3, 'en')).toBe('3 days ago')
  expect(relativeDays(-30, 'en')).toBe('4 weeks ago')
  expect(relativeDays(90, 'en')).toBe('in 3 months')
})
