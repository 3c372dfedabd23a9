import { sql } from 'kysely'
import type { App } from '#platform/config/context.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'

/** What nobody asks for and yet must be done: once for the installation, or once a day for each organisation. */
export interface Chores {
  readonly forInstallation: readonly ((app: App) => Promise<void>)[]
  readonly eachDay: readonly ((app: App, orgId: string) => Promise<void>)[]
}
const everyMs = 10 * 60_000
const idempotencyHours = 48
const outboxDays = 14

/** Looks every ten minutes whether a day has begun somewhere. Doing a chore twice does no harm, so every process may. */
export function keepHouse(app: App, chores: Chores): { close(): void } {
  const doneFor = new Map<string, string>()
  const look = async () => {
    try {
      for (const chore of chores.forInstallation) await chore(app)
      const { rows } = await sql<{ id: string }>`select org_ids() as id`.execute(app.db.outside)
      for (const { id } of rows) {
        const today = todayIn(await orgSettings(app.db.of(id), id), app.clock.now()).toString()
        if (doneFor.get(id) === today) continue
        for (const chore of [forgetOld, ...chores.eachDay]) await chore(app, id)
        doneFor.set(id, today)
      }
    } catch (error) {
      app.log.warn({ err: error }, 'a chore was not done; it is tried again')
    }
  }
  const first = setTimeout(() => void look(), 5_000).unref()
  const timer = setInterval(() => void look(), everyMs).unref()
  return {
    close() {
      clearTimeout(first)
      clearInterval(timer)
    },
  }
}

/** Keys of repeated requests count for 48 hours; who was away for longer than the outbox reaches asks anew. */
async function forgetOld(app: App, orgId: string): Promise<void> {
  const db = app.db.of(orgId)
  const before = (hours: number) => app.clock.now().subtract({ hours }).toString()
  await sql`delete from idempotency where org_id = ${orgId}::uuid and at < ${before(idempotencyHours)}::timestamptz`.execute(
    db,
  )
  await sql`delete from outbox where org_id = ${orgId}::uuid and at < ${before(outboxDays * 24)}::timestamptz`.execute(
    db,
  )
}
