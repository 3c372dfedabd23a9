/** All time zones that the browser knows, by their IANA names. */
export const zones = (): string[] => {
  const known = Intl.supportedValuesOf('timeZone')
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [...new Set([own, ...known])].toSorted()
}

/** The months by name, for the first month of a year. */
export function monthNames(locale: string): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: format.format(Date.UTC(2026, i, 1)) }))
}
