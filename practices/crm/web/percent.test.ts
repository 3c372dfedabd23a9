import { expect, test } from 'vitest'
import { equalShares, shareText } from '#ledger/rules/share.ts'
import { percentOf, shareOf } from './percent.ts'

test('a third of the credit reads as a percentage and goes back unchanged', () => {
  for (const { share } of equalShares(['maya', 'tomás', '周航'])) {
    const text = shareText(share)
    expect(shareOf(percentOf(text))).toBe(text)
  }
  expect(percentOf('0.333334')).toBe('33.3334')
  expect(percentOf('1')).toBe('100')
})

test('what is no percentage is not guessed', () => {
  expect(shareOf('101')).toBeNull()
  expect(shareOf('half')).toBeNull()
  expect(shareOf('50%')).toBe('0.5')
})
