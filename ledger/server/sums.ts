import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Input } from '#ledger/rules/metric.ts'
import { rowsIn } from '#platform/access/access.ts'
import { type Asker, type By, groupingOf, lastDay, type Question } from './question.ts'

/** A group of an answer: its key, the inputs' sums and how many entries went in. */
export interface Sums {
  readonly key: string | null
  readonly values: readonly bigint[]
  readonly entries: bigint
}
export interface Summed {
  readonly groups: readonly Sums[]
  readonly asOfSeq: bigint
}
export const nobody = '00000000-0000-0000-0000-000000000000'

type EntryInput = Extract<Input, { from: 'entries' }>

/**
 * Sums the inputs of a question, grouped. Whole months at the current position come from the month cells, everything else
 * from the entries; both say the position that they were read at, in the same snapshot.
 */
export async function sums(asker: Asker, question: Question, inputs: readonly EntryInput[]): Promise<Summed> {
  if (inputs.length === 0) return { groups: [], asOfSeq: question.asOfSeq ?? 0n }
  const cells = fitsCells(question, inputs)
  const source = cells ? cellSource(question) : entrySource(question)
  const kinds = [...new Set(inputs.flatMap((one) => one.kinds))]
  const columns = inputs.map(
    (one, i) => sql`coalesce(sum(case when ${applies(one)} then ${measured(one)} end), 0)::text as ${sql.ref(`s${i}`)}`,
  )
  const entries = cells ? sql`sum(e.entries)::bigint` : sql`count(*)`
  const { rows } = await sql<Record<string, unknown>>`
    with recursive head as (select seq from ledger_head where org_id = ${asker.actor.orgId}::uuid)${regionsOf(asker, question)}
    select head.seq as head, g.* from head left join (
      select ${source.key} as key, ${entries} as entries, ${sql.join(columns)}
      from ${source.from} ${joins(asker, question, source.day)}
      where e.org_id = ${asker.actor.orgId}::uuid and e.kind = any(${kinds}::text[]) and ${sql.join(wheres(asker, question, source), sql` and `)}
      group by 1) g on true`.execute(asker.db)
  const head = rows[0]?.['head']
  const groups = rows
    .filter((row) => row['entries'] !== null)
    .map((row) => ({
      key: typeof row['key'] === 'string' && row['key'] !== nobody ? row['key'] : null,
      values: inputs.map((_, i) => BigInt(String(row[`s${i}`]))),
      entries: typeof row['entries'] === 'bigint' ? row['entries'] : 0n,
    }))
  return { groups, asOfSeq: question.asOfSeq ?? (typeof head === 'bigint' ? head : 0n) }
}

/** Accounts whose entries of the kinds net to more than 0, by group; the whole is counted on its own, for a distinct count does not add up. */
export async function distinctAccounts(
  asker: Asker,
  question: Question,
  kinds: readonly string[],
): Promise<Map<string | null, bigint>> {
  const source = entrySource(question)
  const { rows } = await sql<{ key: string | null; n: bigint }>`
    with recursive head as (select 1)${regionsOf(asker, question)}
    select key, count(*) as n from (
      select ${source.key} as key, e.account_id from ${source.from} ${joins(asker, question, source.day)}
      where e.org_id = ${asker.actor.orgId}::uuid and e.kind = any(${kinds}::text[]) and e.account_id is not null
        and ${sql.join(wheres(asker, question, source), sql` and `)}
      group by 1, 2 having sum(e.quantity) > 0) a group by key`.execute(asker.db)
  return new Map(rows.map((row) => [row.key === nobody ? null : row.key, row.n]))
}

interface Source {
  readonly from: RawBuilder<unknown>
  readonly key: RawBuilder<unknown>
  readonly day: RawBuilder<unknown>
}
function cellSource(question: Question): Source {
  return { from: sql`ledger_month e`, key: keyOf(question.by, sql`e.month`), day: sql`e.month` }
}
export function entrySource(question: Question): Source {
  return { from: sql`ledger_entry e`, key: keyOf(question.by, sql`e.occurred_on`), day: sql`e.occurred_on` }
}

function keyOf(by: By, day: RawBuilder<unknown>): RawBuilder<unknown> {
  switch (by) {
    case 'none':
      return sql`'all'`
    case 'member':
      return sql`e.member_id::text`
    case 'team':
      return sql`e.team_id::text`
    case 'manager':
      return sql`m.manager_id::text`
    case 'region':
      return sql`r.region`
    case 'month':
      return sql`to_char(${day}, 'YYYY-MM')`
    case 'account':
      return sql`e.account_id::text`
    case 'product':
      return sql`e.product_id::text`
    case 'stage':
      return sql`e.dims->>'stage'`
  }
}

const inCells: ReadonlySet<string> = new Set(['none', 'member', 'team', 'region', 'month'])
function fitsCells(question: Question, inputs: readonly EntryInput[]): boolean {
  const to = lastDay(question)
  return (
    question.asOfSeq === null &&
    question.from.day === 1 &&
    to.day === to.daysInMonth &&
    [question.by, ...Object.keys(question.where)].every((by) => inCells.has(by)) &&
    inputs.every((one) => one.measure !== 'withoutAmount' && !one.dims)
  )
}

function applies(input: EntryInput): Expression<SqlBool> {
  const dims = Object.entries(input.dims ?? {}).map(([name, value]) => sql<SqlBool>`e.dims->>${name} = ${value}`)
  const lacking = input.measure === 'withoutAmount' ? [sql<SqlBool>`e.amount_base is null`] : []
  return sql<SqlBool>`${sql.join([sql<SqlBool>`e.kind = any(${input.kinds}::text[])`, ...dims, ...lacking], sql` and `)}`
}
const measured = (input: EntryInput) =>
  input.measure === 'amount' ? sql`e.amount_base` : input.measure === 'q2' ? sql`e.q2` : sql`e.quantity`

/** A team without a region takes its parent's. */
export function regionsOf(asker: Asker, question: Question): RawBuilder<unknown> {
  if (question.by !== 'region' && question.where.region === undefined) return sql``
  return sql`, r as (
    select id, region from team where org_id = ${asker.actor.orgId}::uuid and parent_id is null
    union all select t.id, coalesce(t.region, r.region) from team t join r on t.parent_id = r.id where t.org_id = ${asker.actor.orgId}::uuid)`
}

/** Manager and region as they were on the entry's day. */
export function joins(asker: Asker, question: Question, day: RawBuilder<unknown>): RawBuilder<unknown> {
  const uses = (by: By) => question.by === by || question.where[by] !== undefined
  const manager = uses('manager')
    ? sql`left join membership m on m.org_id = ${asker.actor.orgId}::uuid and m.member_id = e.member_id and m.deleted_at is null
        and (m.valid_from is null or m.valid_from <= ${day}) and (m.valid_to is null or m.valid_to > ${day})`
    : sql``
  return sql`${manager} ${uses('region') ? sql`left join r on r.id = e.team_id` : sql``}`
}

export function wheres(asker: Asker, question: Question, source: Source): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = [
    sql<SqlBool>`${source.day} >= ${question.from.toString()}::date`,
    sql<SqlBool>`${source.day} <= ${lastDay(question).toString()}::date`,
    rowsIn(asker.actor, asker.scope, 'memberId', 'e'),
  ]
  if (question.asOfSeq !== null) all.push(sql<SqlBool>`e.seq <= ${question.asOfSeq}`)
  for (const [by, value] of Object.entries(question.where)) {
    const key = keyOf(groupingOf(by), source.day)
    if (value === '') all.push(sql<SqlBool>`(${key} is null or ${key} = ${nobody})`)
    else all.push(sql<SqlBool>`${key} = ${value}`)
  }
  return all
}
