import { Fault } from '#ledger/rules/fault.ts'
import { type FiscalCalendar, isBefore } from '#ledger/rules/fiscalYear.ts'
import { monthsOf, type Period, periodOf } from '#ledger/rules/period.ts'

/** The year of a grid, as the organisation cuts it. */
export interface QuotaYear extends Period {
  readonly months: readonly Period[]
  readonly quarters: readonly Period[]
}

/** Throws Faults `period.key_invalid`, `quota.not_a_year`. */
export function quotaYear(key: string, org: FiscalCalendar): QuotaYear {
  const year = periodOf(key, org)
  if (year.kind !== 'year') throw new Fault('quota.not_a_year', { field: 'year', value: key })
  const quarters = [1, 2, 3, 4].map((n) => periodOf(`${year.key}-Q${n}`, org))
  return { ...year, months: monthsOf(year, org), quarters }
}

/** The day on which people are looked up in their teams: today, else the year's nearest. */
export function dayWithin({ from, to }: Period, today: Temporal.PlainDate): Temporal.PlainDate {
  if (isBefore(today, from)) return from
  return isBefore(to, today) ? to : today
}
