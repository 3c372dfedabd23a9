import type { Value } from './importRow.ts'

/** One name of first and last name: "Ada Lovelace", 林悦. Null where both are empty. */
export function fullName(first: Value | undefined, last: Value | undefined): string | null {
  const given = typeof first === 'string' ? first : ''
  const family = typeof last === 'string' ? last : ''
  const isHan = /^\p{Script=Han}+$/u.test(family + given)
  const name = isHan ? family + given : `${given} ${family}`.trim()
  return name === '' ? null : name
}
