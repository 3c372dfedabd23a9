import { sql } from 'kysely'
import { casesOf, type Input, type Metric, metricValue, type Parts } from '#ledger/rules/metric.ts'
import type { Rational } from '#ledger/rules/rounding.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import { type Asker, headSeq, lastDay, type Question } from './question.ts'
import { distinctAccounts, type Sums, sums } from './sums.ts'

/** A figure of a group: null is absent and never 0. Money in minor units, counts in millionths, the rest plain. */
export interface Figure {
  readonly value: Rational | null
  readonly parts: Parts
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

/** What a practice works out by a query of its own: levels from versions, cohorts, medians. */
export interface OwnInputs {
  /** The inputs `from: 'own'`, in their order, of each group and of the whole (key `all`). */
  values(asker: Asker, question: Question): Promise<ReadonlyMap<string | null, readonly (Rational | null)[]>>
}
export interface MetricSource extends Metric {
  readonly own?: OwnInputs
}

/** `evaluate(metric, scope, period, asOf)`: everybody asks here; nobody writes a second SUM. */
export async function evaluate(asker: Asker, asked: Question & { readonly metric: MetricSource }): Promise<Answer> {
  const question = { ...asked, asOfSeq: asked.asOfSeq }
  const { metric } = question
  const fromEntries = metric.inputs.filter((one) => one.from === 'entries')
  const grouped = await sums(asker, question, fromEntries)
  const fixed: Question = {
    ...question,
    asOfSeq: question.asOfSeq ?? (fromEntries.length ? null : await headSeq(asker.db, asker.actor.orgId)),
  }
  const distinct = await distinctOf(asker, fixed)
  const own = (await metric.own?.values(asker, fixed)) ?? new Map()
  const partsOf = (key: string | null, group: Sums | undefined): Parts => partsFor(metric, key, group, distinct, own)
  const keys = new Set<string | null>([
    ...grouped.groups.map((one) => one.key),
    ...distinct.keys(),
    ...own.keys(),
    ...(await everybody(asker, question)),
  ])
  keys.delete(whole)
  const byKey = new Map(grouped.groups.map((one) => [one.key, one]))
  const rows = [...keys].map((key) => ({
    key,
    ...figure(metric, partsOf(key, byKey.get(key)), byKey.get(key)?.entries ?? 0n),
  }))
  const total = totalOf(grouped.groups, fromEntries.length)
  return {
    total: figure(metric, partsFor(metric, whole, total, distinct, own), total.entries),
    rows,
    asOfSeq: fixed.asOfSeq ?? grouped.asOfSeq,
  }
}
const whole = 'all'

function figure(metric: Metric, parts: Parts, entries: bigint): Figure {
  return { value: metricValue(metric, parts), parts, entries, cases: casesOf(metric, parts) }
}

function partsFor(
  metric: Metric,
  key: string | null,
  group: Sums | undefined,
  distinct: ReadonlyMap<string | null, bigint>,
  own: ReadonlyMap<string | null, readonly (Rational | null)[]>,
): Parts {
  let entry = 0
  let mine = 0
  return metric.inputs.map((input: Input) => {
    if (input.from === 'entries') return { n: group?.values[entry++] ?? 0n, d: 1n }
    if (input.from === 'distinct') return { n: (distinct.get(key) ?? 0n) * WHOLE, d: 1n }
    return own.get(key)?.[mine++] ?? null
  })
}

function totalOf(groups: readonly Sums[], inputs: number): Sums {
  const values = Array.from({ length: inputs }, (_, i) => groups.reduce((sum, one) => sum + (one.values[i] ?? 0n), 0n))
  return { key: whole, values, entries: groups.reduce((sum, one) => sum + one.entries, 0n) }
}

async function distinctOf(asker: Asker, question: Question): Promise<Map<string | null, bigint>> {
  const input = question.metric.inputs.find((one) => one.from === 'distinct')
  if (!input) return new Map()
  const all = await distinctAccounts(asker, { ...question, by: 'none' }, input.kinds)
  const groups = question.by === 'none' ? new Map() : await distinctAccounts(asker, question, input.kinds)
  return new Map([...groups, [whole, all.get(whole) ?? 0n]])
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
      and ${reach(asker)}`.execute(db)
    return rows.map((row) => row.id)
  }
  if (question.by === 'team' && asker.scope === 'all') {
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
