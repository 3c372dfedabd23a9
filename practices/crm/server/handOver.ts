import { sql } from 'kysely'
import { saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import { account } from '../records/account.ts'
import { contact } from '../records/contact.ts'
import { deal } from '../records/deal.ts'
import { Account, Contact, Deal } from './types.ts'

type Row = Readonly<Record<string, unknown>>

/** Somebody leaves: open deals, customers and contacts go to the successor. Closed deals and their credit stay. */
export async function handOver(write: Write, from: string, to: string): Promise<void> {
  const owned = async (table: string, more = sql``) => {
    const { rows } =
      await sql<Row>`select * from ${sql.table(table)} where org_id = ${write.actor.orgId}::uuid and owner_id = ${from}::uuid
      and deleted_at is null ${more} order by id for update`.execute(write.tx)
    return rows
  }
  const deals = (await owned('deal', sql`and status = 'open'`)).map((row) => recordOfRow(deal, row))
  await saveAll(
    write,
    Deal,
    deals.map((before) => ({ before, after: { ...before, ownerId: to } })),
  )
  const accounts = (await owned('account')).map((row) => recordOfRow(account, row))
  await saveAll(
    write,
    Account,
    accounts.map((before) => ({ before, after: { ...before, ownerId: to } })),
  )
  const contacts = (await owned('contact')).map((row) => recordOfRow(contact, row))
  await saveAll(
    write,
    Contact,
    contacts.map((before) => ({ before, after: { ...before, ownerId: to } })),
  )
}
