import { useNavigate, useSearch } from '@tanstack/react-router'
import { periodContaining, periodOf } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'

/** How a typed quarter or year is parted. */
export const splitWays = ['equal', 'lastYear', 'workingDays'] as const
export type SplitWay = (typeof splitWays)[number]

/** What the page shows. It stands in the address, so that a link shows a colleague the same. */
export interface QuotaView {
  readonly metric?: string
  readonly year?: string
  readonly team?: string
  /** How a typed quarter or year is split over its months; equally where it is not given. */
  readonly split?: SplitWay
  /** On a phone: whose months are open, as the sheet names the row. */
  readonly row?: string
}
const metricUsual = 'revenue_booked'

export function quotaSearch(given: Readonly<Record<string, unknown>>): QuotaView {
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined)
  return withoutGaps({
    metric: text('metric'),
    year: text('year'),
    team: text('team'),
    split: splitWays.find((one) => one === given['split'] && one !== 'equal'),
    row: text('row'),
  })
}

const withoutGaps = (view: { readonly [name in keyof QuotaView]: QuotaView[name] | undefined }): QuotaView =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined))

export interface QuotasShown {
  readonly metric: string
  readonly year: string
  readonly team: string | null
  readonly split: SplitWay
  readonly row: string | null
}

/** The view of the page, and the way to another one. A year that is none becomes the one that today lies in. */
export function useQuotaView(): readonly [QuotasShown, (change: QuotaView) => void] {
  const view = quotaSearch(useSearch({ strict: false }))
  const { org, today } = useMe()
  const navigate = useNavigate()
  const thisYear = periodContaining(Temporal.PlainDate.from(today), 'year', org).key
  const shown: QuotasShown = {
    metric: view.metric ?? metricUsual,
    year: yearOf(view.year, org) ?? thisYear,
    team: view.team ?? null,
    split: view.split ?? 'equal',
    row: view.row ?? null,
  }
  const show = (change: QuotaView) => {
    // a row that is opened is left by the phone's own way back
    const opens = change.row !== undefined && view.row === undefined
    void navigate({ to: '.', search: quotaSearch({ ...view, ...change }), replace: !opens, resetScroll: opens })
  }
  return [shown, show]
}

function yearOf(key: string | undefined, org: Parameters<typeof periodOf>[1]): string | null {
  if (key === undefined) return null
  try {
    const period = periodOf(key, org)
    return period.kind === 'year' ? period.key : null
  } catch {
    return null
  }
}
