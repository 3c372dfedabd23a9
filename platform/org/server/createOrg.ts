import { sql } from 'kysely'
import { currencyDigits } from '#ledger/rules/currency.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { draft, save } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { writing } from '#ledger/server/writing.ts'
import { hostOf } from '#platform/access/actor.ts'
import { type App, newId } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { member } from '../records/member.ts'
import { Member } from './types.ts'

export interface NewOrg {
  readonly name: string
  readonly slug: string
  readonly currency: string
  readonly timeZone: string
  readonly locale: string
  readonly fiscalStartMonth: number
  /** It is a sample from the first moment on; a real one has none. */
  readonly sample?: 'own' | 'open'
  readonly owner: { readonly name: string; readonly email: string; readonly userId: string | null }
}
/** What a practice puts into a new organisation: its first pipeline, and the like. */
export type Starter = (write: Write) => Promise<void>

/** A new organisation with its owner. Throws Faults `org.slug_invalid`, `org.slug_taken`, `org.time_zone_unknown`, `money.currency_unknown`. */
export async function createOrg(app: App, given: NewOrg): Promise<{ orgId: string; memberId: string }> {
  currencyDigits(given.currency)
  requireZone(app, given.timeZone)
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(given.slug))
    throw new Fault('org.slug_invalid', { field: 'slug', value: given.slug })
  const orgId = newId()
  const host = hostOf(orgId, app.clock.now().toZonedDateTimeISO(given.timeZone).toPlainDate().toString(), given.locale)
  const { name, email, userId } = given.owner
  const { timeZone, locale } = given
  const found = async (write: Write) => {
    for (const starter of app.starters) await starter(write)
    return save(
      write,
      Member,
      null,
      draft(member, { name, email, userId, role: 'owner', vacant: false, timeZone, locale }),
    )
  }
  const owner = await writing(app, host, found, { first: (tx) => layGround(tx, orgId, given) })
  return { orgId, memberId: owner.id }
}

/** The rows that everything else of a tenant hangs on. */
async function layGround(tx: Db, orgId: string, given: NewOrg): Promise<void> {
  const { rows } = await sql<{ id: string | null }>`select org_by_slug(${given.slug}) as id`.execute(tx)
  if (rows[0]?.id) throw new Fault('org.slug_taken', { field: 'slug', value: given.slug })
  const { slug, name, currency, locale } = given
  await tx
    .insertInto('org')
    .values({
      id: orgId,
      slug,
      name,
      currency,
      locale,
      time_zone: given.timeZone,
      fiscal_start_month: given.fiscalStartMonth,
      sample: given.sample ?? null,
    })
    .execute()
  await tx.insertInto('ledger_head').values({ org_id: orgId }).execute()
}

function requireZone(app: App, zone: string): void {
  try {
    app.clock.now().toZonedDateTimeISO(zone)
  } catch {
    throw new Fault('org.time_zone_unknown', { field: 'timeZone', value: zone })
  }
}

/** The organisation that a person names on the command line or in a header. Throws Fault `org.not_found`. */
export async function orgIdOf(app: App, slug: string): Promise<string> {
  const { rows } = await sql<{ id: string | null }>`select org_by_slug(${slug}) as id`.execute(app.db.outside)
  const id = rows[0]?.id
  if (!id) throw new Fault('org.not_found', { field: 'org', value: slug })
  return id
}
