import type { Metrics } from '#ledger/server/metrics.ts'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { type TargetChange as ChangeRecord, type Target as TargetRecord, target } from '../records/target.ts'
import { newChange } from './changeTarget.ts'
import { checkedTarget } from './checkTarget.ts'
import { Target, TargetChange } from './types.ts'

/** What was said about a target; whoever `by` names said it. */
export type TargetStep = { readonly targetId: string; readonly by: string } & (
  | { readonly step: 'set'; readonly values: SetTarget }
  | { readonly step: 'accept' }
  | { readonly step: 'decline'; readonly reason: string }
  | { readonly step: 'change'; readonly from: string; readonly amount: string; readonly reason: string }
)
export type SetTarget = Pick<
  TargetRecord,
  'metric' | 'memberId' | 'teamId' | 'period' | 'amount' | 'stretch' | 'challenge'
>

/**
 * The lives of many targets, written some days at a time: what setting, accepting, declining and changing one do, without
 * asking the database what is known already. Throws what those throw.
 */
export function targetDiary(metrics: Metrics) {
  const targets = new Map<string, TargetRecord>()
  const waiting = new Map<string, ChangeRecord>()
  const known = (id: string): TargetRecord => {
    const found = targets.get(id)
    if (found === undefined) throw new Error(`Target ${id} is not there yet.`)
    return found
  }
  const keepOne = async (write: Write, change: { before: TargetRecord | null; after: TargetRecord }) => {
    for (const one of await saveAll(write, Target, [change])) targets.set(one.id, one)
  }
  const answer = async (write: Write, step: TargetStep, before: TargetRecord) => {
    const change = waiting.get(before.id)
    const answered = { answeredAt: write.now, answeredBy: step.by }
    if (change !== undefined) {
      await saveAll(write, TargetChange, [{ before: change, after: { ...change, ...answered, state: 'inForce' } }])
      waiting.delete(before.id)
    } else await keepOne(write, { before, after: { ...before, acceptedAt: write.now, acceptedBy: step.by } })
  }
  return {
    async keep(write: Write, steps: readonly TargetStep[]): Promise<void> {
      const set = steps.flatMap((one) => (one.step === 'set' ? [newTarget(write, metrics, one)] : []))
      for (const one of await saveAll(
        write,
        Target,
        set.map((after) => ({ before: null, after })),
      ))
        targets.set(one.id, one)
      for (const one of steps) {
        if (one.step === 'set') continue
        const before = known(one.targetId)
        if (one.step === 'accept') await answer(write, one, before)
        if (one.step === 'decline')
          await keepOne(write, { before, after: { ...before, declinedAt: write.now, declinedFor: one.reason } })
        if (one.step !== 'change') continue
        const because = { ...write, reason: one.reason }
        const { amount, from, reason } = one
        const made = newChange(because, metrics, before, { id: before.id, kind: 'change', amount, from, reason })
        const [kept] = await saveAll(because, TargetChange, [{ before: null, after: { ...made, createdBy: one.by } }])
        if (kept !== undefined && kept.state === 'waiting') waiting.set(before.id, kept)
        await keepOne(because, { before, after: { ...before, changedAt: write.now } })
      }
    },
  }
}

function newTarget(
  { org }: Write,
  metrics: Metrics,
  { targetId, by, values }: TargetStep & { step: 'set' },
): TargetRecord {
  return { ...checkedTarget(org, metrics, draft(target, values)), id: targetId, createdBy: by }
}
