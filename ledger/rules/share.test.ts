import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalShares, parseShare, requireWhole, shareText, WHOLE } from './share.ts'
import { splitByWeights } from './split.ts'

test('equal thirds are 333334, 333333 and 333333 millionths', () => {
  expect(equalShares(['a', 'b', 'c']).map(({ share }) => share)).toEqual([333_334n, 333_333n, 333_333n])
})

test('equal shares of any team are whole', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 50 }), (ids) => requireWhole(equalShares(ids))),
  )
})

test('20,000.00 split half and half is 10,000.00 and half a deal each', () => {
  const halves = equalShares(['maya', 'tomas'])
  const weights = halves.map(({ id, share }) => ({ id, weight: share }))
  expect(splitByWeights(2_000_000n, weights).map(({ amount }) => amount)).toEqual([1_000_000n, 1_000_000n])
  expect(halves.map(({ share }) => shareText(share))).toEqual(['0.5', '0.5'])
})

test('a split that is not whole says what is missing', () => {
  const nine = [{ share: 500_000n }, { share: 400_000n }]
  expect(() => requireWhole(nine)).toThrow(
    expect.objectContaining({
      code: 'share.not_whole',
      details: expect.objectContaining({ value: '0.9', missing: '0.1', direction: 'short' }),
    }),
  )
  expect(() => requireWhole([...nine, { share: 200_000n }])).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ missing: '-0.1', by: '0.1', direction: 'over' }) }),
  )
  expect(() => requireWhole([{ share: -1n }, { share: WHOLE + 1n }])).toThrow('share.negative')
})

test('shares are written without trailing zeros and read back', () => {
  expect(shareText(WHOLE)).toBe('1')
  expect(shareText(4_238_000_000n)).toBe('4238')
  expect(shareText(-333_334n)).toBe('-0.333334')
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: WHOLE }), (share) => {
      expect(parseShare(shareText(share))).toBe(share)
    }),
  )
})

test('what is not a share from 0 to 1 with six places is refused', () => {
  for (const text of ['-0.5', '1.000001', '50%', '', 'half'])
    expect(() => parseShare(text), text).toThrow('share.invalid')
  expect(() => parseShare('0.3333333')).toThrow('share.too_many_digits')
})
