import { type RawBuilder, sql } from 'kysely'
import type { By, OwnInput } from '#ledger/rules/metric.ts'
import { parseDecimal, type Rational, rational } from '#ledger/rules/rounding.ts'
import { caseSource, standing } from '#ledger/server/cases.ts'
import type { MetricSource } from '#ledger/server/evaluate.ts'
import { type Asker, levelDay, type Question } from '#ledger/server/question.ts'
import { narrowed } from '#ledger/server/sums.ts'
import { touches } from '../../rules/metrics.ts'
import { inBase, lacking, openDealsOn, ratesAt, stagesOn, teamOn } from './dealStates.ts'

/** Levels over the deals that are open at the end of a day. Source: docs/definitions.md, metrics. */
const byDeal: readonly By[] = ['none', 'member', 'team', 'manager', 'region', 'account', 'product', 'stage']
const level = { direction: 'higher', cumulative: false } as const
const money = (name: string): OwnInput => ({ name, from: 'own', unit: 'money', measure: 'sum' })
const count = (name: string): OwnInput => ({ name, from: 'own', unit: 'count', measure: 'sum' })

const worth = inBase(sql`d.minor`)
const probability = sql`coalesce(d.probability, t.probability)`

/** Σ amounts of the open deals, at the rates of the day; where a period is asked for, of those expected to close in it. */
export const pipelineOpen: MetricSource = {
  key: 'pipeline_open',
  unit: 'money',
  ...level,
  combine: 'first',
  by: [...byDeal, 'month'],
  inputs: [money('open'), count('open_deals')],
  own: {
    relation: (asker, question) =>
      openDeals(asker, question, {
        due: true,
        on: sql`d.closes_on`,
        share: sql`null::text`,
        parts: [worth, sql`1`],
      }),
  },
}

/** round(Σ amount × probability): the deal's own, else its stage's on that day. */
export const pipelineWeighted: MetricSource = {
  key: 'pipeline_weighted',
  unit: 'money',
  ...level,
  combine: 'first',
  by: [...byDeal, 'month'],
  inputs: [money('weighted'), money('open'), count('open_deals')],
  own: {
    relation: (asker, question) =>
      openDeals(asker, question, {
        due: true,
        on: sql`d.closes_on`,
        share: sql`${probability}::text`,
        parts: [sql`${worth} * ${probability}`, worth, sql`1`],
      }),
  },
}

/** Open deals on which nobody has reached the customer for longer than their stage allows, since creation at the latest. */
export const staleShare: MetricSource = {
  key: 'stale_share',
  unit: 'ratio',
  direction: 'lower',
  cumulative: false,
  combine: 'ratio',
  rate: true,
  by: byDeal,
  inputs: [count('stale'), count('open_deals')],
  own: {
    relation: (asker, question) => {
      const day = levelDay(asker, question)
      const last = sql`greatest(d.created_on, ${lastTouch(asker, question, day)})`
      const stale = sql`case when ${day.toString()}::date - ${last} > t.stale_after_days then 1 else 0 end`
      return openDeals(asker, question, { due: false, on: last, share: sql`null::text`, parts: [stale, sql`1`] })
    },
  },
}

/** Open deals × win rate × average deal size ÷ mean cycle, the last three over the 90 days up to the day. */
export const velocity: MetricSource = {
  key: 'velocity',
  unit: 'moneyPerDay',
  ...level,
  combine: 'product',
  under: ['closed', 'days'],
  trailingDays: 90,
  by: ['none', 'member', 'team', 'manager', 'region', 'account', 'product'],
  // won ÷ closed × value ÷ won ÷ (days ÷ won)
  inputs: [
    count('open_deals'),
    { name: 'won', from: 'entries', kinds: ['deal.won'], measure: 'quantity' },
    { name: 'won_value', from: 'entries', kinds: ['deal.won'], measure: 'amount' },
    { name: 'closed', from: 'entries', kinds: ['deal.won', 'deal.lost'], measure: 'quantity' },
    { name: 'days', from: 'entries', kinds: ['deal.won'], measure: 'q2' },
  ],
  own: {
    relation: (asker, question) =>
      openDeals(asker, question, { due: false, on: sql`d.created_on`, share: sql`null::text`, parts: [sql`1`] }),
  },
}

/** An open deal that is expected to close in a period: minor units of the organisation's currency, its chance to be won. */
export interface DueDeal {
  readonly memberId: string | null
  readonly teamId: string | null
  readonly amount: bigint
  readonly chance: Rational
}

/** The deals that were open at the question's day and due in its period, as far as the asker may see them. */
export async function openDealsDue(asker: Asker, given: Question): Promise<readonly DueDeal[]> {
  const question: Question = { ...given, by: 'team', periodAsked: true }
  const share = sql`${probability}::text`
  const source = caseSource(
    await openDeals(asker, question, { due: true, on: sql`d.closes_on`, share, parts: [worth] }),
  )
  const { rows } = await sql<{ member_id: string | null; team_id: string | null; minor: string; share: string }>`
    select e.member_id, e.team_id, e.amount_base::text as minor, e.share from ${source.from}
    where ${sql.join(narrowed(asker, question, source), sql` and `)} and e.amount_base is not null and e.share is not null`.execute(
    asker.db,
  )
  return rows.map((row) => ({
    memberId: row.member_id,
    teamId: row.team_id,
    amount: BigInt(row.minor),
    chance: parseDecimal(row.share) ?? rational(0n),
  }))
}

interface Shown {
  /** Only those expected to close in the period, where one is asked for. */
  readonly due: boolean
  readonly on: RawBuilder<unknown>
  readonly share: RawBuilder<unknown>
  readonly parts: readonly RawBuilder<unknown>[]
}

async function openDeals(
  asker: Asker,
  question: Question,
  { due, on, share, parts }: Shown,
): Promise<RawBuilder<unknown>> {
  const day = levelDay(asker, question)
  const held = sql`${day.toString()}::date`
  const team = teamOn(asker, question, sql`d.owner_id`, held)
  const within =
    due && question.periodAsked
      ? sql`and d.closes_on between ${question.from.toString()}::date and ${question.to.toString()}::date`
      : sql``
  return sql`(select d.id::text as case_id, 'deal' as type, d.id, d.name, ${on} as "on", ${held} as held_on,
      d.owner_id as member_id, ${team.column}, d.account_id, d.product_id, d.stage_id, d.status as state,
      d.minor as amount, d.currency, ${worth} as amount_base, ${share} as share,
      ${lacking(sql`d.minor`, sql`d.currency`, day)} as lacking,
      ${sql.join(parts.map((part, i) => sql`${part} as ${sql.ref(`p${i}`)}`))}
    from ${openDealsOn(asker, question, day)} d
    left join ${stagesOn(asker, question, day)} t on t.id = d.stage_id
    left join ${await ratesAt(asker, question, day)} on f.currency = d.currency ${team.join}
    where true ${within})`
}

function lastTouch(asker: Asker, question: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  return sql`(select max(e.occurred_on) from activity a
    join ${standing(asker, question, touches, day)} e on e.subject_type = 'activity' and e.subject_id = a.id
    where a.org_id = ${asker.actor.orgId}::uuid and a.deal_id = d.id)`
}
