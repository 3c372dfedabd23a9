import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { requireMay } from '#platform/access/access.ts'
import { type Handled, query } from '#platform/http/handled.ts'
import { findWire } from '#platform/record/server/find.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import { audit } from './contract.ts'

interface Line {
  id: string
  at: string
  actor_id: string | null
  via: string
  type: string
  record_id: string
  action: string
  before: unknown
  after: unknown
  reason: string | null
}
const pageSize = 50

export function auditRoutes(types: Types): Handled[] {
  return [
    query(audit.audit.list, async ({ db, actor, input }) => {
      const mine = input.mine === 'true'
      if (!mine) {
        const declaration = types.get(input.type ?? '')
        if (!declaration || !input.recordId)
          throw new Fault('audit.of_what', { field: 'recordId', value: input.recordId ?? null })
        await findWire(db, actor, declaration, input.recordId, requireMay(actor, declaration, 'read'))
      }
      const of = mine
        ? sql`concerns = ${actor.memberId}::uuid`
        : sql`type = ${input.type} and record_id = ${input.recordId}::uuid`
      const after = input.cursor && /^[0-9a-f-]{36}$/.test(input.cursor) ? sql`and id < ${input.cursor}::uuid` : sql``
      const { rows } =
        await sql<Line>`select id, at, actor_id, via, type, record_id, action, before, after, reason from audit
        where org_id = ${actor.orgId}::uuid and ${of} ${after} order by id desc limit ${pageSize + 1}`.execute(db)
      const shown = rows.slice(0, pageSize)
      const members = types.get('member')
      const ids = [...new Set(shown.flatMap((row) => (row.actor_id === null ? [] : [row.actor_id])))]
      const names = members ? await namesOf(db, actor, members, ids) : {}
      return {
        items: shown.map((row) => ({
          id: row.id,
          at: row.at,
          actorId: row.actor_id,
          actorName: row.actor_id === null ? null : (names[row.actor_id] ?? null),
          via: row.via,
          type: row.type,
          recordId: row.record_id,
          action: row.action,
          before: row.before,
          after: row.after,
          reason: row.reason,
        })),
        nextCursor: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
      }
    }),
  ]
}
