export type Messages = { readonly [key: string]: string | Messages }

/** The text files of all parts as one tree, as the server merges them: several parts add to `fault`. */
export function mergeTexts(files: Readonly<Record<string, Messages>>): Messages {
  return Object.values(files).reduce(merged, {})
}

function merged(a: Messages, b: Messages): Messages {
  const all: Record<string, string | Messages> = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const known = all[key]
    all[key] = typeof known === 'object' && typeof value === 'object' ? merged(known, value) : value
  }
  return all
}
