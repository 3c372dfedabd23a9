import { type Expression, type SqlBool, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { type Allowed, type AnyDeclaration, type Scope, snake } from '#platform/record/record.ts'
import type { RouteMeta } from '#platform/record/resource.ts'
import type { Actor } from './actor.ts'

/** The one mechanism of access: role × action → which rows. Handlers, lists, search, exports and live updates ask here. */
export function scopeOf(actor: Actor, may: Allowed | 'everyone' | 'public'): Scope | null {
  if (may === 'everyone' || may === 'public') return 'all'
  if (actor.role === 'owner' || actor.role === 'admin') return 'all'
  return may[actor.role] ?? null
}

/** Throws Fault `access.forbidden` (403), naming the permission that is missing. */
export function requireScope(actor: Actor, meta: RouteMeta): Scope {
  if (actor.scopes && !actor.scopes.has(meta.scope) && !actor.scopes.has('*')) {
    throw new Fault('access.key_scope_missing', { value: meta.scope })
  }
  const scope = scopeOf(actor, meta.may)
  if (scope === null) throw new Fault('access.forbidden', { value: permissionName(meta), role: actor.role })
  return scope
}

export function permissionName(meta: RouteMeta): string {
  return meta.type && meta.action ? `${meta.type}.${meta.action}` : meta.scope
}

export function requireMay(actor: Actor, declaration: AnyDeclaration, action: string): Scope {
  const scope = scopeOf(actor, declaration.may[action] ?? {})
  if (scope === null) throw new Fault('access.forbidden', { value: `${declaration.type}.${action}`, role: actor.role })
  return scope
}

const everything = sql<SqlBool>`true`
const nothing = sql<SqlBool>`false`

/**
 * The rows of a table that a scope reaches, by its owner column. A record that nobody owns belongs to everybody who may
 * do this at all. The subqueries are arrays, which plans best for large teams.
 */
export function rowsIn(actor: Actor, scope: Scope, owner: string | null, table = ''): Expression<SqlBool> {
  if (scope === 'all' || owner === null) return everything
  if (actor.memberId === null) return nothing
  const column = sql.ref(table ? `${table}.${snake(owner)}` : snake(owner))
  const own = sql<SqlBool>`${column} = ${actor.memberId}::uuid`
  if (scope === 'own') return sql<SqlBool>`(${own} or ${column} is null)`
  return sql<SqlBool>`(${own} or ${column} is null or ${column} = any(array(${membersIn(actor, scope)})))`
}

/** The members that a scope reaches, oneself apart. */
function membersIn(actor: Actor, scope: 'team' | 'line') {
  if (scope === 'line') {
    return sql`select member_id from line where org_id = ${actor.orgId}::uuid and manager_id = ${actor.memberId}::uuid`
  }
  return sql`select b.member_id from membership a join membership b on b.org_id = a.org_id and b.team_id = a.team_id
    where a.org_id = ${actor.orgId}::uuid and a.member_id = ${actor.memberId}::uuid
      and a.deleted_at is null and b.deleted_at is null
      and (a.valid_from is null or a.valid_from <= ${actor.today}::date) and (a.valid_to is null or a.valid_to > ${actor.today}::date)
      and (b.valid_from is null or b.valid_from <= ${actor.today}::date) and (b.valid_to is null or b.valid_to > ${actor.today}::date)`
}
