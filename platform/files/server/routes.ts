import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import type { Types } from '#platform/record/server/names.ts'
import { files } from '../contract.ts'
import {
  type Attachable,
  attachable,
  fileFor,
  fileJson,
  filesOf,
  noteFile,
  pageSize,
  requireChanged,
  requireSeen,
} from './files.ts'
import { type FileLimits, refusedEndings, takenBy } from './limits.ts'

/** `types` are all record types of the product, `to` those that files are attached to. */
export function fileRoutes(types: Types, to: Attachable, limits: FileLimits): Handled[] {
  const routes = files.files
  return [
    query(routes.list, async ({ db, actor, input: { recordType, recordId, deleted, cursor } }) => {
      await requireSeen(db, actor, to, recordType, recordId)
      const asked = { recordType, recordId, deleted: deleted === 'true', ...(cursor ? { cursor } : {}) }
      const rows = await filesOf(db, actor, asked)
      const shown = rows.slice(0, pageSize)
      return {
        items: await fileJson(db, actor, types, shown),
        nextCursor: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
      }
    }),
    query(routes.limits, async ({ db, actor }) => ({
      ...limits,
      orgBytes: await takenBy(db, actor.orgId),
      refused: refusedEndings,
    })),
    query(routes.get, async ({ db, actor, input }) => {
      const [found] = await fileJson(db, actor, types, [await fileFor(db, actor, to, input.id)])
      if (!found) throw new Fault('file.not_found', { field: 'id', value: input.id })
      return found
    }),
    ...[
      { route: routes.delete, action: 'fileDeleted' as const },
      { route: routes.restore, action: 'fileRestored' as const },
    ].map(({ route, action }) =>
      command(route, async ({ write, actor, input }) => {
        const { tx, now } = write
        const before = await fileFor(tx, actor, to, input.id)
        attachable(to, before.record_type)
        const { ownerId } = await requireChanged(write, to, before.record_type, before.record_id)
        const deletedAt = action === 'fileDeleted' ? now.toString() : null
        const { rows } = await sql`update file set deleted_at = ${deletedAt}::timestamptz,
          deleted_by = ${deletedAt === null ? null : actor.memberId}::uuid
          where org_id = ${actor.orgId}::uuid and id = ${input.id}::uuid
            and (deleted_at is null) = ${deletedAt !== null} returning id`.execute(tx)
        if (rows.length > 0) noteFile(write, before, action, ownerId)
        const [after] = await fileJson(tx, actor, types, [await fileFor(tx, actor, to, input.id)])
        if (!after) throw new Fault('file.not_found', { field: 'id', value: input.id })
        return after
      }),
    ),
  ]
}
