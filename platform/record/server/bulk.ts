import { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import { allOrNothing } from '#ledger/server/writing.ts'
import { requireMay } from '#platform/access/access.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { Declaration } from '../record.ts'
import type { BulkInput, BulkResult, resource } from '../resource.ts'
import { changesIn, requireNotDeleted } from './changes.ts'
import { forUpdate } from './find.ts'
import { requireOwnerInScope } from './owner.ts'
import type { AllWays } from './ways.ts'

type Step = (id: string) => Promise<unknown>

/** Changes, deletes or restores many records in one transaction; each is done or refused for itself. */
export function bulkHandler<D extends Declaration>(
  route: ReturnType<typeof resource<D>>['bulk'],
  declaration: D,
  ways: AllWays<D>,
): Handled {
  return command(route, async ({ write, input }) =>
    everyOne(write, input.ids, await stepOf(write, declaration, ways, input)),
  )
}

/** Throws Faults `record.bulk_asks_one_thing`, `access.forbidden`, `access.owner_out_of_reach`. */
async function stepOf<D extends Declaration>(
  write: Write,
  declaration: D,
  ways: AllWays<D>,
  input: BulkInput<object>,
): Promise<Step> {
  const asked = [input.change, input.delete, input.restore].filter((one) => one !== undefined && one !== false)
  if (asked.length !== 1) throw new Fault('record.bulk_asks_one_thing', { field: 'change', value: asked.length })
  if (input.change) return changing(write, declaration, ways, input.change)
  requireMay(write.actor, declaration, 'delete')
  return async (id) => {
    const before = await forUpdate(write.tx, write.actor, declaration, id, 'delete')
    const isDeleted = before.deletedAt !== null
    if (input.delete && !isDeleted) await ways.remove(write, before)
    if (input.restore && isDeleted) await ways.restore(write, before)
  }
}

async function changing<D extends Declaration>(
  write: Write,
  declaration: D,
  ways: AllWays<D>,
  change: object,
): Promise<Step> {
  const scope = requireMay(write.actor, declaration, 'update')
  const values = changesIn(declaration, change)
  await requireOwnerInScope(write, declaration, values, scope)
  return async (id) => {
    const before = await forUpdate(write.tx, write.actor, declaration, id, 'update')
    requireNotDeleted(before)
    await ways.change(write, before, values)
  }
}

/** What is refused is told with its reason and leaves no trace, so that the rest can go in. */
async function everyOne(write: Write, ids: readonly string[], step: Step): Promise<BulkResult> {
  const locale = localeOf(write.actor.locale)
  const each = [...new Set(ids)].sort()
  const refused: { id: string; code: string; message: string }[] = []
  for (const id of each) {
    try {
      await allOrNothing(write, () => step(id))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      refused.push({ id, code: error.code, message: say(locale, `fault.${error.code}`, error.details) })
    }
  }
  return { done: each.length - refused.length, refused }
}
