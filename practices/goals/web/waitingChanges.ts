import type { TargetChangeWire } from '../records/target.ts'

/** A change that waits: what counts now, and what would from it on. */
export interface WaitingChange {
  readonly change: TargetChangeWire
  readonly before: string
}

/** The changes of a target that wait, the oldest first, each with the amount that stands before it. */
export function waitingChanges(amount: string, changes: readonly TargetChangeWire[]): readonly WaitingChange[] {
  const inForce = changes
    .filter(({ state }) => state === 'inForce')
    .toSorted((a, b) => ((a.answeredAt ?? a.createdAt) < (b.answeredAt ?? b.createdAt) ? -1 : 1))
  let before = inForce.at(-1)?.amount ?? amount
  return changes
    .filter(({ state }) => state === 'waiting')
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .map((change) => {
      const one = { change, before }
      before = change.amount
      return one
    })
}
