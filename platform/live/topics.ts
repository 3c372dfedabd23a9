import { type Expression, type SqlBool, sql } from 'kysely'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Types } from '#platform/record/server/names.ts'

/** The news of the outbox that an actor may hear: the same access as in lists, by role and owner. */
export function visibleTopics(types: Types, actor: Actor): Expression<SqlBool> {
  const each = [...types.values()].flatMap((declaration) => {
    const scope = scopeOf(actor, declaration.may['read'] ?? {})
    if (scope === null) return []
    const rows = rowsIn(actor, declaration.owner === null ? 'all' : scope, 'ownerId')
    return [sql<SqlBool>`(topic = ${declaration.type} and (record_id is null or ${rows}))`]
  })
  return sql<SqlBool>`(${sql.join([...each, ofOneself(actor)], sql` or `)})`
}

/** What the office changed about oneself, whatever one's role may read; work that one asked for; notices to oneself. */
function ofOneself({ memberId }: Actor): Expression<SqlBool> {
  return sql<SqlBool>`(topic = 'member' and record_id = ${memberId}::uuid) or (topic in ('job', 'import', 'notice') and owner_id = ${memberId}::uuid)`
}
