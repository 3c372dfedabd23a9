import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Write } from '#ledger/server/write.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { command, type Handled, query } from '#platform/http/handled.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import { type ChoicesJson, notices, type Unread } from '../contract.ts'
import { noticeJson, noticesOf } from './notices.ts'

/** `kinds` are all that the product's record types and rooms may tell of. */
export function noticeRoutes(kinds: readonly string[]): Handled[] {
  return [
    query(notices.notices.list, async ({ db, actor, input }) => {
      const { rows, nextCursor } = await noticesOf(db, actor, input)
      return { items: rows.map((row) => noticeJson(row, localeOf(actor.locale))), nextCursor }
    }),
    query(notices.notices.unread, ({ db, actor }) => unreadOf(db, actor)),
    command(notices.notices.read, ({ write, input }) => markRead(write, sql`id = any(${input.ids}::uuid[])`)),
    command(notices.notices.readAll, ({ write, input }) => markRead(write, sql`id <= ${input.until}::uuid`)),
    query(notices.notices.choices, ({ db, actor }) => choicesOf(db, actor, kinds)),
    command(notices.notices.choose, async ({ write, actor, input }) => {
      const unknown = input.unwanted.find((kind) => !kinds.includes(kind))
      if (unknown !== undefined) throw new Fault('notice.kind_unknown', { field: 'unwanted', value: unknown })
      await sql`insert into notice_choice (org_id, member_id, unwanted)
        values (${actor.orgId}::uuid, ${actor.memberId}::uuid, ${JSON.stringify(input.unwanted)}::jsonb)
        on conflict (org_id, member_id) do update set unwanted = excluded.unwanted`.execute(write.tx)
      return choicesOf(write.tx, actor, kinds)
    }),
  ]
}

const mostCounted = 100
async function unreadOf(db: Db, actor: Actor): Promise<Unread> {
  const { rows } = await sql<{ id: string }>`select id from notice where org_id = ${actor.orgId}::uuid
    and member_id = ${actor.memberId}::uuid and read_at is null order by id desc limit ${mostCounted}`.execute(db)
  return { count: rows.length }
}

/** One's own alone; the other pages that one has open hear of it. */
async function markRead(write: Write, which: ReturnType<typeof sql>): Promise<Unread> {
  const { tx, actor, now, pending } = write
  const { rows } =
    await sql`update notice set read_at = ${now.toString()}::timestamptz where org_id = ${actor.orgId}::uuid
    and member_id = ${actor.memberId}::uuid and read_at is null and ${which} returning id`.execute(tx)
  if (rows.length > 0) pending.topics.push({ topic: 'notice', id: null, version: null, ownerId: actor.memberId })
  return unreadOf(tx, actor)
}

async function choicesOf(db: Db, actor: Actor, kinds: readonly string[]): Promise<ChoicesJson> {
  const { rows } = await sql<{ unwanted: readonly string[] }>`select unwanted from notice_choice
    where org_id = ${actor.orgId}::uuid and member_id = ${actor.memberId}::uuid`.execute(db)
  const unwanted = rows[0]?.unwanted ?? []
  const locale = localeOf(actor.locale)
  return {
    kinds: kinds.map((kind) => ({ kind, name: say(locale, `notice.name.${kind}`), wanted: !unwanted.includes(kind) })),
  }
}
