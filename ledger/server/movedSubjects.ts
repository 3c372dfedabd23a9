import { type RawBuilder, sql } from 'kysely'
import type { Weights } from '#ledger/rules/change.ts'
import type { Parts } from '#ledger/rules/metric.ts'
import type { Rational } from '#ledger/rules/rounding.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import type { ChangePartJson } from '../contract/changeParts.ts'
import { caseSource, measureOf } from './cases.ts'
import type { MetricQuestion } from './evaluate.ts'
import { type Asker, lastDay, ofEntries } from './question.ts'
import { applies, entrySource, joins, measured, narrowed, regionsOf, within } from './sums.ts'

/** The same question at the ends of two days. */
export interface TwoDays {
  readonly before: MetricQuestion
  readonly after: MetricQuestion
}
/** A deal, an account, an activity … with what it brought to each input between the two days. */
export interface Moved {
  readonly type: string
  readonly id: string
  readonly accountId: string | null
  readonly memberId: string | null
  readonly how: ChangePartJson['how']
  readonly kinds: readonly string[]
  readonly on: string | null
  readonly moved: Parts
}
export interface MovedSubjects {
  readonly subjects: readonly Moved[]
  /** Also those that are not among the subjects, for they have the smallest effects. */
  readonly count: number
}
/** So many are looked at one by one, the largest first. */
const subjectsMost = 400

/** Everything that moved, from entries, from counts of accounts and from records, the largest effects of each first. */
export async function movedSubjects(asker: Asker, days: TwoDays, weights: Weights): Promise<MovedSubjects> {
  const found = await Promise.all([
    fromEntries(asker, days, weights),
    fromAccounts(asker, days, weights),
    fromCases(asker, days, weights),
  ])
  return {
    subjects: found.flatMap(({ subjects }) => subjects),
    count: found.reduce((sum, one) => sum + one.count, 0),
  }
}
const none: MovedSubjects = { subjects: [], count: 0 }

interface EntriesRow {
  readonly type: string
  readonly id: string
  readonly account_id: string | null
  readonly member_id: string | null
  readonly kinds: string[]
  readonly on: string
  readonly took_back: boolean
  readonly posted: boolean
  readonly is_new: boolean
  readonly has_left: boolean
  readonly total: bigint
  readonly [moved: `d${number}`]: unknown
}

async function fromEntries(asker: Asker, days: TwoDays, weights: Weights): Promise<MovedSubjects> {
  const { inputs } = days.before.metric
  const summed = inputs.flatMap((input, i) => (input.from === 'entries' && weights[i] ? [{ input, i }] : []))
  if (summed.length === 0) return none
  const [before, after] = [ofEntries(asker, days.before), ofEntries(asker, days.after)]
  const [in1, in2] = [before, after].map((one) => sql`(${sql.join(within(one, entrySource), sql` and `)})`)
  const kinds = [...new Set(summed.flatMap(({ input }) => input.kinds))]
  const first = sql`${lastDay(before).toString()}::date`
  const knew = before.asOfSeq === null ? sql`true` : sql`e.reverses <= ${before.asOfSeq}`
  const tookBack = sql`(e.reverses is not null and e.occurred_on <= ${first} and ${knew})`
  const sums = summed.map(
    ({ input, i }) =>
      sql`coalesce(sum(case when ${applies(input)} then s.way * ${measured(input)} end), 0)::text as ${sql.ref(`d${i}`)}`,
  )
  const { rows } = await sql<EntriesRow>`
    with recursive head as (select 1)${regionsOf(asker, after)}, d as (
      select e.subject_type as type, e.subject_id::text as id, ${onlyOne(sql`e.account_id`)} as account_id,
        ${onlyOne(sql`e.member_id`)} as member_id, array_agg(distinct e.kind) as kinds, max(e.occurred_on)::text as "on",
        bool_or(${tookBack}) as took_back,
        sum(case when e.reverses is null then 1 when ${tookBack} then 0 else -1 end) > 0 as posted,
        bool_or(e.reverses is null and e.occurred_on > ${first}) as is_new, bool_and(s.way < 0) as has_left, ${sql.join(sums)}
      from ${entrySource.from} cross join lateral (select ${in2}::int - ${in1}::int as way) s ${joins(asker, after, entrySource)}
      where e.org_id = ${asker.actor.orgId}::uuid and e.kind = any(${kinds}::text[]) and s.way <> 0
        and ${sql.join(spanned(before, after), sql` and `)} and ${sql.join(narrowed(asker, after, entrySource), sql` and `)}
      group by 1, 2)
    select d.*, count(*) over () as total from d where ${moves(summed.map(({ i }) => i))}
    order by abs(${weighed(
      weights,
      summed.map(({ i }) => i),
    )}) desc, id limit ${subjectsMost}`.execute(asker.db)
  const subjects = rows.map(
    (row): Moved => ({
      type: row.type,
      id: row.id,
      accountId: row.account_id,
      memberId: row.member_id,
      how: howOf(row),
      kinds: row.kinds,
      on: row.on,
      moved: inputs.map((_, i) => whole(row[`d${i}`])),
    }),
  )
  return { subjects, count: Number(rows[0]?.total ?? 0n) }
}

/** All days and positions that either question reaches: what lies outside can't have moved, and indexes find the rest. */
function spanned(before: MetricQuestion | ReturnType<typeof ofEntries>, after: ReturnType<typeof ofEntries>) {
  const from = Temporal.PlainDate.compare(before.from, after.from) < 0 ? before.from : after.from
  return within({ ...after, from }, entrySource)
}

function howOf(row: EntriesRow): ChangePartJson['how'] {
  if (row.has_left) return 'left'
  if (row.took_back) return row.posted ? 'corrected' : 'reversed'
  return row.is_new ? 'happened' : 'recordedLate'
}

interface AccountRow {
  readonly id: string
  readonly on: string
  readonly kinds: string[]
  readonly way: number
  readonly total: bigint
}

/** Accounts that are counted now and weren't, or were and aren't. */
async function fromAccounts(asker: Asker, days: TwoDays, weights: Weights): Promise<MovedSubjects> {
  const { inputs } = days.before.metric
  const place = inputs.findIndex((one) => one.from === 'distinct')
  const input = inputs[place]
  if (input?.from !== 'distinct' || !weights[place]) return none
  const [before, after] = [ofEntries(asker, days.before), ofEntries(asker, days.after)]
  const net = (question: typeof before) =>
    sql`(coalesce(sum(e.quantity) filter (where ${sql.join(within(question, entrySource), sql` and `)}), 0) > 0)::int`
  const { rows } = await sql<AccountRow>`
    with recursive head as (select 1)${regionsOf(asker, after)}, d as (
      select e.account_id::text as id, max(e.occurred_on)::text as "on", array_agg(distinct e.kind) as kinds,
        ${net(after)} - ${net(before)} as way
      from ${entrySource.from} ${joins(asker, after, entrySource)}
      where e.org_id = ${asker.actor.orgId}::uuid and ${applies(input)} and e.account_id is not null
        and ${sql.join(spanned(before, after), sql` and `)} and ${sql.join(narrowed(asker, after, entrySource), sql` and `)}
      group by 1)
    select d.*, count(*) over () as total from d where way <> 0 order by id limit ${subjectsMost}`.execute(asker.db)
  const subjects = rows.map(
    (row): Moved => ({
      type: 'account',
      id: row.id,
      accountId: row.id,
      memberId: null,
      how: row.way > 0 ? 'came' : 'went',
      kinds: row.kinds,
      on: row.on,
      moved: inputs.map((_, i) => (i === place ? { n: BigInt(row.way) * WHOLE, d: 1n } : null)),
    }),
  )
  return { subjects, count: Number(rows[0]?.total ?? 0n) }
}

interface CaseRow {
  readonly type: string
  readonly id: string
  readonly account_id: string | null
  readonly member_id: string | null
  readonly on: string | null
  readonly was: boolean
  readonly is: boolean
  readonly total: bigint
  readonly [moved: `d${number}`]: unknown
}

/** Records that a level is made of: they came, went or changed. A median is not made up of parts. */
async function fromCases(asker: Asker, days: TwoDays, weights: Weights): Promise<MovedSubjects> {
  const { own, inputs } = days.before.metric
  const mine = inputs.flatMap((input, i) => (input.from === 'own' ? [{ input, i }] : []))
  const told = mine.filter(({ input, i }) => weights[i] && input.measure !== 'median')
  if (!own || told.length === 0) return none
  const [was, is] = [await casesOf(asker, days.before), await casesOf(asker, days.after)]
  const scaled = (place: number) => (mine[place]?.input.unit === 'count' ? sql`${WHOLE}::numeric` : sql`1::numeric`)
  const moved = mine.map(
    ({ i }, place) =>
      sql`(coalesce(b.${sql.ref(`p${place}`)}, 0) - coalesce(a.${sql.ref(`p${place}`)}, 0)) * ${scaled(place)} as ${sql.ref(`d${i}`)}`,
  )
  const places = told.map(({ i }) => i)
  const { rows } = await sql<CaseRow>`
    with recursive head as (select 1)${regionsOf(asker, days.after)}, a as materialized ${was}, b as materialized ${is}, d as (
      select coalesce(b.type, a.type) as type, coalesce(b.id, a.id)::text as id,
        coalesce(b.account_id, a.account_id)::text as account_id, coalesce(b.member_id, a.member_id)::text as member_id,
        coalesce(b."on", a."on")::text as "on", a.case_id is not null as was, b.case_id is not null as is, ${sql.join(moved)}
      from a full join b on b.case_id = a.case_id)
    select d.*, count(*) over () as total from d where ${moves(places)}
    order by abs(${weighed(weights, places)}) desc, id limit ${subjectsMost}`.execute(asker.db)
  const subjects = rows.map(
    (row): Moved => ({
      type: row.type,
      id: row.id,
      accountId: row.account_id,
      memberId: row.member_id,
      how: row.was ? (row.is ? 'changed' : 'went') : 'came',
      kinds: [],
      on: row.on,
      moved: inputs.map((input, i) => (input.from === 'own' ? exact(row[`d${i}`]) : null)),
    }),
  )
  return { subjects, count: Number(rows[0]?.total ?? 0n) }
}

/** The cases of a question, each once, with what it brings to each own input. */
async function casesOf(asker: Asker, question: MetricQuestion): Promise<RawBuilder<unknown>> {
  if (!question.metric.own) return sql`(select 1)`
  const source = caseSource(await question.metric.own.relation(asker, question))
  const mine = question.metric.inputs.filter((one) => one.from === 'own')
  const once = mine.map((one, i) => {
    const part = sql.ref(`p${i}`)
    return sql`${one.measure === 'sum' ? sql`sum` : sql`max`}(e.${part}) as ${part}`
  })
  return sql`(select e.case_id, min(e.type) as type, min(e.id::text) as id, ${onlyOne(sql`e.account_id`)} as account_id,
      ${onlyOne(sql`e.member_id`)} as member_id, max(e."on") as "on", ${sql.join(once)}
    from ${source.from} ${joins(asker, question, source)}
    where ${sql.join(narrowed(asker, question, source), sql` and `)} group by e.case_id)`
}

/** The one that all of them share, null where they differ. */
const onlyOne = (column: RawBuilder<unknown>) =>
  sql`case when count(distinct ${column}) = 1 then min(${column}::text) end`

const moves = (places: readonly number[]) =>
  sql.join(
    places.map((i) => sql`${sql.ref(`d${i}`)}::numeric <> 0`),
    sql` or `,
  )
/** Only for the order: what is shown is counted exactly. */
const weighed = (weights: Weights, places: readonly number[]) =>
  sql.join(
    places.map((i) => sql`${sql.ref(`d${i}`)}::float8 * ${approximate(weights[i] ?? null)}::float8`),
    sql` + `,
  )
const approximate = (weight: Rational | null) => (weight === null ? 0 : Number(weight.n) / Number(weight.d))

const whole = (text: unknown) => (typeof text === 'string' ? { n: BigInt(text), d: 1n } : null)
const exact = (text: unknown) =>
  measureOf({ name: '', from: 'own', unit: 'score', measure: 'sum' }, text === null ? null : String(text))
