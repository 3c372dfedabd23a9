import { newId } from '#platform/config/context.ts'

/** The ids that a company's keys have got in one organisation; a key gets its id when it is first named. */
export type Keys = Map<string, string>

export function idOf(keys: Keys, key: string): string {
  const known = keys.get(key)
  if (known !== undefined) return known
  const id = newId()
  keys.set(key, id)
  return id
}
