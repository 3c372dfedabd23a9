import type { FxRate } from '../records/fxRate.ts'

interface RatePhase {
  readonly validOn: Temporal.PlainDate
  readonly state: FxRate | null
}

/** What is known of a rate from now on, so that a figure of an earlier position finds the rates that were known then. */
export function ratePhases({ before, after }: { before: FxRate | null; after: FxRate }): RatePhase[] {
  if (after.deletedAt !== null) return [{ validOn: after.validOn, state: null }]
  const left =
    before !== null && !before.validOn.equals(after.validOn) ? [{ validOn: before.validOn, state: null }] : []
  return [...left, { validOn: after.validOn, state: after }]
}
