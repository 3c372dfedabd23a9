import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base32, codeAt, isAppCode, keyUri, plainCode, stepAt, stepOf } from './oneTimeCode.ts'

const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

test('codes are those of RFC 6238, appendix B', () => {
  // the last six of the eight digits there
  const vectors = [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const
  for (const [seconds, code] of vectors) expect(codeAt(secret, stepAt(at(seconds)))).toBe(code)
})

test('a code is good a step before and after its own, and no longer', () => {
  const code = codeAt(secret, 1000)
  const known = [998, 999, 1000, 1001, 1002].map((step) => stepOf(secret, code, at(step * 30 + 7), 0))
  expect(known).toEqual([null, 1000, 1000, 1000, null])
})

test('a code that was used is good no more, nor is one before it', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000_000 }), fc.integer({ min: -1, max: 1 }), (step, off) => {
      const found = stepOf(secret, codeAt(secret, step + 1 + off), at((step + 1) * 30), step + 1 + off)
      // another step's code may be the same by chance: then it is that one, which is later
      return found === null || found > step + 1 + off
    }),
  )
})

test('an app is given the secret in letters that can be typed, and a name', () => {
  expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(keyUri(secret, 'lin@haiyue.example')).toBe(
    'otpauth://totp/Farsail%3Alin%40haiyue.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Farsail',
  )
})

test('codes are read as people copy them', () => {
  expect(['287 082', '２８７０８２', ' ABCDE-fgh23 '].map(plainCode)).toEqual(['287082', '287082', 'abcdefgh23'])
  expect(['287082', '28708', 'abcdefgh23'].map(isAppCode)).toEqual([true, false, false])
})
