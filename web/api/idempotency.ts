const keys = new WeakMap<object, string>()

/** The same input is the same wish: a call that is repeated because no answer came is done once (`Idempotency-Key`). */
export function keyOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return randomKey()
  const known = keys.get(input)
  if (known !== undefined) return known
  const made = randomKey()
  keys.set(input, made)
  return made
}

/** The same wish once more, after the page that first had it is gone. */
export function giveKey<T extends object>(input: T, key: string): T {
  keys.set(input, key)
  return input
}

/** Not `randomUUID`: browsers keep that from pages that came over plain HTTP, as on a company's own network. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
