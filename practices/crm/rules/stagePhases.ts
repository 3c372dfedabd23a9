import type { Stage } from '../records/pipeline.ts'

interface StagePhase {
  readonly validOn: Temporal.PlainDate
  readonly state: Stage | null
}
const everBefore = Temporal.PlainDate.from('0001-01-01')

/** A stage holds for all days before it was written down; its probability and its limit change from the day of the change. */
export function stagePhases(
  { before, after }: { before: Stage | null; after: Stage },
  today: Temporal.PlainDate,
): StagePhase[] {
  if (after.deletedAt !== null) return [{ validOn: today, state: null }]
  return [{ validOn: before === null ? everBefore : today, state: after }]
}
