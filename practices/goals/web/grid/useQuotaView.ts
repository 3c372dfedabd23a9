import { useNavigate, useSearch } from '@tanstack/react-router'
import { periodContaining, periodOf } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { type QuotaView, quotaSearch, type SplitWay } from './quotaView.ts'

const metricUsual = 'revenue_booked'

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
