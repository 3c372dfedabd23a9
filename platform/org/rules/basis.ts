import type { FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { type Period, periodContaining, previousPeriod } from '#ledger/rules/period.ts'

/** What every figure stands on beside the currency: which day it is, and how days make weeks and years. */
export interface Basis extends FiscalCalendar {
  /** IANA name. */
  readonly timeZone: string
}
export const basisFields = [
  'timeZone',
  'fiscalStartMonth',
  'fiscalNaming',
  'weekStart',
  'pattern',
  'yearAnchor',
] as const satisfies readonly (keyof Basis)[]

export const isSameBasis = (a: Basis, b: Basis) => basisFields.every((field) => a[field] === b[field])

export interface MovedPeriod {
  readonly kind: 'year' | 'quarter' | 'month' | 'week'
  readonly which: 'current' | 'last'
  readonly before: Period
  readonly after: Period
}

/** The current and the last period of each kind, where another basis gives it other days or another name. */
export function movedPeriods(
  before: { readonly basis: FiscalCalendar; readonly today: Temporal.PlainDate },
  after: { readonly basis: FiscalCalendar; readonly today: Temporal.PlainDate },
): MovedPeriod[] {
  return (['year', 'quarter', 'month', 'week'] as const).flatMap((kind) => {
    const [was, is] = [before, after].map(({ basis, today }) => {
      const current = periodContaining(today, kind, basis)
      return { current, last: previousPeriod(current, basis) }
    })
    if (!was || !is) return []
    return (['current', 'last'] as const)
      .map((which) => ({ kind, which, before: was[which], after: is[which] }))
      .filter((one) => one.before.key !== one.after.key || !isSameDays(one.before, one.after))
  })
}

export const isSameDays = (a: Pick<Period, 'from' | 'to'>, b: Pick<Period, 'from' | 'to'>) =>
  a.from.equals(b.from) && a.to.equals(b.to)
