import { sql } from 'kysely'
import type { Metrics } from '#ledger/server/metrics.ts'
import type { Write } from '#ledger/server/write.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { QuotaCellJson, QuotaRowJson } from '../contract/quotas.ts'
import { type Target, target } from '../records/target.ts'
import { type Measure, unitsOf, unitsText } from '../rules/amount.ts'
import { amountsAfter, type TargetChange } from '../rules/quota.ts'
import { decidedAbout } from './changesOf.ts'
import { targetMetric } from './checkTarget.ts'
import type { QuotaHead, QuotasAsked } from './quotaPeople.ts'

interface TargetRow {
  readonly id: string
  readonly version: number
  readonly member_id: string | null
  readonly team_id: string | null
  readonly period: string
  readonly amount: string
  readonly accepted: boolean
  readonly changed: boolean
  readonly declined_for: string | null
}
interface ChangeRow {
  readonly target_id: string
  readonly kind: 'change' | 'correction'
  readonly state: string
  readonly from: string | null
  readonly amount: string
}

/** The targets of a year by row: those of its months, and the ones for a quarter or all of it. */
export async function quotaCells(
  asked: QuotasAsked,
): Promise<(head: QuotaHead) => Pick<QuotaRowJson, 'cells' | 'others'>> {
  const { months, quarters, key } = asked.year
  const targets = await targetsOf(asked)
  const changes = await changesOf(asked, targets)
  const byRow = Map.groupBy(targets, ({ member_id, team_id }) => member_id ?? team_id ?? '')
  const place = new Map(months.map((month, i) => [month.key, i]))
  const wholes = [...quarters.map((quarter) => quarter.key), key]
  return ({ kind, id }) => {
    const mine = byRow.get(kind === 'organisation' ? '' : id) ?? []
    const cells: (QuotaCellJson | null)[] = months.map(() => null)
    for (const one of mine) {
      const i = place.get(one.period)
      if (i !== undefined) cells[i] = cellOf(one, changes.get(one.id) ?? [], asked.measure)
    }
    const others = mine
      .filter(({ period }) => wholes.includes(period))
      .map((one) => ({ period: one.period, amount: cellOf(one, changes.get(one.id) ?? [], asked.measure).amount }))
    return { cells, others }
  }
}

async function targetsOf({ db, actor, scope, metric, year }: QuotasAsked): Promise<readonly TargetRow[]> {
  const periods = [...year.months, ...year.quarters, year].map(({ key }) => key)
  const { rows } = await sql<TargetRow>`select id, version, member_id, team_id, period, amount::text,
      accepted_at is not null as accepted, changed_at is not null as changed, declined_for
    from target where org_id = ${actor.orgId}::uuid and deleted_at is null and metric = ${metric}
      and period = any(${periods}::text[]) and ${rowsIn(actor, scope, target.owner)}`.execute(db)
  return rows
}

async function changesOf(
  { db, actor }: QuotasAsked,
  targets: readonly TargetRow[],
): Promise<ReadonlyMap<string, readonly ChangeRow[]>> {
  const ids = targets.filter(({ changed }) => changed).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ChangeRow>`select target_id, kind, state, "from"::text, amount::text from target_change
    where org_id = ${actor.orgId}::uuid and target_id = any(${ids}::uuid[]) and state <> 'declined' and deleted_at is null
    order by coalesce(answered_at, created_at), id`.execute(db)
  return Map.groupBy(rows, (row) => row.target_id)
}

function cellOf(of: TargetRow, changes: readonly ChangeRow[], measure: Measure): QuotaCellJson {
  const inForce = changes.filter(({ state }) => state === 'inForce')
  const waiting = changes.findLast(({ state }) => state === 'waiting')
  const first: TargetChange = { kind: 'change', from: null, amount: unitsOf(of.amount, measure) }
  const amounts =
    inForce.length === 0 ? [first] : amountsAfter([first, ...inForce.map((one) => changeOf(one, measure))])
  const last = amounts.at(-1) ?? first
  return {
    id: of.id,
    version: of.version,
    amount: unitsText(last.amount, measure),
    several: amounts.length > 1,
    settled: of.accepted || of.changed,
    accepted: of.accepted,
    waiting: waiting?.amount ?? null,
    declinedFor: of.declined_for,
  }
}

function changeOf({ kind, from, amount }: ChangeRow, measure: Measure): TargetChange {
  return { kind, from: from === null ? null : Temporal.PlainDate.from(from), amount: unitsOf(amount, measure) }
}

/** The last amount in force of targets that may have been changed. */
export async function amountsNow(
  { tx, actor, org }: Write,
  metrics: Metrics,
  targets: readonly Target[],
): Promise<(of: Target) => string> {
  const changed = targets.filter(({ changedAt }) => changedAt !== null)
  if (changed.length === 0) return ({ amount }) => amount
  const decided = await decidedAbout(tx, actor.orgId, changed)
  return (of) => {
    if (of.changedAt === null) return of.amount
    const { measure } = targetMetric(metrics, of.metric, org)
    const last = decided.amountsOf(of, measure).at(-1)
    return last === undefined ? of.amount : unitsText(last.amount, measure)
  }
}
