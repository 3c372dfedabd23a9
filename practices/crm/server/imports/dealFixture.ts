import { sql } from 'kysely'
import type { Write } from '#ledger/server/write.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { lockAll } from '#platform/record/server/find.ts'
import { buildOrg } from '../../../../tests/harness.ts'
import { importText } from '../../../../tests/importing.ts'
import { type Deal as DealRecord, deal } from '../../records/deal.ts'

export const people = 'name,email\nLin Yue,lin@haiyue.example\nMaya Chen,maya@haiyue.example\n'
export const goods = 'product,price\nGTX Pro,4821\nGTX Basic,550\n'
export const customers = 'account,segment\nCancity,Large\nIsdom,Small\n'

export async function seller(app: App): Promise<Actor> {
  const actor = await buildOrg(app, { currency: 'USD', timeZone: 'America/New_York' })
  await importText(app, actor, 'members', people)
  await importText(app, actor, 'products', goods)
  await importText(app, actor, 'accounts', customers)
  return actor
}

export const header = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n'
export const won = 'D1,Lin Yue,GTX Pro,Cancity,Won,2017-01-05,2017-03-01,4821\n'
export const lost = 'D2,Maya Chen,GTX Basic,Isdom,Lost,2017-02-01,2017-03-09,0\n'
export const open = 'D3,Maya Chen,GTX Basic,Isdom,Engaging,2017-02-11,,\n'
export const early = 'D4,Maya Chen,GTX Basic,,Prospecting,,,\n'

interface DealLine {
  external_id: string
  name: string
  status: string
  amount: bigint | null
  created_on: string
  closed_on: string | null
  deleted_at: string | null
}
export async function dealsOf(app: App, actor: Actor): Promise<Record<string, DealLine>> {
  const { rows } =
    await sql<DealLine>`select external_id, name, status, amount, created_on, closed_on, deleted_at from deal
    where org_id = ${actor.orgId}::uuid and deleted_at is null order by external_id`.execute(app.db.of(actor.orgId))
  return Object.fromEntries(rows.map((row) => [row.external_id, row]))
}
/** What stands in the ledger by kind: quantity and base amount, in whole units. */
export async function standing(app: App, actor: Actor): Promise<Record<string, [number, number]>> {
  const { rows } = await sql<{
    kind: string
    n: bigint
    money: bigint | null
  }>`select kind, sum(quantity)::bigint as n, sum(amount_base)::bigint as money
    from ledger_entry where org_id = ${actor.orgId}::uuid group by kind having sum(quantity) <> 0 or sum(amount_base) <> 0 order by kind`.execute(
    app.db.of(actor.orgId),
  )
  return Object.fromEntries(
    rows.map(({ kind, n, money }) => [kind, [Number(n) / 1_000_000, Number(money ?? 0n) / 100]]),
  )
}
export async function entriesOf(app: App, actor: Actor): Promise<number> {
  const { rows } = await sql<{
    n: bigint
  }>`select count(*) as n from ledger_entry where org_id = ${actor.orgId}::uuid`.execute(app.db.of(actor.orgId))
  return Number(rows[0]?.n)
}

/** The deal of an external id, locked for a change by hand. */
export async function lockedDeal(write: Write, externalId: string): Promise<DealRecord | undefined> {
  const { orgId } = write.actor
  const { rows } = await sql<{
    id: string
  }>`select id from deal where org_id = ${orgId}::uuid and external_id = ${externalId}`.execute(write.tx)
  const ids = rows.map(({ id }) => id)
  return (await lockAll(write.tx, orgId, deal, ids))[0]
}
