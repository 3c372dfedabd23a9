import { nationalCalendars } from '#platform/org/calendars/nationalCalendars.ts'

export interface OwnDay {
  readonly id: string
  readonly on: string
  readonly kind: 'holiday' | 'madeUp' | 'half'
  readonly name: string | null
}
export interface ShownDay {
  /** "2026-11-24" */
  readonly day: string
  /** 1 Monday to 7 Sunday */
  readonly weekday: number
  readonly kind: 'work' | 'weekend' | 'holiday' | 'madeUp' | 'half'
  readonly name: string | null
  /** The site's own day, which can be changed. */
  readonly own: OwnDay | null
}
interface SiteFacts {
  readonly calendar: string | null
  readonly weekend: unknown
}

const usualWeekend = [6, 7]

/** Weekdays that are not worked, 1 Monday to 7 Sunday. */
export function weekendOf(json: unknown): readonly number[] {
  return Array.isArray(json) ? json.filter((day) => typeof day === 'number') : usualWeekend
}

/** The twelve months of a year as a site works them: the site's own days in place of the nation's, those in place of the week's. */
export function yearDays(
  year: number,
  { calendar, weekend }: SiteFacts,
  own: readonly OwnDay[],
  locale: string,
): readonly (readonly ShownDay[])[] {
  const nation = new Map(nationalCalendars.find(({ key }) => key === calendar)?.days.map((one) => [one.day, one]))
  const mine = new Map(own.map((one) => [one.on, one]))
  const off = weekendOf(weekend)
  const shown = (date: Temporal.PlainDate): ShownDay => {
    const day = date.toString()
    const [national, site] = [nation.get(day), mine.get(day)]
    const weekly = off.includes(date.dayOfWeek) ? 'weekend' : 'work'
    const nationName = national && (locale === 'zh-CN' ? national.nameZh : national.nameEn)
    return {
      day,
      weekday: date.dayOfWeek,
      kind: site?.kind ?? national?.kind ?? weekly,
      name: site ? site.name : (nationName ?? null),
      own: site ?? null,
    }
  }
  return Array.from({ length: 12 }, (_, i) => {
    const first = Temporal.PlainDate.from({ year, month: i + 1, day: 1 })
    return Array.from({ length: first.daysInMonth }, (_, day) => shown(first.add({ days: day })))
  })
}

/** How many days of a year are worked; a half day is half of one. */
export function workedIn(months: readonly (readonly ShownDay[])[]): number {
  const worth = { work: 1, madeUp: 1, half: 0.5, weekend: 0, holiday: 0 } as const
  return months.flat().reduce((days, { kind }) => days + worth[kind], 0)
}

/** Whether the nation's holidays of a year are known; those of a year are announced near the end of the one before. */
export function isAnnounced(calendar: string | null, year: number): boolean {
  const nation = nationalCalendars.find(({ key }) => key === calendar)
  return nation === undefined || (Number(nation.from.slice(0, 4)) <= year && year <= Number(nation.to.slice(0, 4)))
}
