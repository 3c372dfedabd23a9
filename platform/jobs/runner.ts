import { sql } from 'kysely'
import pg from 'pg'
import { Fault } from '#ledger/rules/fault.ts'
import { noteConcern } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { type Actor, hostOf } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { isDatabaseAway, type PoolConfig } from '#platform/db/connections.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { roles } from '#platform/record/record.ts'
import { hearJobs } from './hearJobs.ts'
import type { JobRow } from './jobs.ts'

export interface JobCall {
  readonly app: App
  readonly actor: Actor
  readonly jobId: string
  readonly input: unknown
  /** How far it is; throws when the job was asked to stop. */
  progress(done: number, total: number | null): Promise<void>
  readonly signal: AbortSignal
}
/** A kind of job. It may be run again after a crash from whatever it had committed, so it must be able to go on. */
export interface JobKind {
  readonly kind: string
  run(call: JobCall): Promise<unknown>
  /** What a notice of its end is about; none where nobody leaves the screen for it. */
  readonly subjectOf?: (app: App, orgId: string, input: unknown) => Promise<JobSubject | null>
}
export interface JobSubject {
  readonly type: string
  readonly id: string
  readonly name: string
}
/** What a job that has ended may tell whoever asked for it. */
export const jobConcernKinds = ['job.done', 'job.failed'] as const
export interface Runner {
  close(): Promise<void>
}
const atOnce = 2
const lookAgainMs = 5000
/** Class of advisory locks that stand for jobs under way; a lock dies with its process, so nothing stays half run. */
const lockClass = 7431

/** Runs what is on the list, in every server process: a job belongs to whoever holds its lock. */
export async function runJobs(app: App, kinds: readonly JobKind[], config: PoolConfig): Promise<Runner> {
  const known = new Map(kinds.map((one) => [one.kind, one]))
  const running = new Map<string, Promise<void>>()
  const stop = new AbortController()
  const ears = await hearJobs(config, app.log, () => void look())
  const timer = setInterval(() => void look(), lookAgainMs)
  await look()

  async function look(): Promise<void> {
    if (stop.signal.aborted || running.size >= atOnce) return
    try {
      const { rows } = await sql<{ org_id: string; id: string }>`select org_id, id from open_jobs()`.execute(
        app.db.outside,
      )
      for (const { org_id, id } of rows) {
        if (running.has(id) || running.size >= atOnce) continue
        running.set(
          id,
          take(org_id, id)
            .catch((error: unknown) => app.log.error({ err: error, job: id }, 'a job could not be taken'))
            .finally(() => {
              running.delete(id)
            }),
        )
      }
    } catch (error) {
      app.log.warn({ err: error }, 'the list of jobs could not be read')
    }
  }

  async function take(orgId: string, id: string): Promise<void> {
    const client = new pg.Client({ ...config, application_name: 'farsail job' })
    // without its lock the job may by now be another's
    const lockLost = new AbortController()
    client.on('error', () => lockLost.abort())
    await client.connect()
    try {
      const got = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [
        lockClass,
        id,
      ])
      if (got.rows[0]?.got) await runOne(app, known, orgId, id, AbortSignal.any([stop.signal, lockLost.signal]))
    } finally {
      await client.end()
    }
    if (!stop.signal.aborted) setImmediate(() => void look())
  }

  return {
    async close() {
      stop.abort()
      clearInterval(timer)
      await Promise.allSettled(running.values())
      await ears.close()
    },
  }
}

class Stopped extends Error {}

async function runOne(
  app: App,
  kinds: ReadonlyMap<string, JobKind>,
  orgId: string,
  id: string,
  stop: AbortSignal,
): Promise<void> {
  const db = app.db.of(orgId)
  const { rows } =
    await sql<JobRow>`update job set state = 'running' where org_id = ${orgId}::uuid and id = ${id}::uuid and state in ('waiting', 'running') returning *`.execute(
      db,
    )
  const row = rows[0]
  if (!row) return
  const cancel = new AbortController()
  const signal = AbortSignal.any([stop, cancel.signal])
  const progress = async (done: number, total: number | null) => {
    const { rows: asked } = await sql<{
      cancel_asked: boolean
    }>`update job set done = ${done}, total = ${total} where org_id = ${orgId}::uuid and id = ${id}::uuid returning cancel_asked`.execute(
      db,
    )
    if (asked[0]?.cancel_asked) cancel.abort()
    if (signal.aborted) throw new Stopped('stopped')
  }
  try {
    const kind = kinds.get(row.kind)
    if (!kind) throw new Error(`No such kind of job: ${row.kind}`)
    if (row.cancel_asked) throw new Stopped('stopped')
    const result = await kind.run({
      app,
      actor: await actorFor(app, row),
      jobId: id,
      input: row.input,
      progress,
      signal,
    })
    await end(app, row, kind, { state: 'done', message: null, result })
  } catch (error) {
    // At the end of the process, and where the database was away, the job stays as it is: the next look goes on with it.
    if ((stop.aborted || isDatabaseAway(error)) && !cancel.signal.aborted) return
    if (cancel.signal.aborted || row.cancel_asked)
      return end(app, row, null, { state: 'cancelled', message: null, result: null })
    if (!(error instanceof Fault)) app.log.error({ err: error, job: id }, 'a job failed')
    const message =
      error instanceof Fault
        ? { key: `fault.${error.code}`, values: texts(error) }
        : { key: 'job.failed', values: { value: id } }
    await end(app, row, kinds.get(row.kind) ?? null, { state: 'failed', message, result: null })
  }
}

const texts = (fault: Fault) =>
  Object.fromEntries(
    Object.entries(fault.details).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  )

interface Ended {
  readonly state: 'done' | 'failed' | 'cancelled'
  readonly message: unknown
  readonly result: unknown
}
/** How it ended, and a notice of it to whoever asked, in one transaction. */
async function end(app: App, row: JobRow, kind: JobKind | null, { state, message, result }: Ended): Promise<void> {
  const org = await orgSettings(app.db.of(row.org_id), row.org_id)
  const host = hostOf(row.org_id, todayIn(org, app.clock.now()).toString(), org.locale)
  const subject = state === 'cancelled' ? null : await kind?.subjectOf?.(app, row.org_id, row.input)
  await writing(app, host, async (write) => {
    await sql`update job set state = ${state}, finished_at = ${write.now.toString()}::timestamptz, message = ${JSON.stringify(message)}::jsonb, result = ${JSON.stringify(result ?? null)}::jsonb
      where org_id = ${row.org_id}::uuid and id = ${row.id}::uuid`.execute(write.tx)
    if (!subject) return
    const { type, id, name } = subject
    noteConcern(write, {
      memberId: row.actor_id,
      kind: `job.${state}`,
      subjectType: type,
      subjectId: id,
      about: { name },
    })
  })
}

/** A job never may more than the role that its asker has now. */
async function actorFor(app: App, row: JobRow): Promise<Actor> {
  const db = app.db.of(row.org_id)
  const org = await orgSettings(db, row.org_id)
  const today = todayIn(org, app.clock.now()).toString()
  if (row.actor_id === null) return hostOf(row.org_id, today, org.locale)
  const member = await db
    .selectFrom('member')
    .select(['name', 'role', 'locale', 'deactivated_on', 'deleted_at'])
    .where('org_id', '=', row.org_id)
    .where('id', '=', row.actor_id)
    .executeTakeFirst()
  const role = roles.find((one) => one === member?.role)
  const gone =
    !member || member.deleted_at !== null || (member.deactivated_on !== null && member.deactivated_on <= today)
  if (!role || gone) throw new Fault('auth.member_left', { name: member?.name ?? row.actor_id })
  return {
    orgId: row.org_id,
    memberId: row.actor_id,
    role,
    via: 'app',
    scopes: null,
    locale: member.locale ?? org.locale,
    address: null,
    today,
  }
}
