import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { requireSample } from '#platform/auth/server/visitors.ts'
import type { App } from '#platform/config/context.ts'

/** Everything of a sample: its rows, its files, and the users who had no other seat. Answers how many rows. */
export async function removeSample(app: App, orgId: string): Promise<number> {
  await requireSample(app, orgId)
  const { rows } = await sql<{ removed: bigint }>`select remove_sample(${orgId}::uuid) as removed`.execute(
    app.db.of(orgId),
  )
  await rm(join(app.files, orgId), { recursive: true, force: true })
  return Number(rows[0]?.removed ?? 0n)
}
