import { type RawBuilder, sql } from 'kysely'
import type { OwnInput } from '#ledger/rules/metric.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import { type Asker, levelDay, type Question } from '#ledger/server/question.ts'
import { inBase, lacking, openDealsOn, outcomes, ratesAt, teamOn } from './dealStates.ts'

const part = (name: string, unit: 'money' | 'count'): OwnInput => ({ name, from: 'own', unit, measure: 'sum' })

/**
 * Deals that were open when the period began and were then expected to close in it, and did not: by count, the value they
 * had then beside. While the period runs, of those whose day has come. Source: docs/definitions.md, metrics.
 */
export const slippageRate: MetricSource = {
  key: 'slippage_rate',
  unit: 'ratio',
  direction: 'lower',
  cumulative: false,
  combine: 'ratio',
  rate: true,
  by: ['none', 'member', 'team', 'manager', 'region', 'month', 'account', 'product', 'stage'],
  inputs: [part('slipped', 'count'), part('due', 'count'), part('slipped_value', 'money'), part('due_value', 'money')],
  own: { relation: dueDeals },
}

async function dueDeals(asker: Asker, question: Question): Promise<RawBuilder<unknown>> {
  const day = levelDay(asker, question)
  const eve = question.from.subtract({ days: 1 })
  const [from, to] = [sql`${question.from.toString()}::date`, sql`${day.toString()}::date`]
  const team = teamOn(asker, question, sql`d.owner_id`, from)
  const worth = inBase(sql`d.minor`)
  const closed = sql`coalesce(o.status <> 'open' and o.closed_on between ${from} and ${to}, false)`
  return sql`(select d.id::text as case_id, 'deal' as type, d.id, d.name, d.closes_on as "on", ${from} as held_on,
      d.owner_id as member_id, ${team.column}, d.account_id, d.product_id, d.stage_id,
      case when ${closed} then o.status else 'open' end as state,
      d.minor as amount, d.currency, ${worth} as amount_base, null::text as share,
      ${lacking(sql`d.minor`, sql`d.currency`, eve)} as lacking,
      case when ${closed} then 0 else 1 end as p0, 1 as p1,
      case when ${closed} then 0 else ${worth} end as p2, ${worth} as p3
    from ${openDealsOn(asker, question, eve)} d ${outcomes(asker, question, day)}
    left join ${await ratesAt(asker, question, eve)} on f.currency = d.currency ${team.join}
    where d.closes_on between ${from} and ${to})`
}
