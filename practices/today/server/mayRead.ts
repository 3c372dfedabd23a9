import { scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Scope } from '#platform/record/record.ts'
import type { RouteMeta } from '#platform/record/resource.ts'

/** Which rows the caller would reach through a route, by its own meta; null for none. */
export function reachThrough(actor: Actor, route: { readonly '~orpc': { readonly meta: RouteMeta } }): Scope | null {
  const { meta } = route['~orpc']
  if (actor.scopes && !actor.scopes.has(meta.scope) && !actor.scopes.has('*')) return null
  return scopeOf(actor, meta.may)
}
