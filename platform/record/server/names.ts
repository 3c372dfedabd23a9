import { sql } from 'kysely'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { type AnyDeclaration, fieldsOf, snake } from '../record.ts'

/** The record types of this process by name, from which relations find their other end. */
export type Types = ReadonlyMap<string, AnyDeclaration>
type Item = Readonly<Record<string, unknown>>

/** What the records that `items` point to are called, where the actor may see them: for lists, one query a related type. */
export async function namesFor(
  db: Db,
  actor: Actor,
  declaration: AnyDeclaration,
  items: readonly object[],
  types: Types,
): Promise<Record<string, string>> {
  const wanted = new Map<string, Set<string>>()
  const want = (type: string, id: unknown) => {
    if (typeof id !== 'string') return
    const ids = wanted.get(type) ?? new Set()
    wanted.set(type, ids.add(id))
  }
  for (const item of items) {
    const values = item as Item
    for (const [name, field] of fieldsOf(declaration)) {
      const value = values[name]
      if (field.kind === 'relation' && field.of) want(field.of, value)
      if (field.kind === 'credits' && Array.isArray(value)) for (const one of value) want('member', one?.memberId)
    }
    want('member', values['createdBy'])
  }
  const names: Record<string, string> = {}
  for (const [type, ids] of wanted) {
    const related = types.get(type)
    if (related) Object.assign(names, await namesOf(db, actor, related, [...ids]))
  }
  return names
}

export async function namesOf(
  db: Db,
  actor: Actor,
  declaration: AnyDeclaration,
  ids: readonly string[],
): Promise<Record<string, string>> {
  const scope = scopeOf(actor, declaration.may['read'] ?? {})
  if (scope === null || ids.length === 0) return {}
  const { rows } = await sql<{ id: string; name: string }>`select id, ${sql.ref(snake(declaration.title))} as name
    from ${sql.table(snake(declaration.type))}
    where org_id = ${actor.orgId}::uuid and id = any(${ids}::uuid[]) and ${rowsIn(actor, scope, declaration.owner)}`.execute(
    db,
  )
  return Object.fromEntries(rows.map((row) => [row.id, row.name]))
}
