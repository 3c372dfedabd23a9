import type { Concern } from '#ledger/rules/concern.ts'
import type { Target, TargetChange } from '../records/target.ts'

interface Change<R> {
  readonly before: R | null
  readonly after: R
}

export const targetConcernKinds = ['target.set', 'target.changed', 'target.accepted', 'target.declined'] as const
/** A target concerns the person whose it is; their answer whoever set it. */
export function targetConcerns({ before, after }: Change<Target>): Concern[] {
  const subject = {
    subjectType: 'target',
    subjectId: after.id,
    about: { name: after.period, metric: after.metric, period: after.period },
  }
  if (after.deletedAt !== null) return []
  const theirs = (kind: string) => [{ ...subject, memberId: after.memberId, kind }]
  const setters = (kind: string) => [{ ...subject, memberId: after.createdBy, kind }]
  if (before === null || before.memberId !== after.memberId) return theirs('target.set')
  if (isNew(before.acceptedAt, after.acceptedAt)) return setters('target.accepted')
  if (isNew(before.declinedAt, after.declinedAt)) return setters('target.declined')
  const isChanged = isNew(before.changedAt, after.changedAt) || before.amount !== after.amount
  return isChanged ? theirs('target.changed') : []
}

export const targetChangeConcernKinds = ['targetChange.accepted', 'targetChange.declined'] as const
/** Who asked for another amount hears how it was answered. */
export function targetChangeConcerns({ before, after }: Change<TargetChange>): Concern[] {
  if (before?.state !== 'waiting' || after.state === 'waiting') return []
  return [
    {
      memberId: after.createdBy,
      kind: after.state === 'declined' ? 'targetChange.declined' : 'targetChange.accepted',
      subjectType: 'target',
      subjectId: after.targetId,
      about: { name: after.reason },
    },
  ]
}

function isNew(before: Temporal.Instant | null, after: Temporal.Instant | null): boolean {
  return after !== null && (before === null || !before.equals(after))
}
