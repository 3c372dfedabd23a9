import { sql } from 'kysely'
import type { Write } from '#ledger/server/write.ts'
import type { Db } from '#platform/db/connections.ts'
import { requireSameAccount } from '../rules/contactOf.ts'

export interface ContactPlace {
  readonly name: string
  readonly accountId: string | null
}

type Links = { readonly accountId: string | null; readonly contactId: string | null }

/** Looks at a deal that is saved, so that its customer and its contact are there. Throws Fault `deal.contact_elsewhere`. */
export async function requireContact(write: Write, before: Links | null, deal: Links): Promise<void> {
  const same = deal.contactId === before?.contactId && deal.accountId === before.accountId
  if (deal.contactId === null || same) return
  const found = (await contactPlaces(write.tx, write.actor.orgId, [deal.contactId])).get(deal.contactId)
  if (found) requireSameAccount(deal, found)
}

/** Where contacts work, by id. */
export async function contactPlaces(
  db: Db,
  orgId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ContactPlace>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('contact')
    .select(['id', 'name', 'account_id'])
    .where('org_id', '=', orgId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, { name: row.name, accountId: row.account_id }]))
}
