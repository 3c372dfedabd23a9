import { sql } from 'kysely'
import {
  casesOf,
  type Input,
  type Metric,
  metricValue,
  mixOf,
  type OwnInput,
  type Parts,
} from '#ledger/rules/metric.ts'
import type { Formula } from '#ledger/rules/ownMetric.ts'
import type { Rational } from '#ledger/rules/rounding.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import type { Locale } from '#platform/text/messages.ts'
import { type CaseAnswer, type CaseSums, caseSums, nothing, type OwnCases } from './cases.ts'
import { type Asker, groupingOf, headSeq, inSnapshot, lastDay, ofEntries, type Question } from './question.ts'
import { type Distinct, distinctAccounts, type Sums, sums } from './sums.ts'

/** A figure of a group: null is absent and never 0. Money in minor units, counts in millionths, the rest plain. */
export interface Figure {
  readonly value: Rational | null
  readonly parts: Parts
  /** How many entries and records went in. */
  readonly entries: bigint
  readonly cases: { cases: string; low: string; high: string } | null
}
export interface Row extends Figure {
  /** Null where nobody is credited. */
  readonly key: string | null
}
export interface Answer {
  readonly total: Figure
  readonly rows: readonly Row[]
  readonly asOfSeq: bigint
}

/** A metric with what a practice works out by a query of its own: levels from versions, cohorts, medians. */
export interface MetricSource extends Metric {
  readonly own?: OwnCases
  /** Of a metric that an organisation defined: its own words, and the formula that it was made of. */
  readonly defined?: Defined
}
export interface Defined {
  readonly id: string | null
  readonly names: { readonly [locale in Locale]: string }
  readonly formula: Formula
  readonly revision: number
  /** A draft is looked at while it is written; it has no key to be asked for by. */
  readonly state: 'current' | 'archived' | 'former' | 'draft'
}
export interface MetricQuestion extends Question {
  readonly metric: MetricSource
}

/** `evaluate(metric, scope, period, asOf)`: everybody asks here; nobody writes a second SUM. Throws Fault `metric.by_unknown`. */
export async function evaluate(asker: Asker, question: MetricQuestion): Promise<Answer> {
  const { metric } = question
  groupingOf(question.by, metric.by)
  if (metric.combine === 'mix') return mix(asker, question)
  if (question.by === 'teamTree') return inSnapshot(asker.db, (db) => treeOf({ ...asker, db }, question))
  if (metric.inputs.every((one) => one.from === 'entries')) return answerOf(asker, question)
  return inSnapshot(asker.db, (db) => answerOf({ ...asker, db }, question))
}

/** The rows overlap, so the whole is asked for by itself. */
async function treeOf(asker: Asker, question: MetricQuestion): Promise<Answer> {
  const { rows } = await answerOf(asker, question)
  return { ...(await answerOf(asker, { ...question, by: 'none' })), rows }
}

async function answerOf(asker: Asker, question: MetricQuestion): Promise<Answer> {
  const { metric } = question
  const fromEntries = metric.inputs.filter((one) => one.from === 'entries')
  // asked at once: within a snapshot they go down one connection behind each other
  const [flows, distinct, own, all] = await Promise.all([
    sums(asker, ofEntries(asker, question), fromEntries),
    distinctOf(asker, question),
    ownOf(asker, question),
    everybody(asker, question),
  ])
  const found: Found = { flows: new Map(flows.groups.map((one) => [one.key, one])), distinct, own }
  const keys = new Set<string | null>([
    ...found.flows.keys(),
    ...found.distinct.groups.keys(),
    ...found.own.groups.keys(),
  ])
  for (const key of all) keys.add(key)
  const rows = [...(question.by === 'none' ? [] : keys)].map((key) => ({
    key,
    ...figure(metric, found.flows.get(key), found.distinct.groups.get(key), found.own.groups.get(key)),
  }))
  return {
    total: figure(metric, totalOf(flows.groups, fromEntries.length), found.distinct.whole, found.own.whole),
    rows,
    asOfSeq: question.asOfSeq ?? (fromEntries.length ? flows.asOfSeq : await headSeq(asker.db, asker.actor.orgId)),
  }
}

interface Found {
  readonly flows: ReadonlyMap<string | null, Sums>
  readonly distinct: { readonly whole: Distinct | undefined; readonly groups: ReadonlyMap<string | null, Distinct> }
  readonly own: CaseAnswer
}

function figure(
  metric: Metric,
  flows: Sums | undefined,
  distinct: Distinct | undefined,
  own: CaseSums | undefined,
): Figure {
  const mine = own ?? nothing(metric.inputs.filter(isOwn))
  let [entry, owned] = [0, 0]
  const parts: Parts = metric.inputs.map((input) => {
    if (input.from === 'entries') return { n: flows?.values[entry++] ?? 0n, d: 1n }
    if (input.from === 'distinct') return { n: (distinct?.accounts ?? 0n) * WHOLE, d: 1n }
    return mine.values[owned++] ?? null
  })
  const entries = (flows?.entries ?? 0n) + (distinct?.entries ?? 0n) + mine.cases
  return { value: metricValue(metric, parts), parts, entries, cases: casesOf(metric, parts) }
}
const isOwn = (input: Input): input is OwnInput => input.from === 'own'

function totalOf(groups: readonly Sums[], inputs: number): Sums {
  const values = Array.from({ length: inputs }, (_, i) => groups.reduce((sum, one) => sum + (one.values[i] ?? 0n), 0n))
  return { key: null, values, entries: groups.reduce((sum, one) => sum + one.entries, 0n) }
}

async function distinctOf(asker: Asker, question: Question): Promise<Found['distinct']> {
  const input = question.metric.inputs.find((one) => one.from === 'distinct')
  if (!input) return { whole: undefined, groups: new Map() }
  const all = await distinctAccounts(asker, { ...question, by: 'none' }, input)
  const groups = question.by === 'none' ? new Map() : await distinctAccounts(asker, question, input)
  return { whole: all.get('all'), groups }
}

async function ownOf(asker: Asker, question: MetricQuestion): Promise<CaseAnswer> {
  const { own, inputs } = question.metric
  const mine = inputs.filter(isOwn)
  return own ? caseSums(asker, question, own, mine) : { whole: nothing(mine), groups: new Map() }
}

/** Each kind's part of all entries of the metric, as shown: the parts sum to 100.0 %. */
async function mix(asker: Asker, question: MetricQuestion): Promise<Answer> {
  const { kind: asked, ...where } = question.where
  const inputs = question.metric.inputs.filter((one) => one.from === 'entries')
  const found = await sums(asker, { ...question, by: 'kind', where }, inputs)
  const groups = new Map(found.groups.map((one) => [one.key, one]))
  const kinds = [...new Set(inputs.flatMap((one) => one.kinds))]
  const count = (group: Sums | undefined) => group?.values[0] ?? 0n
  const shares = mixOf(kinds.map((id) => ({ id, weight: count(groups.get(id)) })))
  const all = totalOf(found.groups, inputs.length)
  const partOf = (group: Sums | undefined, value: Rational | null): Figure => ({
    value,
    parts: [count(group), count(all)].map((n) => ({ n, d: 1n })),
    entries: group?.entries ?? 0n,
    cases: null,
  })
  const row = (key: string): Row => ({ key, ...partOf(groups.get(key), shares.get(key) ?? null) })
  const shown = asked === undefined ? kinds : kinds.filter((kind) => kind === asked)
  return {
    total: asked === undefined ? partOf(all, count(all) === 0n ? null : { n: 1n, d: 1n }) : row(asked),
    rows: question.by === 'kind' ? shown.map(row) : [],
    asOfSeq: found.asOfSeq,
  }
}

/** Rows are everybody employed in the period (every team, every month), zeros included. */
async function everybody(asker: Asker, question: Question): Promise<string[]> {
  const { actor, db } = asker
  if (Object.keys(question.where).length > 0) return []
  const to = lastDay(question).toString()
  const from = question.from.toString()
  if (question.by === 'member') {
    const { rows } = await sql<{
      id: string
    }>`select id from member where org_id = ${actor.orgId}::uuid and deleted_at is null and not vacant
      and (employed_from is null or employed_from <= ${to}::date) and (employed_to is null or employed_to >= ${from}::date)
      and ${reach(asker)} and ${question.members ? sql`id = any(${question.members}::uuid[])` : sql`true`}`.execute(db)
    return rows.map((row) => row.id)
  }
  if ((question.by === 'team' || question.by === 'teamTree') && asker.scope === 'all') {
    const rows = await db
      .selectFrom('team')
      .select('id')
      .where('org_id', '=', actor.orgId)
      .where('deleted_at', 'is', null)
      .execute()
    return rows.map((row) => row.id)
  }
  if (question.by === 'month') return monthsBetween(question.from, lastDay(question))
  return []
}
function reach({ actor, scope }: Asker) {
  if (scope === 'all' || actor.memberId === null) return sql`true`
  if (scope === 'own') return sql`id = ${actor.memberId}::uuid`
  return sql`(id = ${actor.memberId}::uuid or id = any(array(select member_id from line where org_id = ${actor.orgId}::uuid and manager_id = ${actor.memberId}::uuid)))`
}

const monthsMost = 600
function monthsBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): string[] {
  const months: string[] = []
  let month = from.toPlainYearMonth()
  const last = to.toPlainYearMonth()
  while (Temporal.PlainYearMonth.compare(month, last) <= 0 && months.length < monthsMost) {
    months.push(month.toString())
    month = month.add({ months: 1 })
  }
  return months
}
