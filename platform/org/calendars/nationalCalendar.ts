import type { CalendarDay, WorkCalendar } from '#ledger/rules/workCalendar.ts'

/**
 * A country's working days as its authority announced them, to start an organisation's own calendar from. Stated from
 * the day `from` to the day `to`; outside of it nothing is known, and nothing is guessed.
 */
export interface NationalCalendar extends WorkCalendar {
  readonly key: 'CN' | 'US'
  readonly nameZh: string
  readonly nameEn: string
  readonly from: string
  readonly to: string
  readonly source: string
  readonly days: readonly NationalDay[]
}

export interface NationalDay extends CalendarDay {
  readonly nameZh: string
  readonly nameEn: string
}
