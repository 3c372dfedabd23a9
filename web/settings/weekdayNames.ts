/** Monday to Sunday, as the reader calls them. */
export function weekdayNames(locale: string, weekday: 'long' | 'short' | 'narrow' = 'long'): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
  // 5 January 2026 is a Monday
  return Array.from({ length: 7 }, (_, i) => format.format(Date.UTC(2026, 0, 5 + i)))
}
