import { Fault } from '#ledger/rules/fault.ts'
import type { Days, FiscalCalendar } from '#ledger/rules/fiscalYear.ts'
import { type Period, periodContaining, periodOf, rangeOf } from '#ledger/rules/period.ts'

/**
 * The key of a target's period where the year is cut otherwise: the days that were agreed stay, the name follows. Days
 * that have no name any more are called by their range. Source: docs/definitions.md, another basis.
 */
export function renamedPeriod({ key, from, to }: Days & { readonly key: string }, after: FiscalCalendar): string {
  const isThese = (one: Period | null) => one?.from.equals(from) === true && one.to.equals(to)
  const same = readable(key, after)
  if (same && isThese(same)) return same.key
  const kinds = ['year', 'quarter', 'month', 'week'] as const
  return kinds.map((kind) => periodContaining(from, kind, after)).find(isThese)?.key ?? rangeOf(from, to).key
}

/** A key of 4-4-5 may mean nothing in a year of months. */
function readable(key: string, calendar: FiscalCalendar): Period | null {
  try {
    return periodOf(key, calendar)
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}

export interface Renaming {
  readonly before: string
  readonly after: string
}
/** In an order in which no name is taken while it is still another's: one target a figure, period and person. */
export function inFreeOrder<R extends Renaming>(renamings: readonly R[]): R[] {
  const waiting = [...renamings]
  const ordered: R[] = []
  while (waiting.length > 0) {
    const taken = new Set(waiting.map((one) => one.before))
    const free = waiting.findIndex((one) => !taken.has(one.after))
    ordered.push(...waiting.splice(Math.max(free, 0), 1))
  }
  return ordered
}
