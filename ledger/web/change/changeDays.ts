import { isBefore } from '#ledger/rules/fiscalYear.ts'

/** The two days between whose ends a figure moved. */
export interface ChangeDays {
  readonly since: string
  readonly until: string
}

const between = '~'
const day = /^\d{4}-\d\d-\d\d$/

/** How a figure and the two days it is asked about stand together in the address. */
export function openInAddress(token: string, days: ChangeDays | null): string {
  return days === null ? token : [token, days.since, days.until].join(between)
}

/** What the address opens: a figure, and the two days where it is asked why it moved. */
export function openedIn(address: string): { readonly token: string; readonly days: ChangeDays | null } {
  const [token = '', since = '', until = ''] = address.split(between)
  return { token, days: day.test(since) && day.test(until) ? { since, until } : null }
}

export const changePresets = ['yesterday', 'week', 'month', 'quarter'] as const
export type ChangePreset = (typeof changePresets)[number]

/** From the last day before this week, month or quarter began, or from yesterday, to a day. A week begins on 1 to 7. */
export function presetSince(preset: ChangePreset, until: string, weekStart: number): string {
  const last = Temporal.PlainDate.from(until)
  if (preset === 'yesterday') return last.subtract({ days: 1 }).toString()
  if (preset === 'week') return last.subtract({ days: ((last.dayOfWeek - weekStart + 7) % 7) + 1 }).toString()
  const month = preset === 'month' ? last.month : last.month - ((last.month - 1) % 3)
  return last.with({ month, day: 1 }).subtract({ days: 1 }).toString()
}

/** From a week ago, to today or, of a period that is over, to its last day. */
export function usualDays(to: string, today: string): ChangeDays {
  const [end, now] = [Temporal.PlainDate.from(to), Temporal.PlainDate.from(today)]
  const until = isBefore(end, now) ? end : now
  return { since: until.subtract({ days: 7 }).toString(), until: until.toString() }
}
