/** The last day of a stay whose first day after it is given: "2026-11-24" → "2026-11-23". */
export const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
