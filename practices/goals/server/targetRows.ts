import { sql } from 'kysely'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import type { Asker } from '#ledger/server/question.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { Db } from '#platform/db/connections.ts'
import { plainMember, workingMembers } from '#platform/org/server/workingDays.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import type { Whose } from '../contract.ts'
import { type Target, target } from '../records/target.ts'
import type { Pacer } from '../rules/progress.ts'
import { type RampHeld, rampsOf } from './ramps.ts'

type Row = Readonly<Record<string, unknown>>
const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))

export interface TargetsAsked {
  /** Those of exactly these days; without it, all whose days contain `on`. */
  readonly days: Days | null
  readonly on: Temporal.PlainDate
  readonly metric: string | null
  readonly of: Whose | null
  readonly memberId: string | null
  readonly teamId: string | null
  readonly managerId: string | null
}

/** What a target is put in order by. */
export interface TargetKey {
  readonly id: string
  readonly metric: string
  readonly memberId: string | null
  readonly teamId: string | null
  readonly period: string
  readonly from: string
}

/** The targets that the asker may see, unordered and as little of them as puts them in order. */
export async function targetKeys({ db, actor, scope }: Asker, asked: TargetsAsked): Promise<TargetKey[]> {
  const on = asked.on.toString()
  const wheres = [
    asked.days
      ? sql`"from" = ${asked.days.from.toString()}::date and "to" = ${asked.days.to.toString()}::date`
      : sql`"from" <= ${on}::date and "to" >= ${on}::date`,
    rowsIn(actor, scope, target.owner),
    asked.metric === null ? sql`true` : sql`metric = ${asked.metric}`,
    asked.memberId === null ? sql`true` : sql`member_id = ${asked.memberId}::uuid`,
    asked.teamId === null ? sql`true` : sql`team_id = ${asked.teamId}::uuid`,
    asked.of === null ? sql`true` : whose[asked.of],
    asked.managerId === null ? sql`true` : below(actor.orgId, asked.managerId),
  ]
  const { rows } =
    await sql<TargetKey>`select id, metric, member_id as "memberId", team_id as "teamId", period, "from"::text
    from target where org_id = ${actor.orgId}::uuid and deleted_at is null and ${sql.join(wheres, sql` and `)}`.execute(
      db,
    )
  return rows
}
const below = (orgId: string, managerId: string) => sql`member_id = any(array(
  select member_id from line where org_id = ${orgId}::uuid and manager_id = ${managerId}::uuid))`

/** The targets themselves, in the order of the keys. */
export async function targetsOf(db: Db, orgId: string, ids: readonly string[]): Promise<Target[]> {
  const { rows } =
    await sql<Row>`select * from target where org_id = ${orgId}::uuid and id = any(${ids}::uuid[])`.execute(db)
  const found = new Map(rows.map((row) => recordOfRow(target, row)).map((one) => [one.id, one]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** All targets of a metric for exactly these days. */
export async function targetsFor(db: Db, orgId: string, metric: string, { from, to }: Days): Promise<Target[]> {
  const { rows } = await sql<Row>`select * from target where org_id = ${orgId}::uuid and deleted_at is null
    and metric = ${metric} and "from" = ${from.toString()}::date and "to" = ${to.toString()}::date`.execute(db)
  return rows.map((row) => recordOfRow(target, row))
}
const whose: { readonly [of in Whose]: ReturnType<typeof sql> } = {
  member: sql`member_id is not null`,
  team: sql`team_id is not null`,
  organisation: sql`member_id is null and team_id is null`,
}

export const whoseIs = ({ memberId, teamId }: Pick<Target, 'memberId' | 'teamId'>): Whose =>
  memberId !== null ? 'member' : teamId !== null ? 'team' : 'organisation'

/** The targets that people have for the same metrics and days as those of their teams and of the organisation. */
export async function targetsBelow(db: Db, orgId: string, above: readonly Target[]): Promise<Target[]> {
  if (above.length === 0) return []
  const asked = above.map(({ metric, from, to }) => ({ metric, first: from.toString(), last: to.toString() }))
  const { rows } = await sql<Row>`select t.* from target t
    join (select distinct * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(metric text, first date, last date)) a
      on t.metric = a.metric and t."from" = a.first and t."to" = a.last
    where t.org_id = ${orgId}::uuid and t.member_id is not null and t.deleted_at is null`.execute(db)
  return rows.map((row) => recordOfRow(target, row))
}

/** Everybody's days, by id; whoever is not there works Monday to Friday. People with the same days share a pacer. */
export async function pacersOf(db: Db, orgId: string, memberIds: readonly string[]): Promise<People> {
  const { rows } = await sql<{ id: string; vacant: boolean; employed_from: string | null; employed_to: string | null }>`
    select id, vacant, employed_from::text, employed_to::text from member
    where org_id = ${orgId}::uuid and id = any(${memberIds}::uuid[])`.execute(db)
  const working = await workingMembers(db, orgId, memberIds)
  const ramps = await rampsOf(
    db,
    orgId,
    rows.map((row) => ({ id: row.id, employedFrom: row.employed_from })),
  )
  const alike = new Map<string, Pacer>()
  const numbers = new Map<unknown, number>()
  const numberOf = (one: unknown) => numbers.get(one) ?? numbers.set(one, numbers.size).size
  const pacers = new Map<string, Pacer>()
  for (const row of rows) {
    const days = working.get(row.id) ?? plainMember
    const calendars = days.calendars.map((one) => `${one.validFrom} ${numberOf(one.calendar)}`)
    const own = days.leave.length > 0 || ramps(row.id) !== null ? row.id : ''
    const key = [own, row.vacant, row.employed_from, row.employed_to, ...calendars].join()
    const pacer = alike.get(key) ?? {
      working: days,
      employed: { from: day(row.employed_from), to: day(row.employed_to) },
      isVacant: row.vacant,
      ramp: ramps(row.id)?.stretches ?? [],
    }
    alike.set(key, pacer)
    pacers.set(row.id, pacer)
  }
  return { pacerOf: (id) => pacers.get(id) ?? nobodys, rampOf: ramps }
}
export interface People {
  pacerOf(memberId: string): Pacer
  rampOf(memberId: string): RampHeld | null
}
/** Of a team or the organisation that nobody has a target below. */
export const nobodys: Pacer = {
  working: plainMember,
  employed: { from: null, to: null },
  isVacant: false,
  ramp: [],
}
