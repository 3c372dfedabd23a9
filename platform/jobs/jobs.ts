import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import { newId } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import type { Json } from '#platform/record/field.ts'
import { type Locale, localeOf, say } from '#platform/text/messages.ts'
import { type JobJson, jobStates, jobs } from './contract.ts'

export interface JobRow {
  org_id: string
  id: string
  kind: string
  actor_id: string | null
  state: string
  done: bigint
  total: bigint | null
  message: unknown
  input: unknown
  result: unknown
  errors: unknown
  cancel_asked: boolean
  created_at: string
  finished_at: string | null
}

/** Puts a job on the list, in the transaction of whoever asks for it. */
export async function askJob(tx: Db, actor: Actor, kind: string, input: Json): Promise<string> {
  const id = newId()
  await sql`insert into job (org_id, id, kind, actor_id, input) values (${actor.orgId}::uuid, ${id}::uuid, ${kind}, ${actor.memberId}::uuid, ${JSON.stringify(input)}::jsonb)`.execute(
    tx,
  )
  await sql`select pg_notify('farsail_jobs', ${id})`.execute(tx)
  return id
}

/** Throws Fault `record.not_found` for a job of somebody else. */
export async function jobOf(db: Db, actor: Actor, id: string): Promise<JobRow> {
  const { rows } =
    await sql<JobRow>`select * from job where org_id = ${actor.orgId}::uuid and id = ${id}::uuid`.execute(db)
  const row = rows[0]
  if (!row || (row.actor_id !== actor.memberId && actor.role !== 'owner' && actor.role !== 'admin')) {
    throw new Fault('record.not_found', { field: 'id', value: id, type: 'job' })
  }
  return row
}

export function jobJson(row: JobRow, locale: Locale): JobJson {
  return {
    id: row.id,
    kind: row.kind,
    state: jobStates.find((one) => one === row.state) ?? 'failed',
    done: Number(row.done),
    total: row.total === null ? null : Number(row.total),
    message: messageText(row.message, locale),
    result: row.result ?? null,
    errors: Array.isArray(row.errors) ? row.errors : [],
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}

/** A message is a text's key with its arguments, so that everybody reads it in their own language. */
function messageText(message: unknown, locale: Locale): string | null {
  if (typeof message !== 'object' || message === null || !('key' in message) || typeof message.key !== 'string')
    return null
  const values =
    'values' in message && typeof message.values === 'object' && message.values !== null ? message.values : {}
  return say(
    locale,
    message.key,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
    ),
  )
}

export function jobRoutes(): Handled[] {
  return [
    query(jobs.jobs.list, async ({ db, actor }) => {
      const { rows } =
        await sql<JobRow>`select * from job where org_id = ${actor.orgId}::uuid and actor_id is not distinct from ${actor.memberId}::uuid
        order by created_at desc limit 50`.execute(db)
      return { items: rows.map((row) => jobJson(row, localeOf(actor.locale))), nextCursor: null }
    }),
    query(jobs.jobs.get, async ({ db, actor, input }) =>
      jobJson(await jobOf(db, actor, input.id), localeOf(actor.locale)),
    ),
    command(jobs.jobs.cancel, async ({ write, actor, input }) => {
      await jobOf(write.tx, actor, input.id)
      await sql`update job set cancel_asked = true, state = case when state = 'waiting' then 'cancelled' else state end
        where org_id = ${actor.orgId}::uuid and id = ${input.id}::uuid and state in ('waiting', 'running')`.execute(
        write.tx,
      )
      return jobJson(await jobOf(write.tx, actor, input.id), localeOf(actor.locale))
    }),
  ]
}
