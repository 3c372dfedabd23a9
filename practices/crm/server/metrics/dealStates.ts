import { type RawBuilder, sql } from 'kysely'
import { currencyDigits } from '#ledger/rules/currency.ts'
import type { Asker, Question } from '#ledger/server/question.ts'
import { asksBy } from '#ledger/server/sums.ts'
import { ratesOn } from '#platform/org/server/rates.ts'

/**
 * The deals that were open at the end of a day, as known at the question's position: id, name, owner_id, account_id,
 * product_id, stage_id, minor, currency, closes_on, probability, status, created_on, closed_on. Of today as known now the
 * deals themselves say it, else their versions.
 */
export function openDealsOn(asker: Asker, question: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  const org = sql`${asker.actor.orgId}::uuid`
  if (saysTheTable(asker, question, day)) {
    return sql`(select ${columns} from deal where org_id = ${org} and deleted_at is null and status = 'open')`
  }
  return sql`(select ${stateColumns} from (${candidates(asker, question, day)}) c ${dealAt(asker, question, day)}
    where s.state->>'status' = 'open')`
}

/** What became of deals \`d\` by the end of a day: the same columns as \`o\`, null where it is not there. */
export function outcomes(asker: Asker, question: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  if (saysTheTable(asker, question, day)) {
    return sql`left join deal o on o.org_id = ${asker.actor.orgId}::uuid and o.id = d.id and o.deleted_at is null`
  }
  return sql`left join lateral (select ${stateColumns} from (select d.id) c ${dealAt(asker, question, day)}) o on true`
}

const saysTheTable = ({ actor }: Asker, { asOfSeq }: Question, day: Temporal.PlainDate) =>
  asOfSeq === null && day.toString() === actor.today

const columns = sql`id, name, owner_id, account_id, product_id, stage_id, amount::numeric as minor, currency, closes_on,
  probability, status, created_on, closed_on`
const stateColumns = sql`c.id, s.state->>'name' as name, (s.state->>'ownerId')::uuid as owner_id,
  (s.state->>'accountId')::uuid as account_id, (s.state->>'productId')::uuid as product_id,
  (s.state->>'stageId')::uuid as stage_id, replace(s.state->'amount'->>'amount', '.', '')::numeric as minor,
  s.state->'amount'->>'currency' as currency, (s.state->>'closesOn')::date as closes_on,
  (s.state->>'probability')::numeric as probability, s.state->>'status' as status,
  (s.state->>'createdOn')::date as created_on, (s.state->>'closedOn')::date as closed_on`

/** Only these can have been open: by what they are now, or because something was learnt of them since the position. */
function candidates({ actor }: Asker, { asOfSeq }: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  const [org, on] = [sql`${actor.orgId}::uuid`, sql`${day.toString()}::date`]
  const now = sql`select id from deal where org_id = ${org} and deleted_at is null and status = 'open' and created_on <= ${on}
    union select id from deal where org_id = ${org} and deleted_at is null and closed_on > ${on} and created_on <= ${on}`
  if (asOfSeq === null) return now
  return sql`${now} union select record_id from record_version where org_id = ${org} and type = 'deal' and seq > ${asOfSeq}`
}

function dealAt({ actor }: Asker, { asOfSeq }: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  return sql`cross join lateral (select state from record_version v where v.org_id = ${actor.orgId}::uuid and v.type = 'deal'
    and v.record_id = c.id and v.valid_on <= ${day.toString()}::date
    ${asOfSeq === null ? sql`` : sql`and v.seq <= ${asOfSeq}`} order by v.seq desc, v.part desc limit 1) s`
}

/** Stages as they were at the end of a day: id, pipeline_id, position, probability, stale_after_days. */
export function stagesOn(asker: Asker, question: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  return sql`(select s.id, s.pipeline_id, s.deleted_at,
      coalesce((v.state->>'position')::integer, s.position) as position,
      coalesce((v.state->>'probability')::numeric, s.probability) as probability,
      case when v.state is null then s.stale_after_days else (v.state->>'staleAfterDays')::integer end as stale_after_days
    from stage s left join ${stageStates(asker, question, day)} v on v.record_id = s.id
    where s.org_id = ${asker.actor.orgId}::uuid)`
}

/** The state in force on a day is the one known last among those that had begun by then. */
function stageStates({ actor }: Asker, { asOfSeq }: Question, day: Temporal.PlainDate): RawBuilder<unknown> {
  return sql`(select distinct on (record_id) record_id, state from record_version
    where org_id = ${actor.orgId}::uuid and type = 'stage' and valid_on <= ${day.toString()}::date
      ${asOfSeq === null ? sql`` : sql`and seq <= ${asOfSeq}`} order by record_id, seq desc, part desc)`
}

/** The rates of a day: currency, and the fraction by which minor units become those of the organisation's currency. */
export async function ratesAt(asker: Asker, question: Question, day: Temporal.PlainDate): Promise<RawBuilder<unknown>> {
  const rates = await ratesOn(asker.db, asker.org, day, question.asOfSeq)
  const up = 10n ** BigInt(currencyDigits(asker.org.currency))
  const rows = [...rates].map(([currency, rate]) => ({
    currency,
    over: (rate.n * up).toString(),
    under: (rate.d * 10n ** BigInt(currencyDigits(currency))).toString(),
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(currency text, "over" numeric, "under" numeric)`
}

/** Rounded once, half away from zero, as every amount: whole numbers only, so that nothing is cut on the way. */
export function inBase(minor: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(sign(${minor}) * div(2 * abs(${minor}) * f."over" + f."under", 2 * f."under"))`
}

/** Which currency has no rate on a day, where there is an amount in it. */
export function lacking(minor: RawBuilder<unknown>, currency: RawBuilder<unknown>, day: Temporal.PlainDate) {
  return sql`case when ${minor} is not null and f.currency is null then ${currency} || ' ' || ${day.toString()} end`
}

/** The team of a member on a day, as column `team_id` and the join that finds it; looked up only where it is asked for. */
export function teamOn(asker: Asker, question: Question, member: RawBuilder<unknown>, day: RawBuilder<unknown>): Team {
  if (!(['team', 'teamTree', 'region'] as const).some((by) => asksBy(question, by)))
    return { column: sql`null::uuid as team_id`, join: sql`` }
  return {
    column: sql`b.team_id`,
    join: sql`left join membership b on b.org_id = ${asker.actor.orgId}::uuid and b.member_id = ${member} and b.deleted_at is null
      and (b.valid_from is null or b.valid_from <= ${day}) and (b.valid_to is null or b.valid_to > ${day})`,
  }
}
export interface Team {
  readonly column: RawBuilder<unknown>
  readonly join: RawBuilder<unknown>
}
