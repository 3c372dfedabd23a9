import { sql } from 'kysely'
import { rowsIn, scopeOf } from '#platform/access/access.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import type { Scope } from '#platform/record/record.ts'
import type { QuotaRowJson } from '../contract/quotas.ts'
import { target } from '../records/target.ts'
import type { Measure } from '../rules/amount.ts'
import type { QuotaYear } from './quotaYear.ts'

export interface QuotasAsked {
  readonly db: Db
  readonly actor: Actor
  readonly scope: Scope
  readonly metric: string
  readonly measure: Measure
  readonly year: QuotaYear
  readonly on: Temporal.PlainDate
}
/** A row before its cells. */
export type QuotaHead = Omit<QuotaRowJson, 'cells' | 'others'>
export interface QuotaPerson {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly title: string | null
  readonly vacant: boolean
  readonly teamId: string | null
  readonly seen: boolean
  readonly editable: boolean
}
export interface QuotaTeam {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly managerId: string | null
  /** Led by somebody whom the asker's right reaches. */
  readonly inReach: boolean
  readonly editable: boolean
}

/** Which people a right reaches; nobody without one. */
const reaches = (actor: Actor, scope: Scope | null, column: string) =>
  scope === null ? sql`false` : sql`(${rowsIn(actor, scope, column, 'm')})`
const writing = (actor: Actor) => scopeOf(actor, target.may['update'] ?? {})

/**
 * Who sells in the year, vacant seats with them, and whoever else has a target: also those whom the asker does not see,
 * so that a sum can be told from a part of one.
 */
export async function quotaPeople({ db, actor, scope, metric, year, on }: QuotasAsked): Promise<QuotaPerson[]> {
  const [first, last, day] = [year.from.toString(), year.to.toString(), on.toString()]
  const { rows } = await sql<{
    id: string
    name: string
    email: string | null
    title: string | null
    vacant: boolean
    team_id: string | null
    seen: boolean
    editable: boolean
  }>`select m.id, m.name, m.email, m.title, m.vacant, s.team_id,
      ${reaches(actor, scope, 'id')} as seen, ${reaches(actor, writing(actor), 'id')} as editable
    from member m
    left join membership s on s.org_id = m.org_id and s.member_id = m.id and s.deleted_at is null
      and (s.valid_from is null or s.valid_from <= ${day}::date) and (s.valid_to is null or s.valid_to > ${day}::date)
    where m.org_id = ${actor.orgId}::uuid and m.deleted_at is null
      and (m.employed_from is null or m.employed_from <= ${last}::date)
      and (m.employed_to is null or m.employed_to >= ${first}::date)
      and (m.deactivated_on is null or m.deactivated_on >= ${first}::date)
      and (m.vacant or m.role in ('rep', 'manager') or exists (select from target t where t.org_id = m.org_id
        and t.member_id = m.id and t.metric = ${metric} and t.deleted_at is null
        and t."from" >= ${first}::date and t."to" <= ${last}::date))`.execute(db)
  return rows.map(({ team_id, ...row }) => ({ ...row, teamId: team_id }))
}

/** Teams are set by those above them: as one target of a team by itself is. */
export async function quotaTeams({ db, actor, scope }: QuotasAsked): Promise<QuotaTeam[]> {
  const write = writing(actor)
  const led = (by: Scope | null) => {
    if (by === null) return sql`false`
    return by === 'all' ? sql`true` : sql`(m.manager_id is not null and ${rowsIn(actor, by, 'managerId', 'm')})`
  }
  const { rows } = await sql<{
    id: string
    name: string
    parent_id: string | null
    manager_id: string | null
    in_reach: boolean
    editable: boolean
  }>`select m.id, m.name, m.parent_id, m.manager_id, ${led(scope)} as in_reach, ${led(write)} as editable
    from team m where m.org_id = ${actor.orgId}::uuid and m.deleted_at is null`.execute(db)
  return rows.map(({ parent_id, manager_id, in_reach, ...row }) => ({
    ...row,
    parentId: parent_id,
    managerId: manager_id,
    inReach: in_reach,
  }))
}
