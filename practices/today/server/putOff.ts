import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import { today } from '../contract.ts'

/** What a person put off and is not yet back: keys of the list. */
export async function putOffBy(db: Db, { orgId, memberId, today: on }: Actor): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subject: string }>`select subject from today_choice
    where org_id = ${orgId}::uuid and member_id = ${memberId}::uuid and (until is null or until > ${on}::date)`.execute(
    db,
  )
  return new Set(rows.map((row) => row.subject))
}

const putOff = command(today.today.putOff, async ({ write, actor, input }) => {
  const { key, until } = input
  if (until !== null && until <= write.today.toString())
    throw new Fault('today.until_not_later', { field: 'until', value: until, today: write.today.toString() })
  await sql`insert into today_choice (org_id, member_id, subject, until)
    values (${actor.orgId}::uuid, ${actor.memberId}::uuid, ${key}, ${until}::date)
    on conflict (org_id, member_id, subject) do update set until = excluded.until`.execute(write.tx)
  return { key, until }
})

const takeUp = command(today.today.takeUp, async ({ write, actor, input }) => {
  await sql`delete from today_choice where org_id = ${actor.orgId}::uuid and member_id = ${actor.memberId}::uuid
    and subject = ${input.key}`.execute(write.tx)
  return { key: input.key }
})

export const choosing: readonly Handled[] = [putOff, takeUp]
