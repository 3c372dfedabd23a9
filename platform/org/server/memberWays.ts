import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Ways } from '#platform/record/server/ways.ts'
import { type Member as MemberRecord, member } from '../records/member.ts'
import { mayGive } from '../rules/memberRole.ts'
import { Member } from './types.ts'

/** Members are written as other records are, but nobody gives or takes a role that they may not give. */
export const memberWays: Ways<typeof member> = {
  async create(write, values) {
    const made = draft(member, values)
    requireMayGive(write, made, made.role)
    return save(write, Member, null, made)
  },
  async change(write, before, values) {
    const after: MemberRecord = { ...before, ...values }
    if (after.role !== before.role) {
      requireMayGive(write, before, before.role)
      requireMayGive(write, before, after.role)
      if (before.role === 'owner') await requireOtherOwner(write, before)
    }
    return save(write, Member, before, after)
  },
}

/** Throws Fault `access.role_above_yours` (403). */
function requireMayGive({ actor }: Write, { name }: MemberRecord, role: MemberRecord['role']): void {
  if (!mayGive(actor.role, role)) throw new Fault('access.role_above_yours', { field: 'role', value: role, name })
}

/** There is never no owner. Two who step down at once wait for each other. Throws Fault `org.last_owner` (409). */
async function requireOtherOwner({ tx, actor, today }: Write, { id, name }: MemberRecord): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select id from member where org_id = ${actor.orgId}::uuid and role = 'owner'
    and user_id is not null and not vacant and deleted_at is null
    and (deactivated_on is null or deactivated_on > ${today.toString()}::date) order by id for update`.execute(tx)
  if (rows.every((one) => one.id === id)) throw new Conflict('org.last_owner', { field: 'role', value: name })
}
