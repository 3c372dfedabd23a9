import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { By, Input, Only } from '#ledger/rules/metric.ts'
import { rowsIn } from '#platform/access/access.ts'
import { type Asker, groupingOf, lastDay, type Question } from './question.ts'

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

export type EntryInput = Extract<Input, { from: 'entries' }>
export type DistinctInput = Extract<Input, { from: 'distinct' }>

/**
 * Sums the inputs of a question, grouped. Whole months at the current position come from the month cells, everything else
 * from the entries; both say the position that they were read at, in the same snapshot.
 */
export async function sums(asker: Asker, question: Question, inputs: readonly EntryInput[]): Promise<Summed> {
  if (inputs.length === 0) return { groups: [], asOfSeq: question.asOfSeq ?? 0n }
  const cells = fitsCells(question, inputs)
  const source = cells ? cellSource : entrySource
  const kinds = [...new Set(inputs.flatMap((one) => one.kinds))]
  const columns = inputs.map(
    (one, i) => sql`coalesce(sum(case when ${applies(one)} then ${measured(one)} end), 0)::text as ${sql.ref(`s${i}`)}`,
  )
  const counted = sql`filter (where ${sql.join(inputs.map(applies), sql` or `)})`
  const entries = cells ? sql`coalesce(sum(e.entries) ${counted}, 0)::bigint` : sql`count(*) ${counted}`
  const { rows } = await sql<Record<string, unknown>>`
    with recursive head as (select seq from ledger_head where org_id = ${asker.actor.orgId}::uuid)${regionsOf(asker, question)}
    select head.seq as head, g.* from head left join (
      select ${keyOf(question.by, source)} as key, ${entries} as entries, ${sql.join(columns)}
      from ${source.from} ${joins(asker, question, source)}
      where e.org_id = ${asker.actor.orgId}::uuid and e.kind = any(${kinds}::text[]) and ${sql.join(wheres(asker, question, source), sql` and `)}
      group by 1) g on true`.execute(asker.db)
  const head = rows[0]?.['head']
  const groups = rows
    .filter((row) => row['entries'] !== null)
    .map((row) => ({
      key: typeof row['key'] === 'string' ? row['key'] : null,
      values: inputs.map((_, i) => BigInt(String(row[`s${i}`]))),
      entries: typeof row['entries'] === 'bigint' ? row['entries'] : 0n,
    }))
  return { groups, asOfSeq: question.asOfSeq ?? (typeof head === 'bigint' ? head : 0n) }
}

/**
 * What each day brought to each group, by key and then day, of inputs that are added up. Days without entries are not
 * there. From the entries, for the month cells know no days.
 */
export async function dailySums(
  asker: Asker,
  question: Question,
  inputs: readonly EntryInput[],
): Promise<Map<string | null, Map<string, bigint>>> {
  const kinds = [...new Set(inputs.flatMap((one) => one.kinds))]
  const values = inputs.map((one) => sql`coalesce(sum(case when ${applies(one)} then ${measured(one)} end), 0)`)
  const { rows } = await sql<{ key: string | null; day: string; value: string }>`
    with recursive head as (select 1)${regionsOf(asker, question)}
    select ${keyOf(question.by, entrySource)} as key, e.occurred_on::text as day, (${sql.join(values, sql` + `)})::text as value
    from ${entrySource.from} ${joins(asker, question, entrySource)}
    where e.org_id = ${asker.actor.orgId}::uuid and e.kind = any(${kinds}::text[])
      and ${sql.join(wheres(asker, question, entrySource), sql` and `)}
    group by 1, 2`.execute(asker.db)
  const byKey = new Map<string | null, Map<string, bigint>>()
  for (const { key, day, value } of rows) {
    const days = byKey.get(key) ?? new Map<string, bigint>()
    byKey.set(key, days.set(day, BigInt(value)))
  }
  return byKey
}

/** How many accounts have entries of the kinds that net to more than 0, and how many entries that is made of. */
export interface Distinct {
  readonly accounts: bigint
  readonly entries: bigint
}
/** By group; the whole is counted on its own, for a distinct count does not add up. */
export async function distinctAccounts(
  asker: Asker,
  question: Question,
  input: DistinctInput,
): Promise<Map<string | null, Distinct>> {
  const { rows } = await sql<{ key: string | null } & Distinct>`
    with recursive head as (select 1)${regionsOf(asker, question)}
    select key, count(*) filter (where net > 0) as accounts, sum(entries)::bigint as entries from (
      select ${keyOf(question.by, entrySource)} as key, sum(e.quantity) as net, count(*) as entries
      from ${entrySource.from} ${joins(asker, question, entrySource)}
      where e.org_id = ${asker.actor.orgId}::uuid and ${applies(input)} and e.account_id is not null
        and ${sql.join(wheres(asker, question, entrySource), sql` and `)}
      group by 1, e.account_id) a group by key`.execute(asker.db)
  return new Map(rows.map((row) => [row.key, row]))
}

/** What is grouped: rows `e` with member, team, account and product. */
export interface Source {
  readonly from: RawBuilder<unknown>
  /** The day that decides about period and month. */
  readonly day: RawBuilder<unknown>
  /** The day of which the manager is taken. */
  readonly heldOn: RawBuilder<unknown>
  readonly stage: RawBuilder<unknown>
}
export const entrySource: Source = {
  from: sql`ledger_entry e`,
  day: sql`e.occurred_on`,
  heldOn: sql`e.occurred_on`,
  stage: sql`coalesce(e.dims->>'stage', e.dims->>'last_stage')`,
}
/** In a cell nobody is an id of zeros. */
const cellSource: Source = {
  from: sql`(select org_id, kind, month, nullif(member_id, ${nobody}::uuid) as member_id, nullif(team_id, ${nobody}::uuid) as team_id,
    entries, quantity, q2, amount_base from ledger_month) e`,
  day: sql`e.month`,
  heldOn: sql`e.month`,
  stage: sql`null::text`,
}

export function keyOf(by: By, source: Source): RawBuilder<unknown> {
  if (by === 'none') return sql`'all'`
  return inUuids(by) ? sql`${columnOf(by, source)}::text` : columnOf(by, source)
}
const inUuids = (by: By) => ['member', 'team', 'teamTree', 'manager', 'account', 'product'].includes(by)

function columnOf(by: Exclude<By, 'none'>, source: Source): RawBuilder<unknown> {
  switch (by) {
    case 'member':
      return sql`e.member_id`
    case 'team':
      return sql`e.team_id`
    case 'teamTree':
      return sql`u.above_id`
    case 'manager':
      return sql`m.manager_id`
    case 'region':
      return sql`r.region`
    case 'month':
      return sql`to_char(${source.day}, 'YYYY-MM')`
    case 'account':
      return sql`e.account_id`
    case 'product':
      return sql`e.product_id`
    case 'stage':
      return source.stage
    case 'kind':
      return sql`e.kind`
  }
}

const inCells: ReadonlySet<string> = new Set(['none', 'member', 'team', 'teamTree', 'region', 'month', 'kind'])
function fitsCells(question: Question, inputs: readonly EntryInput[]): boolean {
  const to = lastDay(question)
  return (
    question.asOfSeq === null &&
    question.from.day === 1 &&
    to.day === to.daysInMonth &&
    [question.by, ...Object.keys(question.where)].every((by) => inCells.has(by)) &&
    inputs.every((one) => one.measure !== 'withoutAmount' && !one.dims && !one.only)
  )
}

export function applies(input: EntryInput | DistinctInput): Expression<SqlBool> {
  const conditions = [
    sql<SqlBool>`e.kind = any(${input.kinds}::text[])`,
    ...(input.from === 'entries' ? dimsAndLack(input) : []),
    ...(input.only ?? []).map(holdsOnly),
  ]
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
}

function dimsAndLack({ dims = {}, measure }: EntryInput): Expression<SqlBool>[] {
  const own = Object.entries(dims).map(([name, value]) => sql<SqlBool>`e.dims->>${name} = ${value}`)
  return measure === 'withoutAmount' ? [...own, sql<SqlBool>`e.amount_base is null`] : own
}

function holdsOnly({ dim, values, not }: Only): Expression<SqlBool> {
  const column =
    dim === 'product' ? sql`e.product_id::text` : dim === 'stage' ? entrySource.stage : sql`e.dims->>${dim}`
  const found = sql<SqlBool>`${column} = any(${values}::text[])`
  return not ? sql<SqlBool>`(${found}) is not true` : found
}
export const measured = (input: EntryInput) =>
  input.measure === 'amount' ? sql`e.amount_base` : input.measure === 'q2' ? sql`e.q2` : sql`e.quantity`

export const asksBy = (question: Question, by: By) => question.by === by || question.where[by] !== undefined

/** A team without a region takes its parent's; a team is its own and all teams' above it. */
export function regionsOf(asker: Asker, question: Question): RawBuilder<unknown> {
  const orgId = sql`${asker.actor.orgId}::uuid`
  const regions = asksBy(question, 'region')
    ? sql`, r as (
    select id, region from team where org_id = ${orgId} and parent_id is null
    union all select t.id, coalesce(t.region, r.region) from team t join r on t.parent_id = r.id where t.org_id = ${orgId})`
    : sql``
  const above = asksBy(question, 'teamTree')
    ? sql`, u as (
    select id as team_id, id as above_id from team where org_id = ${orgId}
    union select u.team_id, t.parent_id from u join team t on t.id = u.above_id
    where t.org_id = ${orgId} and t.parent_id is not null)`
    : sql``
  return sql`${regions}${above}`
}

/** Manager and region as they were on the row's day. */
export function joins(asker: Asker, question: Question, source: Source): RawBuilder<unknown> {
  const manager = asksBy(question, 'manager')
    ? sql`left join membership m on m.org_id = ${asker.actor.orgId}::uuid and m.member_id = e.member_id and m.deleted_at is null
        and (m.valid_from is null or m.valid_from <= ${source.heldOn}) and (m.valid_to is null or m.valid_to > ${source.heldOn})`
    : sql``
  const region = asksBy(question, 'region') ? sql`left join r on r.id = e.team_id` : sql``
  const above = asksBy(question, 'teamTree') ? sql`left join u on u.team_id = e.team_id` : sql``
  return sql`${manager} ${region} ${above}`
}

/** The entries or cells of a question. */
export function wheres(asker: Asker, question: Question, source: Source): Expression<SqlBool>[] {
  return [...within(question, source), ...narrowed(asker, question, source)]
}

/** Its days, and the position up to which entries are known. */
export function within(question: Question, source: Source): Expression<SqlBool>[] {
  const days = [
    sql<SqlBool>`${source.day} >= ${question.from.toString()}::date`,
    sql<SqlBool>`${source.day} <= ${lastDay(question).toString()}::date`,
  ]
  return question.asOfSeq === null ? days : [...days, sql<SqlBool>`e.seq <= ${question.asOfSeq}`]
}

/** What the asker may see of it, and of that what the question narrows to. */
export function narrowed(asker: Asker, question: Question, source: Source): Expression<SqlBool>[] {
  const asked = Object.entries(question.where).map(([name, value]) => holds(groupingOf(name), value, source))
  const among = question.members ? [sql<SqlBool>`e.member_id = any(${question.members}::uuid[])`] : []
  return [rowsIn(asker.actor, asker.scope, 'memberId', 'e'), ...asked, ...among]
}

function holds(by: By, value: string, source: Source): Expression<SqlBool> {
  if (by === 'none') return sql<SqlBool>`true`
  const column = columnOf(by, source)
  if (value === '') return sql<SqlBool>`${column} is null`
  if (!inUuids(by)) return sql<SqlBool>`${column} = ${value}`
  return isUuid(value) ? sql<SqlBool>`${column} = ${value}::uuid` : sql<SqlBool>`false`
}
const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
