import { type RawBuilder, sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import type { Kind } from '#ledger/rules/kinds.ts'
import type { OwnInput } from '#ledger/rules/metric.ts'
import { parseDecimal, type Rational } from '#ledger/rules/rounding.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import type { Asker, Question } from './question.ts'
import { joins, keyOf, narrowed, regionsOf, type Source } from './sums.ts'

/**
 * The records that a metric's own inputs are made of, as a relation in brackets; figure and explanation read the same one.
 * Columns: `case_id` text, what is counted once; `type`, `id`, `name` of the record; `"on"` its day, by which months are
 * told; `held_on` the day of its team and manager; `member_id`, `team_id`, `account_id`, `product_id`, `stage_id`; `state`;
 * `amount` in minor units of `currency`, `amount_base` in those of the organisation's; `share` of it; `lacking`, the
 * currency and the day that have no rate; and `p0`, `p1` … what it brings to each own input (money in minor units).
 */
export interface OwnCases {
  relation(asker: Asker, question: Question): Promise<RawBuilder<unknown>>
}

/** The own inputs' values of a group, and how many cases went in. */
export interface CaseSums {
  readonly values: readonly (Rational | null)[]
  readonly cases: bigint
}
export interface CaseAnswer {
  readonly whole: CaseSums
  readonly groups: ReadonlyMap<string | null, CaseSums>
}

/** Where the cases of a question stand, as `e`, like entries do. */
export function caseSource(relation: RawBuilder<unknown>): Source {
  return { from: sql`${relation} e`, day: sql`e."on"`, heldOn: sql`e.held_on`, stage: sql`e.stage_id::text` }
}

/** Throws Fault `fx.rate_missing` where a case has an amount and no rate. */
export async function caseSums(
  asker: Asker,
  question: Question,
  own: OwnCases,
  inputs: readonly OwnInput[],
): Promise<CaseAnswer> {
  const source = caseSource(await own.relation(asker, question))
  const part = (i: number) => sql.ref(`p${i}`)
  const parts = sql.join(inputs.map((_, i) => sql`e.${part(i)}`))
  const once = inputs.map((one, i) => sql`${one.measure === 'sum' ? sql`sum` : sql`max`}(${part(i)}) as ${part(i)}`)
  const all = inputs.map((one, i) =>
    one.measure === 'median'
      ? sql`(percentile_cont(0.5) within group (order by ${part(i)}::float8))::numeric::text as ${part(i)}`
      : sql`coalesce(sum(${part(i)}), 0)::text as ${part(i)}`,
  )
  const counted = sql`count(*) as cases, min(lacking) as lacking, ${sql.join(all)}`
  const groups =
    question.by === 'none'
      ? sql``
      : sql`union all select false, key, ${counted}
          from (select key, case_id, min(lacking) as lacking, ${sql.join(once)} from c group by key, case_id) o group by key`
  const { rows } = await sql<Record<string, unknown>>`
    with recursive head as (select 1)${regionsOf(asker, question)}, c as materialized (
      select ${keyOf(question.by, source)} as key, e.case_id, e.lacking, ${parts} from ${source.from} ${joins(asker, question, source)}
      where ${sql.join(narrowed(asker, question, source), sql` and `)})
    select true as whole, null as key, ${counted}
      from (select case_id, min(lacking) as lacking, ${sql.join(once)} from c group by case_id) o ${groups}`.execute(
    asker.db,
  )
  const read = (row: Record<string, unknown> | undefined): CaseSums => ({
    values: inputs.map((one, i) => measureOf(one, row?.[`p${i}`])),
    cases: typeof row?.['cases'] === 'bigint' ? row['cases'] : 0n,
  })
  const whole = rows.find((row) => row['whole'] === true)
  requireRates(asker, whole)
  const grouped = rows.filter((row) => row['whole'] === false)
  return {
    whole: read(whole),
    groups: new Map(grouped.map((row) => [typeof row['key'] === 'string' ? row['key'] : null, read(row)])),
  }
}

/** Where there is no case, sums are 0 and a median is absent. */
export function nothing(inputs: readonly OwnInput[]): CaseSums {
  return { values: inputs.map((one) => (one.measure === 'median' ? null : { n: 0n, d: 1n })), cases: 0n }
}

export function measureOf(input: OwnInput, text: unknown): Rational | null {
  const value = typeof text === 'string' ? parseDecimal(text) : undefined
  if (!value) return null
  return input.unit === 'count' ? { n: value.n * WHOLE, d: value.d } : value
}

function requireRates({ org }: Asker, row: Record<string, unknown> | undefined): void {
  const lacking = row?.['lacking']
  if (typeof lacking !== 'string') return
  const [from = '', day = ''] = lacking.split(' ')
  const value = `${from} → ${org.currency}`
  throw new Fault('fx.rate_missing', { field: 'currency', value, from, to: org.currency, day })
}

/** The originals of these kinds that stood at the question's position, up to a day: what a reversal took back is not there. */
export function standing(
  asker: Asker,
  { asOfSeq }: Question,
  kinds: readonly Kind[],
  to: Temporal.PlainDate,
): RawBuilder<unknown> {
  const known = (seq: RawBuilder<unknown>) => (asOfSeq === null ? sql`` : sql`and ${seq} <= ${asOfSeq}`)
  return sql`(select o.* from ledger_entry o
    where o.org_id = ${asker.actor.orgId}::uuid and o.kind = any(${kinds}::text[]) and o.occurred_on <= ${to.toString()}::date
      and o.reverses is null ${known(sql`o.seq`)} and not exists (
        select from ledger_entry x where x.org_id = o.org_id and x.reverses = o.seq ${known(sql`x.seq`)}))`
}
