import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Db } from '#platform/db/connections.ts'
import { type Locale, say } from '#platform/text/messages.ts'
import type { NoticeJson, NoticesInput } from '../contract.ts'

interface NoticeRow {
  readonly id: string
  readonly kind: string
  readonly subject_type: string
  readonly subject_id: string | null
  readonly records: number
  readonly about: unknown
  readonly at: string
  readonly read_at: string | null
  readonly actor_name: string | null
  readonly own_name: string | null
  readonly own_name_zh: string | null
  readonly own_name_en: string | null
}
const pageSize = 50

/** One's own notices by position, newest first. */
export async function noticesOf(
  db: Db,
  actor: Actor,
  { unread, cursor }: NoticesInput,
): Promise<{ readonly rows: readonly NoticeRow[]; readonly nextCursor: string | null }> {
  const after = cursor && /^[0-9a-f-]{36}$/.test(cursor) ? sql`and n.id < ${cursor}::uuid` : sql``
  const which = unread === 'true' ? sql`and n.read_at is null` : sql``
  const { rows } =
    await sql<NoticeRow>`select n.id, n.kind, n.subject_type, n.subject_id, n.records, n.about, n.at, n.read_at,
      m.name as actor_name, o.name as own_name, o.name_zh as own_name_zh, o.name_en as own_name_en
    from notice n left join member m on m.org_id = ${actor.orgId}::uuid and m.id = n.actor_id
    left join own_metric o on o.org_id = ${actor.orgId}::uuid and o.key = n.about->>'metric'
    where n.org_id = ${actor.orgId}::uuid and n.member_id = ${actor.memberId}::uuid ${which} ${after}
    order by n.id desc limit ${pageSize + 1}`.execute(db)
  const shown = rows.slice(0, pageSize)
  return { rows: shown, nextCursor: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null }
}

const aboutShape = z.object({
  name: z.string().default(''),
  fields: z.array(z.string()).default([]),
  metric: z.string().optional(),
  period: z.string().default(''),
})

/** Of a metric that the organisation defined itself. */
const ownName = (row: NoticeRow, locale: Locale) =>
  (locale === 'zh-CN' ? row.own_name_zh : row.own_name_en) ?? row.own_name

/** A notice in the reader's language: what it is made of is kept, its words are not. */
export function noticeJson(row: NoticeRow, locale: Locale): NoticeJson {
  const about = aboutShape.parse(row.about)
  const fields = about.fields.map((field) => say(locale, field))
  const text = say(locale, `notice.${row.records > 1 ? 'several' : 'kind'}.${row.kind}`, {
    actor: row.actor_name ?? say(locale, 'notice.host'),
    name:
      about.metric === undefined ? about.name : (ownName(row, locale) ?? say(locale, `metric.${about.metric}.name`)),
    period: about.period,
    fields: fields.join(locale === 'zh-CN' ? '、' : ', '),
    count: row.records,
  })
  return {
    id: row.id,
    kind: row.kind,
    text,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    actorName: row.actor_name,
    at: row.at,
    readAt: row.read_at,
  }
}

const keptDays = 90

/** Notices are news, not records: the history of what was changed is in the audit. */
export async function forgetNotices(app: App, orgId: string): Promise<void> {
  const before = app.clock.now().subtract({ hours: keptDays * 24 })
  await sql`delete from notice where org_id = ${orgId}::uuid and at < ${before.toString()}::timestamptz`.execute(
    app.db.of(orgId),
  )
}
