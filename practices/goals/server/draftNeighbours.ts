import { sql } from 'kysely'
import type { Days } from '#ledger/rules/fiscalYear.ts'
import type { Period } from '#ledger/rules/period.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Asker } from '#ledger/server/question.ts'
import { unitsOf } from '../rules/amount.ts'
import type { DraftFacts } from '../rules/smart.ts'
import type { TargetMetric } from './checkTarget.ts'

/** A draft as far as it can be read. */
export interface Draft {
  readonly memberId: string | null
  readonly teamId: string | null
  readonly metric: TargetMetric | null
  readonly period: Period | null
  readonly amount: DraftFacts['amount']
  readonly today: Temporal.PlainDate
}

/** The figures of the other goals that the person has in these days. */
export async function othersOf({ db, org }: Asker, draft: Draft, days: Days): Promise<string[]> {
  if (draft.memberId === null) return []
  const { rows } = await sql<{
    metric: string
  }>`select metric from target where org_id = ${org.id}::uuid and deleted_at is null
    and member_id = ${draft.memberId}::uuid and ${overlaps(days)} and metric <> ${draft.metric?.source.key ?? ''}`.execute(
    db,
  )
  return rows.map(({ metric }) => metric)
}
const overlaps = ({ from, to }: Days) => sql`"from" <= ${to.toString()}::date and "to" >= ${from.toString()}::date`

/** Of a goal of activity: does one of quality, and one of what comes out, stand beside it? Null for other goals. */
export function besideOf(metrics: Metrics, metric: MetricSource, others: readonly string[]): DraftFacts['beside'] {
  if (!isActivity(metric)) return null
  const known = others.flatMap((key) => metrics.all.find((one) => one.key === key) ?? [])
  return { quality: known.some(({ cumulative }) => !cumulative), outcome: known.some(isOutcome) }
}

const kindsOf = ({ inputs }: MetricSource) => inputs.flatMap((one) => (one.from === 'own' ? [] : one.kinds))
function isActivity(metric: MetricSource): boolean {
  const kinds = kindsOf(metric)
  const doing = /^(call|email|meeting|visit|message)\./
  return metric.cumulative && kinds.length > 0 && kinds.every((kind) => doing.test(kind))
}
function isOutcome(metric: MetricSource): boolean {
  const outcomes: readonly string[] = ['deal.won', 'account.first_won', 'invoice.issued', 'payment.received']
  return metric.cumulative && kindsOf(metric).some((kind) => outcomes.includes(kind))
}

/** Whether a team above, or the organisation, has a target of the figure in these days; what is the organisation's has none above. */
export async function hasParent({ db, org }: Asker, draft: Draft, metric: string, days: Days): Promise<boolean> {
  const { memberId, teamId, today } = draft
  if (memberId === null && teamId === null) return true
  const own =
    memberId === null
      ? sql`select parent_id as id from team where org_id = ${org.id}::uuid and id = ${teamId}::uuid`
      : sql`select team_id as id from membership where org_id = ${org.id}::uuid and member_id = ${memberId}::uuid
          and deleted_at is null and (valid_from is null or valid_from <= ${today.toString()}::date)
          and (valid_to is null or valid_to > ${today.toString()}::date)`
  const { rows } = await sql`with recursive above as (${own}
      union select t.parent_id from above a join team t on t.org_id = ${org.id}::uuid and t.id = a.id)
    select from target where org_id = ${org.id}::uuid and deleted_at is null and member_id is null and metric = ${metric}
      and ${overlaps(days)} and (team_id is null or team_id in (select id from above)) limit 1`.execute(db)
  return rows.length > 0
}

/** What was asked of the same in the same period of the year before. */
export async function lastYearOf(
  { db, org }: Asker,
  draft: Draft,
  metric: TargetMetric,
  days: Days,
): Promise<bigint | null> {
  const { rows } = await sql<{ amount: string }>`select amount::text from target
    where org_id = ${org.id}::uuid and deleted_at is null and metric = ${metric.source.key}
      and "from" = ${days.from.toString()}::date and "to" = ${days.to.toString()}::date
      and member_id is not distinct from ${draft.memberId}::uuid and team_id is not distinct from ${draft.teamId}::uuid`.execute(
    db,
  )
  const amount = rows[0]?.amount
  return amount === undefined ? null : unitsOf(amount, metric.measure)
}
