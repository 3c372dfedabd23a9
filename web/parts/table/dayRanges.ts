interface DayRange {
  readonly key: 'thisWeek' | 'thisMonth' | 'thisQuarter' | 'nextMonth'
  readonly from: string
  readonly to: string
}

/** Spans round today, both ends included; the quarter is that of the fiscal year. */
export function dayRanges(today: string, weekStart: number, fiscalStartMonth: number): readonly DayRange[] {
  const day = Temporal.PlainDate.from(today)
  const monday = day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 })
  const month = day.with({ day: 1 })
  const quarter = month.subtract({ months: (month.month - fiscalStartMonth + 12) % 3 })
  const span = (from: Temporal.PlainDate, length: { days: number } | { months: number }) => ({
    from: from.toString(),
    to: from.add(length).subtract({ days: 1 }).toString(),
  })
  return [
    { key: 'thisWeek', ...span(monday, { days: 7 }) },
    { key: 'thisMonth', ...span(month, { months: 1 }) },
    { key: 'thisQuarter', ...span(quarter, { months: 3 }) },
    { key: 'nextMonth', ...span(month.add({ months: 1 }), { months: 1 }) },
  ]
}
