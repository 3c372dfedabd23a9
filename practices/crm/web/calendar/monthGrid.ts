/** The weeks that show a month, "2026-11", whole ones from the organisation's first day of the week (1 = Monday). */
export function monthGrid(month: string, weekStart: number): readonly (readonly string[])[] {
  const first = Temporal.PlainDate.from(`${month}-01`)
  const start = first.subtract({ days: (first.dayOfWeek - weekStart + 7) % 7 })
  const shown = start.until(first).days + first.daysInMonth
  return Array.from({ length: Math.ceil(shown / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => start.add({ days: week * 7 + day }).toString()),
  )
}

/** The month before or after, or further. */
export const monthBy = (month: string, by: number): string =>
  Temporal.PlainDate.from(`${month}-01`).add({ months: by }).toString().slice(0, 7)

export const dayBy = (day: string, by: number): string => Temporal.PlainDate.from(day).add({ days: by }).toString()
