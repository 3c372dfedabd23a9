import type { FigureJson } from '#ledger/contract.ts'
import { emptyLike } from '#ledger/rules/compare.ts'
import { type Days, type FiscalCalendar, isBefore } from '#ledger/rules/fiscalYear.ts'
import { type Period, periodContaining, previousPeriod, rangeOf } from '#ledger/rules/period.ts'
import type { Comparison } from './resultsView.ts'
import type { NamedRow } from './rowOrder.ts'

export interface Compared {
  readonly days: Days
  /** Of a period that still runs, the other one is told up to the same day. */
  readonly asOf: Temporal.PlainDate | null
}

/** The days that a period is compared with. */
export function comparedDays(
  comparison: Comparison,
  period: Period,
  calendar: FiscalCalendar,
  { today, asOf }: { readonly today: Temporal.PlainDate; readonly asOf: Temporal.PlainDate | null },
): Compared {
  const days = comparison === 'last' ? previousPeriod(period, calendar) : yearBefore(period, calendar)
  const until = asOf ?? today
  if (!isBefore(until, period.to) || isBefore(until, period.from)) return { days, asOf: null }
  const passed = days.from.add({ days: period.from.until(until).days })
  return { days, asOf: isBefore(passed, days.to) ? passed : null }
}

function yearBefore(period: Period, calendar: FiscalCalendar): Days {
  if (period.kind === 'range' || period.kind === 'day' || period.kind === 'week')
    return rangeOf(period.from.subtract({ years: 1 }), period.to.subtract({ years: 1 }))
  // the middle of a period lies in the one of the same name, also where years begin on other days
  const middle = period.from.add({ days: Math.floor(period.from.until(period.to).days / 2) }).subtract({ years: 1 })
  return period.key.startsWith('FY')
    ? periodContaining(middle, period.kind, calendar)
    : rangeOf(period.from.subtract({ years: 1 }), period.to.add({ days: 1 }).subtract({ years: 1, days: 1 }))
}

type Value = FigureJson['value']

/** What a row is compared with: null is absent. */
export interface Beside {
  readonly figure: (FigureJson & { readonly entries: number }) | null
  readonly value: Value
}

/** The rows of both periods: who is in one of them only is compared with what their absence means. */
export interface BothRows {
  readonly rows: readonly NamedRow[]
  readonly besides: ReadonlyMap<string | null, Beside>
}

/** Months stand beside the months of the other period in their order, all else beside what has the same key. */
export function bothRows(by: string, now: readonly NamedRow[], then: readonly NamedRow[], sums: boolean): BothRows {
  const others = new Map(by === 'month' ? monthsBeside(now, then) : then.map((one) => [one.row.key, one]))
  const keys = new Set(now.map(({ row }) => row.key))
  const like = now[0]?.row ?? then[0]?.row
  const nothing = (): Value => (!sums || !like ? null : emptyLike(like.value ?? then[0]?.row.value ?? null))
  const gone = by === 'month' ? [] : then.filter(({ row }) => !keys.has(row.key) && row.entries > 0)
  const rows = [
    ...now,
    ...gone.map(({ row, name }) => ({ name, row: { ...row, value: nothing(), entries: 0, explain: '' } })),
  ]
  const besides = rows.map(({ row }): [string | null, Beside] => {
    const found = others.get(row.key)?.row ?? null
    return [row.key, { figure: found, value: found ? found.value : nothing() }]
  })
  return { rows, besides: new Map(besides) }
}

function monthsBeside(now: readonly NamedRow[], then: readonly NamedRow[]): (readonly [string | null, NamedRow])[] {
  const inOrder = (some: readonly NamedRow[]) =>
    some.toSorted((a, b) => ((a.row.key ?? '') < (b.row.key ?? '') ? -1 : 1))
  const others = inOrder(then)
  return inOrder(now).flatMap(({ row }, i) => {
    const other = others[i]
    return other ? [[row.key, other] as const] : []
  })
}
