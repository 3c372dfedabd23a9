import { sql } from 'kysely'
import { periodOf } from '#ledger/rules/period.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Call } from '#platform/http/handled.ts'
import { member } from '#platform/org/records/member.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { namesOf } from '#platform/record/server/names.ts'
import type { QuotaEventJson, QuotaHistoryInput } from '../contract/quotas.ts'
import { changeStates, target } from '../records/target.ts'

const eventsMost = 200

/** What became of one month's target, also of one that was removed and set anew; the newest first. */
export async function quotaHistory({ db, actor, scope, input }: Call<QuotaHistoryInput>) {
  const org = await orgSettings(db, actor.orgId)
  const { key } = periodOf(input.period, org)
  const { rows } = await sql<{ id: string }>`select id from target where org_id = ${actor.orgId}::uuid
    and metric = ${input.metric} and period = ${key}
    and member_id is not distinct from ${input.memberId ?? null}::uuid
    and team_id is not distinct from ${input.teamId ?? null}::uuid and ${rowsIn(actor, scope, target.owner)}`.execute(
    db,
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return { items: [] }
  const found = [...(await audited(db, actor, ids)), ...(await decided(db, actor, ids))]
  const authors = [...new Set(found.flatMap(({ by }) => by ?? []))]
  const names = await namesOf(db, actor, member, authors)
  const items = found
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, eventsMost)
    .map(({ id: _, by, ...event }): QuotaEventJson => ({ ...event, byName: by === null ? null : (names[by] ?? null) }))
  return { items }
}

interface Event extends Omit<QuotaEventJson, 'byName'> {
  readonly by: string | null
  /** Ids rise with time, whatever clock the day was read from. */
  readonly id: string
}

async function audited(db: Db, { orgId }: Actor, ids: readonly string[]): Promise<Event[]> {
  const { rows } = await sql<{
    id: string
    at: string
    by: string | null
    action: string
    before: unknown
    after: unknown
    reason: string | null
  }>`select id, at, actor_id as by, action, before, after, reason from audit where org_id = ${orgId}::uuid
    and type = 'target' and record_id = any(${ids}::uuid[]) order by id desc limit ${eventsMost}`.execute(db)
  return rows.flatMap(({ id, at, by, action, before, after, reason }): Event[] => {
    const text = (from: unknown, name: string) => {
      const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, name) : null
      return typeof value === 'string' ? value : null
    }
    const event = {
      id,
      at,
      by,
      reason,
      from: null,
      state: null,
      before: text(before, 'amount'),
      after: text(after, 'amount'),
    }
    if (action === 'delete') return [{ ...event, what: 'removed' }]
    if (action === 'restore') return [{ ...event, what: 'restored' }]
    if (event.after !== event.before) return [{ ...event, what: 'set' }]
    if (text(after, 'acceptedAt') !== null) return [{ ...event, what: 'accepted' }]
    if (text(after, 'declinedAt') !== null) return [{ ...event, what: 'declined' }]
    return []
  })
}

async function decided(db: Db, { orgId }: Actor, ids: readonly string[]): Promise<Event[]> {
  const { rows } = await sql<{
    id: string
    at: string
    by: string | null
    kind: 'change' | 'correction'
    state: string
    from: string | null
    amount: string
    reason: string
  }>`select id, created_at as at, created_by as by, kind, state, "from"::text, amount::text, reason from target_change
    where org_id = ${orgId}::uuid and target_id = any(${ids}::uuid[]) and deleted_at is null
    order by id desc limit ${eventsMost}`.execute(db)
  return rows.map(({ id, at, by, kind, state, from, amount, reason }) => ({
    id,
    at,
    by,
    what: kind,
    before: null,
    after: amount,
    reason,
    from,
    state: changeStates.find((one) => one === state) ?? null,
  }))
}
