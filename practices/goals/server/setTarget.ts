import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import { requireMembers } from '#platform/org/server/requireMembers.ts'
import type { Values } from '#platform/record/server/changes.ts'
import { requireOwnerInScope } from '#platform/record/server/owner.ts'
import type { Ways } from '#platform/record/server/ways.ts'
import { valuesIn, wireOf } from '#platform/record/wire.ts'
import { goals } from '../contract.ts'
import { type Target as TargetRecord, target } from '../records/target.ts'
import { checkedTarget, requireChangeable } from './checkTarget.ts'
import { Target } from './types.ts'

/** A target without a member is a team's or the organisation's, not the creator's: so it has a handler of its own. */
export function setTarget(metrics: Metrics): Handled {
  return command(goals.targets.create, async ({ write, scope, input }) => {
    const values = valuesIn(target, input)
    await requireOwnerInScope(write, target, values, scope)
    const made = draft(target, values)
    if (!(await isInReach(write, 'create', made)))
      throw new Fault('access.owner_out_of_reach', { field: 'memberId', value: null })
    return wireOf(target, await saveChecked(write, metrics, null, made))
  })
}

/** Changing, deleting and restoring targets by the usual routes. */
export function targetWays(metrics: Metrics): Ways<typeof target> {
  return {
    async change(write: Write, before: TargetRecord, values: Values) {
      const wanted = { ...before, ...values }
      for (const one of [before, wanted]) await requireInReach(write, 'update', one)
      const after = checkedTarget(write.org, await metrics.in(write.tx, write.actor.orgId), wanted)
      requireChangeable(before, after)
      return saveChecked(write, metrics, before, after)
    },
    async remove(write, before) {
      await requireInReach(write, 'delete', before)
      return save(write, Target, before, { ...before, deletedAt: write.now })
    },
    async restore(write, before) {
      await requireInReach(write, 'delete', before)
      return saveChecked(write, metrics, before, { ...before, deletedAt: null })
    },
  }
}

async function saveChecked(
  write: Write,
  metrics: Metrics,
  before: TargetRecord | null,
  given: TargetRecord,
): Promise<TargetRecord> {
  const after = checkedTarget(write.org, await metrics.in(write.tx, write.actor.orgId), given)
  if (after.memberId !== null) await requireMembers(write, 'memberId', [after.memberId])
  await requireOnlyOne(write, after)
  return save(write, Target, before, after)
}

/** Throws Conflict `target.there_already`. */
async function requireOnlyOne(write: Write, { id, metric, period, memberId, teamId }: TargetRecord): Promise<void> {
  const { rows } = await sql`select from target where org_id = ${write.actor.orgId}::uuid and period = ${period}
    and metric = ${metric} and id <> ${id}::uuid and deleted_at is null
    and member_id is not distinct from ${memberId}::uuid and team_id is not distinct from ${teamId}::uuid`.execute(
    write.tx,
  )
  if (rows.length > 0) throw new Conflict('target.there_already', { field: 'period', value: period, metric })
}

/**
 * What nobody owns is in general everybody's who may do this at all. Not so a target: a team's is set by those above the
 * team, the organisation's by those whose right reaches all.
 */
async function isInReach(write: Write, action: string, { memberId, teamId }: TargetRecord): Promise<boolean> {
  const scope = scopeOf(write.actor, target.may[action] ?? {})
  if (memberId !== null || scope === 'all') return true
  if (teamId === null || scope === null) return false
  const { rows } = await sql`select from team where org_id = ${write.actor.orgId}::uuid and id = ${teamId}::uuid
    and manager_id is not null and ${rowsIn(write.actor, scope, 'managerId')}`.execute(write.tx)
  return rows.length > 0
}

/** Throws Fault `access.record_out_of_reach` (403). */
export async function requireInReach(write: Write, action: string, record: TargetRecord): Promise<void> {
  if (await isInReach(write, action, record)) return
  throw new Fault('access.record_out_of_reach', {
    field: 'id',
    value: record.id,
    permission: `target.${action}`,
  })
}
