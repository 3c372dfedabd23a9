import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordMax, passwordMin, requireGoodPassword } from './password.ts'

test('nine characters are too few and ten are enough, whatever they are', () => {
  expect(() => requireGoodPassword('aaaaaaaaa')).toThrow('auth.password_short')
  expect(() => requireGoodPassword('aaaaaaaaaa')).not.toThrow()
  expect(() => requireGoodPassword('春江潮水连海平月共潮')).not.toThrow()
  expect(() => requireGoodPassword('🌊🌊🌊🌊🌊')).toThrow('auth.password_short')
})

test('the refusal says how many characters there were and never the password', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 3, maxLength: passwordMin - 1, unit: fc.constantFrom('q', '鲸', '🐳') }),
      (given) => {
        try {
          requireGoodPassword(given)
        } catch (error) {
          expect(error).toMatchObject({ details: { field: 'password', length: [...given].length, least: passwordMin } })
          expect(JSON.stringify(error)).not.toContain(given)
          return
        }
        expect.unreachable()
      },
    ),
  )
})

test('a whole book is refused', () => {
  expect(() => requireGoodPassword('x'.repeat(passwordMax + 1))).toThrow('auth.password_long')
})
