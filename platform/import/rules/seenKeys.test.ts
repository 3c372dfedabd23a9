import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seenKeys } from './seenKeys.ts'

test('a key that was seen names the line on which it stood first', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 500 }), (keys) => {
      const seen = seenKeys()
      const first = new Map<string, number>()
      keys.forEach((key, i) => {
        expect(seen.see(key, i + 2)).toBe(first.get(key))
        if (!first.has(key)) first.set(key, i + 2)
      })
    }),
  )
})

test('a hundred thousand keys are told apart', () => {
  const seen = seenKeys()
  for (let i = 0; i < 100_000; i += 1) expect(seen.see(`deal ${i}`, i + 2)).toBeUndefined()
  expect(seen.see('deal 99999', 200_000)).toBe(100_001)
})
