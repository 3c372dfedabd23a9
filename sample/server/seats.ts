import { sql } from 'kysely'
import type { App } from '#platform/config/context.ts'
import { type SampleState, type Seat, type SeatRole, seatRoles } from '../contract.ts'

/** Whose eyes stand for a role, by the keys that people are generated with. */
export const seatKeys: { readonly [role in SeatRole]: string } = {
  rep: 'rep1-1',
  manager: 'manager1',
  ops: 'ops',
  owner: 'owner',
}

export async function seatsOf(app: App, orgId: string): Promise<readonly Seat[]> {
  const keys = Object.values(seatKeys)
  const { rows } = await sql<{ id: string; name: string; title: string | null; external_id: string }>`
    select id, name, title, external_id from member where org_id = ${orgId}::uuid and external_id = any(${keys}::text[])
    and deleted_at is null`.execute(app.db.of(orgId))
  return seatRoles.flatMap((as) => {
    const row = rows.find(({ external_id }) => external_id === seatKeys[as])
    return row ? [{ as, memberId: row.id, name: row.name, title: row.title }] : []
  })
}

/** How far the job is that fills it; null where it is done, or nobody waits for it. */
export async function fillingOf(app: App, orgId: string, kind: string): Promise<SampleState['filling']> {
  const { rows } = await sql<{ state: string; done: bigint; total: bigint | null }>`select state, done, total from job
    where org_id = ${orgId}::uuid and kind = ${kind} order by created_at desc limit 1`.execute(app.db.of(orgId))
  const [row] = rows
  const state = (['waiting', 'running', 'failed', 'cancelled'] as const).find((one) => one === row?.state)
  if (row === undefined || state === undefined) return null
  return { state, done: Number(row.done), total: row.total === null ? null : Number(row.total) }
}

/** The sample that anybody may enter who reaches the address. */
export async function openSample(app: App): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select open_sample() as id`.execute(app.db.outside)
  return rows[0]?.id ?? null
}
