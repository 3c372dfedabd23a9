import { useMemo } from 'react'
import { rangeOf } from '#ledger/rules/period.ts'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'

/** "Q4 2026": the period that two days mean. */
export function Period({ of }: { readonly of: { readonly from: string; readonly to: string } | undefined }) {
  const name = usePeriodName()
  const period = useMemo(
    () => (of ? rangeOf(Temporal.PlainDate.from(of.from), Temporal.PlainDate.from(of.to)) : null),
    [of],
  )
  return period === null ? null : name(period)
}
