import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { save, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { requireMay } from '#platform/access/access.ts'
import { moveFiles } from '#platform/files/server/moveFiles.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import { type Declaration, type RecordOf, snake } from '#platform/record/record.ts'
import { requireNotDeleted } from '#platform/record/server/changes.ts'
import { forUpdate, lockAll, requireVersion } from '#platform/record/server/find.ts'
import { recordOfRow, valuesIn, wireOf } from '#platform/record/wire.ts'
import { crm, type MergeJson } from '../contract.ts'
import { type Account as AccountRecord, account } from '../records/account.ts'
import { activity } from '../records/activity.ts'
import { contact } from '../records/contact.ts'
import { deal } from '../records/deal.ts'
import { dealEvent } from '../records/dealEvent.ts'
import { type Merge, mergeOf, missingIn } from '../rules/merge.ts'
import { firstWins } from './firstWins.ts'
import { Account, Activity, Contact, Deal, DealEvent } from './types.ts'

/**
 * Two customers turn out to be one: what hangs on `id` goes to `into`, and `id` leads there from then on. Past credit and
 * money stay what they were; only the later of two first wins is taken back (docs/definitions.md, "Business events").
 */
export const mergeAccounts: Handled = command(crm.accounts.merge, async ({ write, actor, input, ifMatch }) => {
  if (input.id === input.into) throw new Fault('account.merge_itself', { field: 'into', value: input.into })
  const ids = [input.id, input.into].toSorted()
  const locked: AccountRecord[] = []
  // in the order of their ids, so that two who merge the same two don't wait for each other
  for (const id of ids) locked.push(await forUpdate(write.tx, actor, account, id, 'merge'))
  const [gone, into] = input.id === ids[0] ? locked : locked.toReversed()
  if (!gone || !into) throw new Error('Two were locked.')
  requireVersion(gone, ifMatch)
  requireNotDeleted(gone)
  requireNotDeleted(into)
  const hanging = await hangingOn(write, gone.id)
  const falls = await firstWinTakenBack(write, gone.id, into.id)
  const answer = {
    moved: {
      deals: hanging.deals.length,
      contacts: hanging.contacts.length,
      activities: hanging.activities.length,
      children: hanging.children.length,
    },
    firstWinTakenBack: falls,
  } satisfies Partial<MergeJson>
  if (input.dry === true) return { ...answer, account: wireOf(account, into) }
  return { ...answer, account: wireOf(account, await merged(write, gone, into, hanging, input.take)) }
})

async function merged(
  write: Write,
  gone: AccountRecord,
  into: AccountRecord,
  hanging: Hanging,
  take: readonly string[] | undefined,
): Promise<AccountRecord> {
  const [goneWire, intoWire] = [wireOf(account, gone), wireOf(account, into)]
  const taken = take ?? missingIn(intoWire, goneWire)
  const rises = await isBelow(write, into.id, gone.id)
  const files = await moveFiles(write, 'account', { from: gone.id, to: into.id })
  const merge: Merge = {
    former: Object.fromEntries(taken.map((name) => [name, Reflect.get(intoWire, name) ?? null])),
    moved: [...idsOf(hanging), ...files],
    rose: rises ? into.parentId : null,
  }
  // first, so that a number that must not come twice is free
  await save(write, Account, gone, { ...gone, deletedAt: write.now, mergedInto: into.id, merge })
  const values = valuesIn(account, Object.fromEntries(taken.map((name) => [name, Reflect.get(goneWire, name) ?? null])))
  const kept = await save(write, Account, into, {
    ...into,
    ...values,
    ...(rises ? { parentId: gone.parentId } : {}),
  })
  await give(write, { ...hanging, children: hanging.children.filter(({ id }) => id !== into.id) }, into.id)
  return kept
}

/** A merged customer comes back with what hung on it, as far as it is still where the merge put it. */
export async function restoreAccount(write: Write, before: AccountRecord): Promise<AccountRecord> {
  const back = { ...before, deletedAt: null, mergedInto: null, merge: null }
  if (before.mergedInto === null) return save(write, Account, before, back)
  requireMay(write.actor, account, 'merge')
  const merge = mergeOf(before.merge)
  const into = await survivorOf(write, before.mergedInto)
  const [now, gone] = [wireOf(account, into), wireOf(account, before)]
  const same = Object.entries(merge.former).filter(
    ([name]) => JSON.stringify(Reflect.get(now, name) ?? null) === JSON.stringify(Reflect.get(gone, name) ?? null),
  )
  const hanging = await hangingOn(write, into.id, merge.moved)
  await save(write, Account, into, {
    ...into,
    ...valuesIn(account, Object.fromEntries(same)),
    ...(merge.rose !== null && into.parentId === before.parentId ? { parentId: merge.rose } : {}),
  })
  const restored = await save(write, Account, before, back)
  await give(write, hanging, before.id)
  await moveFiles(write, 'account', { from: into.id, to: before.id, only: merge.moved })
  return restored
}

/** Whom a merged customer is now, were it merged on. */
async function survivorOf(write: Write, id: string): Promise<AccountRecord> {
  const [found] = await lockAll(write.tx, write.actor.orgId, account, [id])
  if (!found) throw new Fault('record.not_found', { field: 'id', value: id, type: 'account' })
  return found.mergedInto === null ? found : survivorOf(write, found.mergedInto)
}

interface Hanging {
  readonly deals: RecordOf<typeof deal>[]
  readonly dealEvents: RecordOf<typeof dealEvent>[]
  readonly contacts: RecordOf<typeof contact>[]
  readonly activities: RecordOf<typeof activity>[]
  readonly children: AccountRecord[]
}

/** Everything that names a customer, in the bin too; or that of it which is among `ids`. */
async function hangingOn(write: Write, accountId: string, ids: readonly string[] | null = null): Promise<Hanging> {
  const all = async <D extends Declaration>(declaration: D, column = 'account_id'): Promise<RecordOf<D>[]> => {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(snake(declaration.type))}
      where org_id = ${write.actor.orgId}::uuid and ${sql.ref(column)} = ${accountId}::uuid
        ${ids === null ? sql`` : sql`and id = any(${ids}::uuid[])`} order by id for update`.execute(write.tx)
    return rows.map((row) => recordOfRow(declaration, row))
  }
  return {
    deals: await all(deal),
    dealEvents: await all(dealEvent),
    contacts: await all(contact),
    activities: await all(activity),
    children: await all(account, 'parent_id'),
  }
}

const idsOf = (hanging: Hanging): string[] =>
  [hanging.deals, hanging.dealEvents, hanging.contacts, hanging.activities, hanging.children].flatMap((records) =>
    records.map((one: { readonly id: string }) => one.id),
  )

async function give(write: Write, hanging: Hanging, accountId: string): Promise<void> {
  const moved = <R>(records: readonly R[]) => records.map((before) => ({ before, after: { ...before, accountId } }))
  await saveAll(write, Contact, moved(hanging.contacts))
  await saveAll(write, Deal, moved(hanging.deals))
  await saveAll(write, DealEvent, moved(hanging.dealEvents))
  await saveAll(write, Activity, moved(hanging.activities))
  const children = hanging.children.map((before) => ({ before, after: { ...before, parentId: accountId } }))
  await saveAll(write, Account, children)
}

/** Of two customers who both were won, the later one was none: the day on which the new logo falls away. */
async function firstWinTakenBack(write: Write, a: string, b: string): Promise<string | null> {
  const wanted = await firstWins.wanted(write.tx, write.actor.orgId, [a, b])
  const days = wanted.flatMap(({ entries }) => entries.slice(0, 1).map(({ occurredOn }) => occurredOn.toString()))
  return days.length === 2 ? (days.toSorted()[1] ?? null) : null
}

async function isBelow(write: Write, id: string, above: string): Promise<boolean> {
  const { rows } = await sql`with recursive up (id, parent_id) as (
      select id, parent_id from account where org_id = ${write.actor.orgId}::uuid and id = ${id}::uuid
      union select a.id, a.parent_id from account a join up on a.id = up.parent_id
        where a.org_id = ${write.actor.orgId}::uuid)
    select from up where parent_id = ${above}::uuid`.execute(write.tx)
  return rows.length > 0
}
