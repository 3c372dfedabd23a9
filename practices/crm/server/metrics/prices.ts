import { type RawBuilder, sql } from 'kysely'
import type { Kind } from '#ledger/rules/kinds.ts'
import type { OwnInput } from '#ledger/rules/metric.ts'
import { standing } from '#ledger/server/cases.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import { type Asker, lastDay, type Question } from '#ledger/server/question.ts'
import { dealFacts, dealGroupings, dealOf } from './dealCases.ts'

// Wins beside what their products were listed at and cost when they were won. Source: docs/definitions.md, metrics.

const money = (name: string): OwnInput => ({ name, from: 'own', unit: 'money', measure: 'sum' })

/** 1 − won ÷ list value, of the wins whose product had a list price: what was let off, of what was listed. */
export const discountRate: MetricSource = {
  key: 'discount_rate',
  unit: 'ratio',
  direction: 'lower',
  cumulative: false,
  combine: 'ratio',
  by: dealGroupings,
  inputs: [money('let_off'), money('list_value'), money('won_listed'), money('won_value')],
  own: {
    relation: async (asker, question) => {
      const list = inMinor('list_amount')
      const listed = sql`case when ${list} is not null then e.amount_base end`
      return priced(asker, question, ['deal.won'], [sql`${list} - e.amount_base`, list, listed, sql`e.amount_base`])
    },
  },
}

/** Amount − cost of wins and cancellations whose product had a cost; how much of all that is, stands beside. */
export const marginBooked: MetricSource = {
  key: 'margin_booked',
  unit: 'money',
  direction: 'higher',
  cumulative: true,
  combine: 'first',
  by: dealGroupings,
  inputs: [money('margin'), money('booked_with_cost'), money('cost'), money('booked')],
  own: {
    relation: async (asker, question) => {
      const cost = inMinor('cost')
      const costed = sql`case when ${cost} is not null then e.amount_base end`
      const parts = [sql`e.amount_base - ${cost}`, costed, cost, sql`e.amount_base`]
      return priced(asker, question, ['deal.won', 'deal.cancelled'], parts)
    },
  },
}

/** An amount in the organisation's currency that an entry has as a dimension, in minor units. */
const inMinor = (dim: 'list_amount' | 'cost'): RawBuilder<unknown> => sql`replace(e.dims->>${dim}, '.', '')::numeric`

/** A row an entry, so that each credited member has their part; what an entry lacks brings nothing. */
function priced(
  asker: Asker,
  question: Question,
  kinds: readonly Kind[],
  parts: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  return sql`(select e.seq::text as case_id, ${dealFacts}, case e.kind when 'deal.won' then 'won' else 'cancelled' end as state,
      ${sql.join(parts.map((part, i) => sql`coalesce(${part}, 0) as ${sql.ref(`p${i}`)}`))}
    from ${standing(asker, question, kinds, lastDay(question))} e
    ${dealOf(asker)}
    where e.occurred_on >= ${question.from.toString()}::date)`
}
