import { type RawBuilder, sql } from 'kysely'
import { standing } from '#ledger/server/cases.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import { type Asker, lastDay, outcomeDay, type Question } from '#ledger/server/question.ts'
import { dealGroupings } from './dealCases.ts'
import { stagesOn } from './dealStates.ts'

// How deals pass through the stages, by the entries that tell of each stage entered. Source: docs/definitions.md, metrics.

/**
 * Of the deals that first came to a stage in the period, those that came to a later one, or were won, by the day. A stage
 * that was skipped counts as come to and passed on the day of the leap.
 */
export const stageConversion: MetricSource = {
  key: 'stage_conversion',
  unit: 'ratio',
  direction: 'higher',
  cumulative: false,
  combine: 'ratio',
  rate: true,
  by: dealGroupings,
  inputs: [
    { name: 'passed', from: 'own', unit: 'count', measure: 'sum' },
    { name: 'entered', from: 'own', unit: 'count', measure: 'sum' },
  ],
  own: { relation: async (asker, question) => firstEntries(asker, question) },
}

/** A win comes after all stages of the pipeline that the deal was in last; it is that of whoever had the deal there. */
function firstEntries(asker: Asker, question: Question): RawBuilder<unknown> {
  const day = outcomeDay(asker, question)
  const stages = stagesOn(asker, question, day)
  return sql`(with entered as (${entries(asker, question, day)}),
    marks as (
      select n.*, n."on" as held_on, s.pipeline_id, s.position from entered n join ${stages} s on s.id = n.stage_id
      union all
      select n.deal_id, w."on", w.seq, n.member_id, n.team_id, n.account_id, n.product_id, null, n.amount, n.currency, n.amount_base,
        n.event_id, n."on", s.pipeline_id, ${afterAll}
      from (select distinct on (subject_id) subject_id, occurred_on as "on", seq from ${standing(asker, question, ['deal.won'], day)} e
        order by subject_id, occurred_on, seq) w
      join lateral (select * from entered n where n.deal_id = w.subject_id order by n."on" desc, n.seq desc limit 1) n on true
      join ${stages} s on s.id = n.stage_id),
    first as (
      select distinct on (m.deal_id, s.id) m.*, s.id as came_to, s.position as at,
        max(m.position) over (partition by m.deal_id, s.id) as furthest
      from marks m join ${stages} s on s.pipeline_id = m.pipeline_id and m.position >= s.position
        and (s.deleted_at is null or m.stage_id = s.id)
      order by m.deal_id, s.id, m."on", m.seq)
    select m.deal_id::text || ':' || m.came_to as case_id, 'deal' as type, m.deal_id as id, d.name, m."on", m.held_on,
      m.member_id, m.team_id, m.account_id, m.product_id, m.came_to as stage_id,
      case when m.furthest > m.at then 'passed' else 'inside' end as state,
      m.amount, m.currency, m.amount_base, null::text as share, null::text as lacking,
      case when m.furthest > m.at then 1 else 0 end as p0, 1 as p1
    from first m left join deal d on d.org_id = ${asker.actor.orgId}::uuid and d.id = m.deal_id
    where m."on" ${within(question)})`
}
const afterAll = sql`2147483647`

/** The median of the days from entering a stage to leaving it, of the stays begun in the period; who is still inside has stayed so far. */
export const stageDays: MetricSource = {
  key: 'stage_days',
  unit: 'days',
  direction: 'lower',
  cumulative: false,
  combine: 'first',
  by: dealGroupings,
  inputs: [
    { name: 'stay', from: 'own', unit: 'days', measure: 'median' },
    { name: 'stays', from: 'own', unit: 'count', measure: 'once' },
    { name: 'inside', from: 'own', unit: 'count', measure: 'once' },
  ],
  own: { relation: async (asker, question) => stays(asker, question) },
}

function stays(asker: Asker, question: Question): RawBuilder<unknown> {
  const day = outcomeDay(asker, question)
  const last = sql`${day.toString()}::date`
  return sql`(with entered as (
      select n.*, lead(n."on") over (partition by n.deal_id order by n."on", n.seq) as next from (${entries(asker, question, day)}) n),
    closed as (select subject_id, min(occurred_on) as "on"
      from ${standing(asker, question, ['deal.won', 'deal.lost'], day)} e group by subject_id)
    select n.event_id::text as case_id, 'deal' as type, n.deal_id as id, d.name, n."on", n."on" as held_on,
      n.member_id, n.team_id, n.account_id, n.product_id, n.stage_id,
      case when coalesce(n.next, c."on") is null then 'inside' else 'left' end as state,
      n.amount, n.currency, n.amount_base, null::text as share, null::text as lacking,
      greatest(least(n.next, c."on", ${last}) - n."on", 0) as p0, 1 as p1,
      case when coalesce(n.next, c."on") is null then 1 else 0 end as p2
    from entered n left join closed c on c.subject_id = n.deal_id
    left join deal d on d.org_id = ${asker.actor.orgId}::uuid and d.id = n.deal_id
    where n."on" ${within(question)})`
}

function within(question: Question): RawBuilder<unknown> {
  return sql`between ${question.from.toString()}::date and ${lastDay(question).toString()}::date`
}

/** The stages that deals entered up to a day: the event tells of which deal. */
function entries(asker: Asker, question: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  return sql`select v.deal_id, e.occurred_on as "on", e.seq, e.member_id, e.team_id, e.account_id, e.product_id,
      (e.dims->>'stage')::uuid as stage_id, e.amount, e.currency, e.amount_base, e.subject_id as event_id
    from ${standing(asker, question, ['deal.stage_entered'], day)} e
    join deal_event v on v.org_id = ${asker.actor.orgId}::uuid and v.id = e.subject_id`
}
