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

/** Monday to Friday: of whoever has no site, and of what is nobody's in particular. */
export const plainMember: WorkingMember = {
  calendars: [{ validFrom: dayOrEver(null), calendar: { weekend: usualWeekend, days: [] } }],
  leave: [],
}

/** A member's calendars, by the sites of their memberships, and their leave: what every count of working days is made from. */
export async function workingMember(db: Db, orgId: string, memberId: string): Promise<WorkingMember> {
  return (await workingMembers(db, orgId, [memberId])).get(memberId) ?? plainMember
}

/** The same of many, in four statements however many they are; who has neither a membership nor leave is not there. */
export async function workingMembers(
  db: Db,
  orgId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, WorkingMember>> {
  if (memberIds.length === 0) return new Map()
  const { rows: stays } = await sql<Stay>`select member_id, site_id, valid_from from membership
    where org_id = ${orgId}::uuid and member_id = any(${memberIds}::uuid[]) and deleted_at is null`.execute(db)
  const { rows: taken } = await sql<Taken>`select member_id, "on", part from leave
    where org_id = ${orgId}::uuid and member_id = any(${memberIds}::uuid[]) and deleted_at is null`.execute(db)
  const sites = await siteCalendars(db, orgId, [...new Set(stays.flatMap((stay) => stay.site_id ?? []))])
  const [plain] = plainMember.calendars
  const calendarOf = (siteId: string | null) => sites.get(siteId ?? '') ?? plain?.calendar
  const members = new Map<string, { calendars: DatedCalendar[]; leave: WorkingMember['leave'][number][] }>()
  const of = (id: string) => {
    const known = members.get(id) ?? { calendars: [], leave: [] }
    members.set(id, known)
    return known
  }
  for (const stay of stays) {
    const calendar = calendarOf(stay.site_id)
    if (calendar) of(stay.member_id).calendars.push({ validFrom: dayOrEver(stay.valid_from), calendar })
  }
  for (const { member_id, on, part } of taken)
    of(member_id).leave.push({ day: Temporal.PlainDate.from(on), days: part === 'half' ? 0.5 : 1 })
  return new Map(
    [...members].map(([id, { calendars, leave: away }]) => [
      id,
      { calendars: calendars.length ? calendars : plainMember.calendars, leave: away },
    ]),
  )
}
interface Stay {
  readonly member_id: string
  readonly site_id: string | null
  readonly valid_from: string | null
}
interface Taken {
  readonly member_id: string
  readonly on: string
  readonly part: string
}

function dayOrEver(day: string | null): Temporal.PlainDate {
  return Temporal.PlainDate.from(day ?? '0001-01-01')
}

/** The national calendar that each site names, with the site's own days in place of the nation's where both speak. */
async function siteCalendars(db: Db, orgId: string, siteIds: readonly string[]): Promise<Map<string, WorkCalendar>> {
  if (siteIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; calendar: string | null; weekend: unknown }>`select id, calendar, weekend
    from site where org_id = ${orgId}::uuid and id = any(${siteIds}::uuid[])`.execute(db)
  const { rows: own } = await sql<{ site_id: string; on: string; kind: string; name: string | null }>`
    select site_id, "on", kind, name from calendar_day
    where org_id = ${orgId}::uuid and site_id = any(${siteIds}::uuid[]) and deleted_at is null`.execute(db)
  const daysOf = Map.groupBy(own, (row) => row.site_id)
  return new Map(
    rows.map(({ id, calendar, weekend }) => {
      const national = nationalCalendars.find((one) => one.key === calendar)
      const days = new Map<string, CalendarDay>((national?.days ?? []).map((one) => [one.day, one]))
      for (const row of daysOf.get(id) ?? []) {
        const kind = calendarDayKinds.find((one) => one === row.kind)
        if (kind) days.set(row.on, { day: row.on, kind, ...(row.name ? { name: row.name } : {}) })
      }
      return [id, { weekend: weekendOf(weekend), days: [...days.values()] }]
    }),
  )
}

function weekendOf(json: unknown): number[] {
  if (!Array.isArray(json)) return usualWeekend
  return json.filter((day) => typeof day === 'number' && day >= 1 && day <= 7)
}
