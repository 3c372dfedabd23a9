import { Fault } from '#ledger/rules/fault.ts'
import type { RecordType } from '#ledger/server/recordType.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { requireMay } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { Declaration, RecordOf, Scope } from '../record.ts'
import type { BulkResult, resource } from '../resource.ts'
import { valuesIn, wireOf } from '../wire.ts'
import { findWire, forUpdate, requireVersion } from './find.ts'
import { list } from './list.ts'
import { namesFor, type Types } from './names.ts'

type Values = Readonly<Record<string, unknown>>

/** How records of a type come to be and change, where that is more than writing their fields. */
export interface Ways<D extends Declaration> {
  readonly create?: (write: Write, values: Values) => Promise<RecordOf<D>>
  readonly change?: (write: Write, before: RecordOf<D>, values: Values) => Promise<RecordOf<D>>
  readonly remove?: (write: Write, before: RecordOf<D>) => Promise<RecordOf<D>>
  readonly restore?: (write: Write, before: RecordOf<D>) => Promise<RecordOf<D>>
}

/** The four ways in full: the usual ones write the fields through `save`. */
export function waysOf<D extends Declaration>(type: RecordType<D>, own: Ways<D> = {}): Required<Ways<D>> {
  const { declaration } = type
  return {
    create: (write, values) => save(write, type, null, draft(declaration, values)),
    change: (write, before, values) => save(write, type, before, { ...before, ...values }),
    remove: (write, before) => save(write, type, before, { ...before, deletedAt: write.now }),
    restore: (write, before) => save(write, type, before, { ...before, deletedAt: null }),
    ...own,
  }
}

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
  const wire = (record: RecordOf<D>) => wireOf(declaration, record)
  const handled: Handled[] = []
  if (routes.list) {
    handled.push(
      query(routes.list, async ({ db, actor, input, scope }) => {
        const page = await list(db, actor, declaration, input, scope)
        if (input.include !== 'names') return page
        return { ...page, names: await namesFor(db, actor, declaration, page.items, types) }
      }),
    )
  }
  if (routes.get)
    handled.push(query(routes.get, ({ db, actor, input, scope }) => findWire(db, actor, declaration, input.id, scope)))
  if (routes.create) {
    handled.push(
      command(routes.create, async ({ write, actor, scope, input }) => {
        const values = withOwner(declaration, actor, valuesIn(declaration, input))
        await requireOwnerInScope(write, declaration, values, scope)
        return wire(await ways.create(write, values))
      }),
    )
  }
  if (routes.update) {
    handled.push(
      command(routes.update, async ({ write, actor, scope, input, ifMatch }) => {
        const before = await forUpdate(write.tx, actor, declaration, input.id, 'update')
        requireVersion(before, ifMatch)
        requireNotDeleted(before)
        const values = changesIn(declaration, input)
        await requireOwnerInScope(write, declaration, values, scope)
        return wire(await ways.change(write, before, values))
      }),
    )
  }
  if (routes.delete) {
    handled.push(
      command(routes.delete, async ({ write, actor, input, ifMatch }) => {
        const before = await forUpdate(write.tx, actor, declaration, input.id, 'delete')
        requireVersion(before, ifMatch)
        return wire(before.deletedAt === null ? await ways.remove(write, before) : before)
      }),
    )
  }
  if (routes.restore) {
    handled.push(
      command(routes.restore, async ({ write, actor, input }) => {
        const before = await forUpdate(write.tx, actor, declaration, input.id, 'delete')
        return wire(before.deletedAt === null ? before : await ways.restore(write, before))
      }),
    )
  }
  if (routes.bulk) {
    handled.push(
      command(routes.bulk, async ({ write, actor, scope, input }) => {
        const step = bulkStep(declaration, actor, ways, input)
        if (input.change) await requireOwnerInScope(write, declaration, valuesIn(declaration, input.change), scope)
        return everyOne(input.ids, localeOf(actor.locale), (id) => step(write, id))
      }),
    )
  }
  return handled
}

function changesIn(declaration: Declaration, input: object): Values {
  const own = Object.fromEntries(Object.entries(input).filter(([name]) => name in declaration.fields))
  return valuesIn(declaration, own)
}

/** A new record without an owner is the creator's own. */
function withOwner(declaration: Declaration, actor: Actor, values: Values): Values {
  const { owner } = declaration
  if (owner === null || !(owner in declaration.fields) || owner in values) return values
  return { ...values, [owner]: actor.memberId }
}

/** A record can't be given to somebody whom one's right does not reach. Throws Fault `access.owner_out_of_reach`. */
async function requireOwnerInScope(
  write: Write,
  declaration: Declaration,
  values: Values,
  scope: Scope,
): Promise<void> {
  const { owner } = declaration
  const given = owner === null ? undefined : values[owner]
  if (scope === 'all' || typeof given !== 'string' || given === write.actor.memberId) return
  if (scope !== 'own') {
    const below = await write.tx
      .selectFrom('line')
      .select('member_id')
      .where('org_id', '=', write.actor.orgId)
      .where('manager_id', '=', write.actor.memberId ?? '')
      .where('member_id', '=', given)
      .executeTakeFirst()
    if (below) return
  }
  throw new Fault('access.owner_out_of_reach', { field: owner ?? '', value: given })
}

function requireNotDeleted(record: { readonly id: string; readonly deletedAt: unknown }): void {
  if (record.deletedAt !== null) throw new Fault('record.deleted', { field: 'id', value: record.id })
}

interface Bulk {
  readonly ids: readonly string[]
  readonly change?: object
  readonly delete?: boolean
  readonly restore?: boolean
}
function bulkStep<D extends Declaration>(declaration: D, actor: Actor, ways: Required<Ways<D>>, input: Bulk) {
  const asked = [input.change, input.delete, input.restore].filter((one) => one !== undefined && one !== false)
  if (asked.length !== 1) throw new Fault('record.bulk_asks_one_thing', { field: 'change', value: asked.length })
  const action = input.change ? 'update' : 'delete'
  requireMay(actor, declaration, action)
  const values = input.change ? changesIn(declaration, input.change) : {}
  return async (write: Write, id: string): Promise<void> => {
    const before = await forUpdate(write.tx, actor, declaration, id, action)
    if (input.change) {
      requireNotDeleted(before)
      await ways.change(write, before, values)
    } else if (input.delete) {
      if (before.deletedAt === null) await ways.remove(write, before)
    } else if (before.deletedAt !== null) await ways.restore(write, before)
  }
}

/** Each is done or refused with its reason; what rules refuse leaves no trace, so the rest can go in. */
async function everyOne(
  ids: readonly string[],
  locale: 'en' | 'zh-CN',
  step: (id: string) => Promise<void>,
): Promise<BulkResult> {
  const refused: { id: string; code: string; message: string }[] = []
  for (const id of [...new Set(ids)].sort()) {
    try {
      await step(id)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      refused.push({ id, code: error.code, message: say(locale, `fault.${error.code}`, error.details) })
    }
  }
  return { done: new Set(ids).size - refused.length, refused }
}
