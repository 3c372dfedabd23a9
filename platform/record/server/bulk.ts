import { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import { allOrNothing } from '#ledger/server/writing.ts'
import { requireMay } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { Declaration } from '../record.ts'
import type { BulkInput, BulkResult, resource } from '../resource.ts'
import { changesIn, requireNotDeleted } from './changes.ts'
import { forUpdate } from './find.ts'
import type { Ways } from './handlers.ts'
import { requireOwnerInScope } from './owner.ts'

type Step = (write: Write, id: string) => Promise<void>

/** Changes, deletes or restores many records at once; each is done or refused for itself. */
export function bulkHandler<D extends Declaration>(
  route: ReturnType<typeof resource<D>>['bulk'],
  declaration: D,
  ways: Required<Ways<D>>,
): Handled {
  return command(route, async ({ write, actor, input }) =>
    everyOne(write, input.ids, await stepOf(write, declaration, actor, ways, input)),
  )
}

/** Throws Faults `record.bulk_asks_one_thing`, `access.forbidden`, `access.owner_out_of_reach`. */
async function stepOf<D extends Declaration>(
  { actor: _, ...write }: Write,
  declaration: D,
  actor: Actor,
  ways: Required<Ways<D>>,
  input: BulkInput<object>,
): Promise<Step> {
  const asked = [input.change, input.delete, input.restore].filter((one) => one !== undefined && one !== false)
  if (asked.length !== 1) throw new Fault('record.bulk_asks_one_thing', { field: 'change', value: asked.length })
  if (!input.change) {
    requireMay(actor, declaration, 'delete')
    return input.delete ? deleting(declaration, actor, ways) : restoring(declaration, actor, ways)
  }
  const scope = requireMay(actor, declaration, 'update')
  const values = changesIn(declaration, input.change)
  await requireOwnerInScope({ ...write, actor }, declaration, values, scope)
  return async (write, id) => {
    const before = await forUpdate(write.tx, actor, declaration, id, 'update')
    requireNotDeleted(before)
    await ways.change(write, before, values)
  }
}
