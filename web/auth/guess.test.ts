import { expect, test } from 'vitest'
import { guess } from './guess.ts'

test('a new organisation in Shanghai counts in yuan from January', () => {
  expect(guess('zh-CN', 'Asia/Shanghai')).toEqual({ timeZone: 'Asia/Shanghai', currency: 'CNY', fiscalStartMonth: 1 })
})

test('elsewhere the zone says the currency, and the language where the zone says nothing', () => {
  expect(guess('en', 'Europe/Berlin').currency).toBe('EUR')
  expect(guess('en', 'Asia/Tokyo')).toMatchObject({ currency: 'JPY', fiscalStartMonth: 4 })
  expect(guess('en', 'UTC').currency).toBe('USD')
  expect(guess('zh-CN', 'UTC').currency).toBe('CNY')
})
