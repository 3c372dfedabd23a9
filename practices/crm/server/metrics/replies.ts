import { type RawBuilder, sql } from 'kysely'
import type { By } from '#ledger/rules/metric.ts'
import { standing } from '#ledger/server/cases.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import { type Asker, lastDay, outcomeDay, type Question } from '#ledger/server/question.ts'

const groupings: readonly By[] = ['none', 'member', 'team', 'manager', 'region', 'month', 'account']
/** What comes later is hardly an answer. */
const DAYS_TO_ANSWER = 14

/** Of the mails sent in the period, those answered by the day, at most 14 days after they were sent. Source: docs/definitions.md, metrics. */
export const replyRate: MetricSource = {
  key: 'reply_rate',
  unit: 'ratio',
  direction: 'higher',
  cumulative: false,
  combine: 'ratio',
  rate: true,
  by: groupings,
  inputs: [
    { name: 'answered', from: 'own', unit: 'count', measure: 'sum' },
    { name: 'mails', from: 'own', unit: 'count', measure: 'sum' },
  ],
  own: { relation: async (asker, question) => mails(asker, question) },
}

/** A row each of our people who had a part in a mail; for the team it is one mail each, as in the count of mails sent. */
function mails(asker: Asker, question: Question): RawBuilder<unknown> {
  return sql`(select e.seq::text as case_id, 'activity' as type, e.subject_id as id, a.subject as name, e.occurred_on as "on",
      e.occurred_on as held_on, e.member_id, e.team_id, e.account_id, null::uuid as product_id, null::uuid as stage_id,
      case when r.answered then 'answered' else 'unanswered' end as state, null::bigint as amount, null::text as currency,
      null::bigint as amount_base, null::text as share, null::text as lacking,
      case when r.answered then 1 else 0 end as p0, 1 as p1
    from ${standing(asker, question, ['email.sent'], lastDay(question))} e
    cross join lateral (select exists (select from ${standing(asker, question, ['email.replied'], outcomeDay(asker, question))} w
      where w.subject_id = e.subject_id and w.occurred_on <= e.occurred_on + ${DAYS_TO_ANSWER}::integer) as answered) r
    left join activity a on a.org_id = ${asker.actor.orgId}::uuid and a.id = e.subject_id
    where e.occurred_on >= ${question.from.toString()}::date)`
}
