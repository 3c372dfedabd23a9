import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import {
  type CalendarDay,
  calendarDayKinds,
  type DatedCalendar,
  presentDaysOf,
  type WorkCalendar,
  type WorkingMember,
  workingDaysOf,
} from '#ledger/rules/workCalendar.ts'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Call } from '#platform/http/handled.ts'
import { findWire } from '#platform/record/server/find.ts'
import { nationalCalendars } from '../calendars/nationalCalendars.ts'
import type { WorkingDaysInput, WorkingDaysJson } from '../contract.ts'
import { leave } from '../records/calendar.ts'
import { member } from '../records/member.ts'

const daysMost = 4000
const usualWeekend = [6, 7]

/** The days of one who is there to be seen; the present ones only for those who may see the leave that they tell of. */
export async function workingDays({ db, actor, input, scope }: Call<WorkingDaysInput>): Promise<WorkingDaysJson> {
  const [from, to] = [Temporal.PlainDate.from(input.from), Temporal.PlainDate.from(input.to)]
  if (from.until(to).days > daysMost)
    throw new Fault('org.too_many_days', { field: 'to', value: input.to, most: daysMost })
  await findWire(db, actor, member, input.id, scope)
  const working = await workingMember(db, actor.orgId, input.id)
  return {
    workingDays: String(workingDaysOf(working, from, to)),
    presentDays: (await seesLeave(db, actor, input.id)) ? String(presentDaysOf(working, from, to)) : null,
  }
}

async function seesLeave(db: Db, actor: Actor, memberId: string): Promise<boolean> {
  const scope = scopeOf(actor, leave.may['read'] ?? {})
  if (scope === null) return false
  const { rows } = await sql`select from member where org_id = ${actor.orgId}::uuid and id = ${memberId}::uuid
    and ${rowsIn(actor, scope, 'id')}`.execute(db)
  return rows.length > 0
}

/** A member's calendars, by the sites of their memberships, and their leave: what every count of working days is made from. */
export async function workingMember(db: Db, orgId: string, memberId: string): Promise<WorkingMember> {
  const stays = await db
    .selectFrom('membership')
    .select(['site_id', 'valid_from'])
    .where('org_id', '=', orgId)
    .where('member_id', '=', memberId)
    .where('deleted_at', 'is', null)
    .execute()
  const calendars: DatedCalendar[] = []
  for (const stay of stays) {
    calendars.push({ validFrom: dayOrEver(stay.valid_from), calendar: await siteCalendar(db, orgId, stay.site_id) })
  }
  const ever = { validFrom: dayOrEver(null), calendar: { weekend: usualWeekend, days: [] } }
  const taken = await db
    .selectFrom('leave')
    .select(['on', 'part'])
    .where('org_id', '=', orgId)
    .where('member_id', '=', memberId)
    .where('deleted_at', 'is', null)
    .execute()
  return {
    calendars: calendars.length ? calendars : [ever],
    leave: taken.map((row) => ({ day: Temporal.PlainDate.from(row.on), days: row.part === 'half' ? 0.5 : 1 })),
  }
}

const dayOrEver = (day: string | null) => Temporal.PlainDate.from(day ?? '0001-01-01')

/** The national calendar that the site names, with the site's own days in place of the nation's where both speak. */
async function siteCalendar(db: Db, orgId: string, siteId: string | null): Promise<WorkCalendar> {
  if (siteId === null) return { weekend: usualWeekend, days: [] }
  const { rows } = await sql<{ calendar: string | null; weekend: unknown }>`select calendar, weekend from site
    where org_id = ${orgId}::uuid and id = ${siteId}::uuid`.execute(db)
  const national = nationalCalendars.find((one) => one.key === rows[0]?.calendar)
  const own = await db
    .selectFrom('calendar_day')
    .select(['on', 'kind', 'name'])
    .where('org_id', '=', orgId)
    .where('site_id', '=', siteId)
    .where('deleted_at', 'is', null)
    .execute()
  const days = new Map<string, CalendarDay>((national?.days ?? []).map((one) => [one.day, one]))
  for (const row of own) {
    const kind = calendarDayKinds.find((one) => one === row.kind)
    if (kind) days.set(row.on, { day: row.on, kind, ...(row.name ? { name: row.name } : {}) })
  }
  return { weekend: weekendOf(rows[0]?.weekend), days: [...days.values()] }
}

function weekendOf(json: unknown): number[] {
  if (!Array.isArray(json)) return usualWeekend
  return json.filter((day) => typeof day === 'number' && day >= 1 && day <= 7)
}
