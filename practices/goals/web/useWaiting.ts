import { useQuery } from '@tanstack/react-query'
import { client } from '#web/api/client.ts'
import { useMay, useMe } from '#web/api/session.ts'
import type { TargetWire } from '../records/target.ts'
import { targetSource } from './sources.ts'
import { type WaitingChange, waitingChanges } from './waitingChanges.ts'

/** A target that waits for its person's yes: a new one, or one of which changes wait. */
export interface WaitingTarget {
  readonly target: TargetWire
  /** Empty for a new target. */
  readonly changes: readonly WaitingChange[]
}

const most = 200

/** The reader's own running and coming targets that wait for an answer, those that begin first at the top. */
export function useWaiting() {
  const { member, today } = useMe()
  const may = useMay()
  return useQuery({
    queryKey: [targetSource.key, 'waiting', member.id, today],
    enabled: may('target.accept'),
    queryFn: ({ signal }) => waitingOf(member.id, today, signal),
  })
}

async function waitingOf(memberId: string, today: string, signal: AbortSignal): Promise<readonly WaitingTarget[]> {
  const own = { memberId: { eq: memberId } }
  const { items: targets } = await client.goals.targets.list(
    { filter: { ...own, to: { gte: today } }, sort: 'period', limit: most },
    { signal },
  )
  const { items: changes } = await client.goals.targetChanges.list({ filter: own, limit: most }, { signal })
  return targets
    .map((target) => ({
      target,
      changes: waitingChanges(
        target.amount,
        changes.filter(({ targetId }) => targetId === target.id),
      ),
    }))
    .filter(
      ({ target, changes: some }) => some.length > 0 || (target.acceptedAt === null && target.declinedAt === null),
    )
}
