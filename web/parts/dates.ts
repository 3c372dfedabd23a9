/** Days and instants as people read them. A day has no zone; an instant is shown in the reader's. */
export type DayForm = 'short' | 'long' | 'month'

const dayForms: Readonly<Record<DayForm, Intl.DateTimeFormatOptions>> = {
  short: { month: 'short', day: 'numeric' },
  long: { year: 'numeric', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
}

/** Making an Intl format costs far more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

/** "24 Nov", "11月24日"; the year with `long`, or where it is not the one of `today`. */
export function dayText(day: string, locale: string, form: DayForm, today?: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const shown = form === 'short' && today !== undefined && !today.startsWith(day.slice(0, 4)) ? 'long' : form
  return formatOf(locale, { ...dayForms[shown], timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date))
}

/** "09:12" in a zone. */
export function timeText(epochMs: number, locale: string, zone: string): string {
  return formatOf(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(epochMs)
}

/** "24 Nov 2026, 09:12" in a zone. */
export function instantText(instant: string, locale: string, zone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
  return formatOf(locale, { ...options, timeZone: zone }).format(Date.parse(instant))
}

/** How many days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** "3 days ago", "昨天", "in 2 weeks". */
export function relativeDays(days: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const size = Math.abs(days)
  if (size < 14) return format.format(days, 'day')
  if (size < 60) return format.format(Math.round(days / 7), 'week')
  return size < 730
    ? format.format(Math.round(days / 30.44), 'month')
    : format.format(Math.round(days / 365.25), 'year')
}

/** The day of an instant in a zone: "2026-11-24". */
export function dayIn(instant: string, zone: string): string {
  return formatOf('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }).format(
    Date.parse(instant),
  )
}
