import { type RawBuilder, sql } from 'kysely'
import { currencyDigits } from '#ledger/rules/currency.ts'
import type { OwnInput } from '#ledger/rules/metric.ts'
import { moneyToJson } from '#ledger/rules/money.ts'
import { parseDecimal, ratioText } from '#ledger/rules/rounding.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import type { CaseJson } from '../contract.ts'
import { caseSource } from './cases.ts'
import type { MetricQuestion } from './evaluate.ts'
import type { Asker } from './question.ts'
import { joins, narrowed, regionsOf } from './sums.ts'

export interface CaseEvidence {
  readonly records: readonly CaseJson[]
  readonly recordCount: number
  readonly nextRecordsCursor: string | null
}
const pageSize = 50

interface CaseRow {
  readonly case_id: string
  readonly type: string
  readonly id: string
  readonly name: string | null
  readonly on: string | null
  readonly member_id: string | null
  readonly stage_id: string | null
  readonly state: string | null
  readonly amount: string | null
  readonly currency: string | null
  readonly amount_base: string | null
  readonly share: string | null
  readonly total: bigint
  readonly [part: `p${number}`]: unknown
}

/**
 * The records behind a metric's own inputs as they were, newest day first and to the end of the list, each with what it
 * brings to each of the inputs: so the list adds up to them.
 */
export async function caseEvidence(
  asker: Asker,
  question: MetricQuestion,
  cursor: string | undefined,
  types: Types,
): Promise<CaseEvidence> {
  const { own, inputs } = question.metric
  const mine = inputs.filter((one) => one.from === 'own')
  if (!own) return { records: [], recordCount: 0, nextRecordsCursor: null }
  const source = caseSource(await own.relation(asker, question))
  const { rows } = await sql<CaseRow>`
    with recursive head as (select 1)${regionsOf(asker, question)}, c as materialized (
      select distinct on (e.case_id) e.* from ${source.from} ${joins(asker, question, source)}
      where ${sql.join(narrowed(asker, question, source), sql` and `)} order by e.case_id, e.member_id)
    select c.*, (select count(*) from c) as total from c ${cursor ? afterOf(cursor) : sql``}
    order by ${order} desc, c.case_id desc limit ${pageSize + 1}`.execute(asker.db)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    records: await named(asker, shown, mine, types),
    recordCount: Number(rows[0]?.total ?? 0n),
    nextRecordsCursor: rows.length > pageSize && last ? `${last.on ?? never}_${last.case_id}` : null,
  }
}
/** Those without a day come last. */
const never = '0001-01-01'
const order: RawBuilder<unknown> = sql`coalesce(c."on", ${never}::date)`

function afterOf(cursor: string): RawBuilder<unknown> {
  const [day = '', id = ''] = cursor.split('_')
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return sql``
  return sql`where (${order}, c.case_id) < (${day}::date, ${id})`
}

async function named(
  asker: Asker,
  rows: readonly CaseRow[],
  inputs: readonly OwnInput[],
  types: Types,
): Promise<CaseJson[]> {
  const look = async (type: string, ids: readonly (string | null)[]) => {
    const declaration = types.get(type)
    const known = [...new Set(ids.filter((id) => id !== null))]
    return declaration ? namesOf(asker.db, asker.actor, declaration, known) : {}
  }
  const seen: Record<string, string> = {}
  for (const [type, own] of Map.groupBy(rows, (row) => row.type))
    Object.assign(
      seen,
      await look(
        type,
        own.map((row) => row.id),
      ),
    )
  const members = await look(
    'member',
    rows.map((row) => row.member_id),
  )
  const stages = await look(
    'stage',
    rows.map((row) => row.stage_id),
  )
  const nameIn = (names: Record<string, string>, id: string | null) => (id === null ? null : (names[id] ?? null))
  return rows.map((row) => ({
    type: row.type,
    id: row.id,
    // As it was called then, to those who may see it now.
    name: seen[row.id] === undefined ? null : row.name,
    on: row.on,
    memberId: row.member_id,
    memberName: nameIn(members, row.member_id),
    stageId: row.stage_id,
    stageName: nameIn(stages, row.stage_id),
    state: row.state,
    amount: moneyOf(row.amount, row.currency),
    amountBase: moneyOf(row.amount_base, asker.org.currency),
    share: row.share,
    parts: inputs.map((one, i) => partText(one, row[`p${i}`], asker.org.currency)),
  }))
}

function moneyOf(minor: string | null, currency: string | null) {
  return minor === null || currency === null ? null : moneyToJson({ amount: BigInt(minor), currency })
}

/** Exact: a weighted amount keeps its fractions of a cent, for only the sum is rounded. */
function partText(input: OwnInput, value: unknown, currency: string): string | null {
  const exact = value === null || value === undefined ? undefined : parseDecimal(String(value))
  if (!exact) return null
  const scale = input.unit === 'money' ? 10n ** BigInt(currencyDigits(currency)) : 1n
  return ratioText(exact.n, exact.d * scale, 18)
}
