/** Days that people type in words, counted from today. */
const words: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  yesterday: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  昨天: -1,
  前天: -2,
}

/** "24", "11-24", "11月24日", "2026/11/24", "+7", "tomorrow" → "2026-11-24"; null where it is no day. */
export function typedDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase()
  const offset = words[text] ?? (/^[+-]\d{1,4}$/.test(text) ? Number(text) : null)
  if (offset !== null) return Temporal.PlainDate.from(today).add({ days: offset }).toString()
  const parts = text
    .split(/[^\d]+/)
    .filter((part) => part !== '')
    .map(Number)
  const [thisYear = 0, thisMonth = 1] = today.split('-').map(Number)
  if (parts.length === 0 || parts.length > 3 || /[a-z]/.test(text)) return null
  const [day = 1, month = thisMonth, year = thisYear] = parts.toReversed()
  try {
    return Temporal.PlainDate.from(
      { year: year < 100 ? 2000 + year : year, month, day },
      { overflow: 'reject' },
    ).toString()
  } catch {
    return null
  }
}
