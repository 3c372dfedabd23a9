/** A figure by its key or by its name in any language; case, width and spacing don't count. Null for any other word. */
export function metricKeyIn(
  text: string,
  known: readonly { readonly key: string; readonly names: readonly string[] }[],
): string | null {
  const word = comparable(text)
  return known.find(({ key, names }) => [key, ...names].some((name) => comparable(name) === word))?.key ?? null
}

const comparable = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
