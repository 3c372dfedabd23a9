import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { isBefore } from '#ledger/rules/fiscalYear.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { draft, save, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import { requireNotDeleted } from '#platform/record/server/changes.ts'
import { forUpdate, requireVersion } from '#platform/record/server/find.ts'
import { recordOfRow, wireOf } from '#platform/record/wire.ts'
import { type ChangingTarget, goals } from '../contract.ts'
import {
  type TargetChange as ChangeRecord,
  type Target as TargetRecord,
  target,
  targetChange,
} from '../records/target.ts'
import { unitsOf, unitsText } from '../rules/amount.ts'
import { requireTiers } from '../rules/tiers.ts'
import { bigintOrNull, targetMetric } from './checkTarget.ts'
import { requireInReach } from './setTarget.ts'
import { Target, TargetChange } from './types.ts'

/**
 * Another amount for a target. One that its person has accepted waits until they accept this too; any other (not yet
 * accepted, a vacant seat's, a team's) holds at once, and one that was declined asks anew.
 */
function change(catalogue: Metrics): Handled {
  return command(goals.targets.change, async ({ write: plain, actor, input, ifMatch }) => {
    const write = { ...plain, reason: input.reason }
    const before = await forUpdate(write.tx, actor, target, input.id, 'change')
    requireVersion(before, ifMatch)
    requireNotDeleted(before)
    await requireInReach(write, 'change', before)
    const metrics = await catalogue.in(write.tx, actor.orgId)
    await save(write, TargetChange, null, newChange(write, metrics, before, input))
    const after = { ...before, changedAt: write.now, declinedAt: null, declinedFor: null }
    return wireOf(target, await save(write, Target, before, after))
  })
}

/** Throws Faults `target.from_missing`, `target.from_outside`, `target.correction_has_no_day`, and those of an amount. */
export function newChange(write: Write, metrics: Metrics, of: TargetRecord, input: ChangingTarget): ChangeRecord {
  const { better, measure } = targetMetric(metrics, of.metric, write.org)
  const amount = unitsOf(input.amount, measure)
  requireTiers(
    {
      amount,
      stretch: bigintOrNull(of.stretch, measure, 'stretch'),
      challenge: bigintOrNull(of.challenge, measure, 'challenge'),
    },
    better,
  )
  return draft(targetChange, {
    targetId: of.id,
    memberId: of.memberId,
    kind: input.kind,
    state: of.acceptedAt === null ? 'inForce' : 'waiting',
    createdOn: write.today,
    from: firstDay(of, input),
    amount: unitsText(amount, measure),
    reason: input.reason,
  })
}

function firstDay(of: TargetRecord, { kind, from }: ChangingTarget): Temporal.PlainDate | null {
  if (kind === 'correction') {
    if (from !== undefined) throw new Fault('target.correction_has_no_day', { field: 'from', value: from })
    return null
  }
  const [first, last] = [of.from.toString(), of.to.toString()]
  if (from === undefined) throw new Fault('target.from_missing', { field: 'from', value: null, first, last })
  const day = Temporal.PlainDate.from(from)
  if (isBefore(day, of.from) || isBefore(of.to, day))
    throw new Fault('target.from_outside', { field: 'from', value: from, first, last })
  return day
}

const accept = command(goals.targets.accept, async ({ write, actor, input, ifMatch }) => {
  const before = await forUpdate(write.tx, actor, target, input.id, 'accept')
  requireVersion(before, ifMatch)
  const memberId = requireOwn(write, before)
  await answer(write, before, (one) => ({ ...one, state: 'inForce', answeredAt: write.now, answeredBy: memberId }))
  const accepted = before.acceptedAt === null ? { acceptedAt: write.now, acceptedBy: memberId } : {}
  return wireOf(
    target,
    await save(write, Target, before, { ...before, ...accepted, declinedAt: null, declinedFor: null }),
  )
})

/** To the changes that wait; where none does, to a target that was not accepted yet. Throws `target.nothing_waits` (409). */
const decline = command(goals.targets.decline, async ({ write: plain, actor, input, ifMatch }) => {
  const write = { ...plain, reason: input.reason }
  const before = await forUpdate(write.tx, actor, target, input.id, 'accept')
  requireVersion(before, ifMatch)
  const memberId = requireOwn(write, before)
  const declined = await answer(write, before, (one) => ({
    ...one,
    state: 'declined',
    answeredAt: write.now,
    answeredBy: memberId,
    declinedFor: input.reason,
  }))
  if (declined > 0) return wireOf(target, before)
  if (before.acceptedAt !== null) throw new Conflict('target.nothing_waits', { field: 'id', value: before.id })
  const after = { ...before, declinedAt: write.now, declinedFor: input.reason }
  return wireOf(target, await save(write, Target, before, after))
})

/** Nobody answers for somebody else, whatever their role. Throws Fault `access.record_out_of_reach` (403). */
function requireOwn(write: Write, record: TargetRecord): string {
  requireNotDeleted(record)
  const { memberId } = write.actor
  if (memberId !== null && record.memberId === memberId) return memberId
  throw new Fault('access.record_out_of_reach', { field: 'id', value: record.id, permission: 'target.accept' })
}

async function answer(write: Write, of: TargetRecord, answered: (one: ChangeRecord) => ChangeRecord): Promise<number> {
  const { rows } = await sql<Record<string, unknown>>`select * from target_change
    where org_id = ${write.actor.orgId}::uuid and target_id = ${of.id}::uuid and state = 'waiting' and deleted_at is null
    order by id for update`.execute(write.tx)
  const waiting = rows.map((row) => recordOfRow(targetChange, row))
  await saveAll(
    write,
    TargetChange,
    waiting.map((before) => ({ before, after: answered(before) })),
  )
  return waiting.length
}

const answering: readonly Handled[] = [accept, decline]
export const changing = (metrics: Metrics): readonly Handled[] => [change(metrics), ...answering]
