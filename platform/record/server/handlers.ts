import type { RecordType } from '#ledger/server/recordType.ts'
import type { Actor } from '#platform/access/actor.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import type { Declaration } from '../record.ts'
import type { resource } from '../resource.ts'
import { valuesIn, wireOf } from '../wire.ts'
import { bulkHandler } from './bulk.ts'
import { changesIn, requireNotDeleted, type Values } from './changes.ts'
import { exportHandler } from './export.ts'
import { findWire, forUpdate, requireVersion } from './find.ts'
import { list } from './list.ts'
import { namesFor, type Types } from './names.ts'
import { requireOwnerInScope } from './owner.ts'
import { type AllWays, type Ways, waysOf } from './ways.ts'

type Routes<D extends Declaration> = ReturnType<typeof resource<D>>

/** The handlers that a declaration gives; a type that leaves a route out by name has no handler for it. */
export function handlersOf<D extends Declaration>(
  routes: Partial<Routes<D>>,
  type: RecordType<D>,
  types: Types,
  own: Ways<D> = {},
): Handled[] {
  const { declaration } = type
  const ways = waysOf(type, own)
  const handled: Handled[] = []
  if (routes.list) handled.push(listHandler(routes.list, declaration, types))
  if (routes.export) handled.push(exportHandler(routes.export, declaration, types))
  if (routes.get) handled.push(getHandler(routes.get, declaration))
  if (routes.create) handled.push(createHandler(routes.create, declaration, ways))
  if (routes.update) handled.push(updateHandler(routes.update, declaration, ways))
  if (routes.delete) handled.push(deleteHandler(routes.delete, declaration, ways))
  if (routes.restore) handled.push(restoreHandler(routes.restore, declaration, ways))
  if (routes.bulk) handled.push(bulkHandler(routes.bulk, declaration, ways))
  return handled
}

function listHandler<D extends Declaration>(route: Routes<D>['list'], declaration: D, types: Types): Handled {
  return query(route, async ({ db, actor, input, scope }) => {
    const page = await list(db, actor, declaration, input, scope)
    if (input.include === undefined) return page
    return { ...page, names: await namesFor(db, actor, declaration, page.items, types) }
  })
}

function getHandler<D extends Declaration>(route: Routes<D>['get'], declaration: D): Handled {
  return query(route, ({ db, actor, input, scope }) => findWire(db, actor, declaration, input.id, scope))
}

function createHandler<D extends Declaration>(route: Routes<D>['create'], declaration: D, ways: AllWays<D>): Handled {
  return command(route, async ({ write, actor, scope, input }) => {
    const values = withOwner(declaration, actor, valuesIn(declaration, input))
    await requireOwnerInScope(write, declaration, values, scope)
    return wireOf(declaration, await ways.create(write, values))
  })
}

/** A new record without an owner is the creator's own. */
function withOwner(declaration: Declaration, actor: Actor, values: Values): Values {
  const { owner } = declaration
  if (owner === null || !(owner in declaration.fields) || owner in values) return values
  return { ...values, [owner]: actor.memberId }
}

function updateHandler<D extends Declaration>(route: Routes<D>['update'], declaration: D, ways: AllWays<D>): Handled {
  return command(route, async ({ write, actor, scope, input, ifMatch }) => {
    const before = await forUpdate(write.tx, actor, declaration, input.id, 'update')
    requireVersion(before, ifMatch)
    requireNotDeleted(before)
    const values = changesIn(declaration, input)
    await requireOwnerInScope(write, declaration, values, scope)
    return wireOf(declaration, await ways.change(write, before, values))
  })
}

function deleteHandler<D extends Declaration>(route: Routes<D>['delete'], declaration: D, ways: AllWays<D>): Handled {
  return command(route, async ({ write, actor, input, ifMatch }) => {
    const before = await forUpdate(write.tx, actor, declaration, input.id, 'delete')
    requireVersion(before, ifMatch)
    return wireOf(declaration, before.deletedAt === null ? await ways.remove(write, before) : before)
  })
}

function restoreHandler<D extends Declaration>(route: Routes<D>['restore'], declaration: D, ways: AllWays<D>): Handled {
  return command(route, async ({ write, actor, input, ifMatch }) => {
    const before = await forUpdate(write.tx, actor, declaration, input.id, 'delete')
    requireVersion(before, ifMatch)
    return wireOf(declaration, before.deletedAt === null ? before : await ways.restore(write, before))
  })
}
