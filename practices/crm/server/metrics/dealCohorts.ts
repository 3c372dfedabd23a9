import { type RawBuilder, sql } from 'kysely'
import { standing } from '#ledger/server/cases.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import { type Asker, lastDay, outcomeDay, type Question } from '#ledger/server/question.ts'
import { dealFacts, dealGroupings, dealOf } from './dealCases.ts'

// What became of deals that have one thing in common. Source: docs/definitions.md, metrics.

/** Of the deals created in the period, those won by the day; the ones still open count below, and are told beside. */
export const winRateCreated: MetricSource = {
  key: 'win_rate_created',
  unit: 'ratio',
  direction: 'higher',
  cumulative: false,
  combine: 'ratio',
  rate: true,
  by: dealGroupings,
  inputs: [
    { name: 'won_of_created', from: 'own', unit: 'count', measure: 'sum' },
    { name: 'created', from: 'own', unit: 'count', measure: 'sum' },
    { name: 'still_open', from: 'own', unit: 'count', measure: 'sum' },
  ],
  own: { relation: async (asker, question) => createdDeals(asker, question) },
}

function createdDeals(asker: Asker, question: Question): RawBuilder<unknown> {
  const day = outcomeDay(asker, question)
  const ended = (kind: 'deal.won' | 'deal.lost') =>
    sql`exists (select from ${standing(asker, question, [kind], day)} w where w.subject_type = 'deal' and w.subject_id = e.subject_id)`
  return sql`(select e.subject_id::text as case_id, ${dealFacts}, s.state, case s.state when 'won' then 1 else 0 end as p0, 1 as p1,
      case s.state when 'open' then 1 else 0 end as p2
    from ${standing(asker, question, ['deal.created'], lastDay(question))} e
    cross join lateral (select case when ${ended('deal.won')} then 'won' when ${ended('deal.lost')} then 'lost' else 'open' end as state) s
    ${dealOf(asker)}
    where e.occurred_on >= ${question.from.toString()}::date)`
}

/** Days from creation to close of the deals won in the period; a shared deal counts once. */
export const cycleMedian: MetricSource = {
  key: 'cycle_median',
  unit: 'days',
  direction: 'lower',
  cumulative: false,
  combine: 'first',
  by: dealGroupings,
  inputs: [
    { name: 'cycle', from: 'own', unit: 'days', measure: 'median' },
    { name: 'deals', from: 'own', unit: 'count', measure: 'once' },
  ],
  own: { relation: async (asker, question) => wonDeals(asker, question) },
}

/** A row a credited member; who has a share of 0 has no part in it. */
function wonDeals(asker: Asker, question: Question): RawBuilder<unknown> {
  return sql`(select e.subject_id::text as case_id, ${dealFacts}, 'won' as state, e.q2 / e.quantity as p0, 1 as p1
    from ${standing(asker, question, ['deal.won'], lastDay(question))} e ${dealOf(asker)}
    where e.occurred_on >= ${question.from.toString()}::date and e.quantity <> 0)`
}
