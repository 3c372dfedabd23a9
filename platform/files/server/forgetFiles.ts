import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { App } from '#platform/config/context.ts'
import { fileFolder } from './files.ts'

const deletedDays = 30
const unfinishedDays = 7

/** Takes away for good what was deleted 30 days ago, and what began to come in a week ago and never came. */
export async function forgetFiles(app: App, orgId: string): Promise<void> {
  const before = (days: number) =>
    app.clock
      .now()
      .subtract({ hours: days * 24 })
      .toString()
  const { rows } = await sql<{ place: string }>`delete from file where org_id = ${orgId}::uuid
    and (deleted_at < ${before(deletedDays)}::timestamptz
      or (received_at is null and created_at < ${before(unfinishedDays)}::timestamptz)) returning place`.execute(
    app.db.of(orgId),
  )
  for (const { place } of rows) await rm(join(fileFolder(app, orgId), place), { force: true })
}
