import { expect, test } from 'vitest'
import { typedDay } from './typedDay.ts'

const today = '2026-11-24'

test('a day may be typed short, and means the one in this month or year', () => {
  expect(typedDay('30', today)).toBe('2026-11-30')
  expect(typedDay('12-3', today)).toBe('2026-12-03')
  expect(typedDay('12月3日', today)).toBe('2026-12-03')
  expect(typedDay('27/1/5', today)).toBe('2027-01-05')
  expect(typedDay('2027.1.5', today)).toBe('2027-01-05')
})

test('a day may be typed in words of both languages', () => {
  expect(typedDay('明天', today)).toBe('2026-11-25')
  expect(typedDay('Yesterday', today)).toBe('2026-11-23')
  expect(typedDay('+7', today)).toBe('2026-12-01')
})

test('what is no day is not made into one', () => {
  expect(typedDay('2026-02-30', today)).toBeNull()
  expect(typedDay('soon', today)).toBeNull()
  expect(typedDay('', today)).toBeNull()
})
