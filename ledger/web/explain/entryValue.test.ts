import { expect, test } from 'vitest'
import { sumOf } from './entryValue.ts'

const usd = (amount: string) => ({ amount, currency: 'USD' })

test('the lines of an explanation add up exactly, reversals taken off', () => {
  expect(sumOf([usd('600.00'), usd('720.00'), usd('-600.00'), null], 'USD')).toEqual(usd('720.00'))
  expect(sumOf(['0.333334', '0.333333', '0.333333', '-1'], 'USD')).toBe('0')
})

test('nothing sums to nothing', () => {
  expect(sumOf([], 'JPY')).toEqual({ amount: '0', currency: 'JPY' })
})
