import { Fault } from '#ledger/rules/fault.ts'

export const passwordMin = 10
export const passwordMax = 256

/**
 * Long is what counts; what it is made of is the person's own business. Length in characters as people count them, so a
 * Chinese sentence of ten characters will do. Throws Faults `auth.password_short`, `auth.password_long`.
 */
export function requireGoodPassword(password: string, field = 'password'): void {
  const length = [...password].length
  if (length < passwordMin) throw new Fault('auth.password_short', { field, length, least: passwordMin })
  if (length > passwordMax) throw new Fault('auth.password_long', { field, length, most: passwordMax })
}
