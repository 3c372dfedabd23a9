import { sql } from 'kysely'
import { Conflict, Fault } from '#ledger/rules/fault.ts'
import { isBefore } from '#ledger/rules/fiscalYear.ts'
import type { Period } from '#ledger/rules/period.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { draft, saveAll } from '#ledger/server/save.ts'
import type { Write } from '#ledger/server/write.ts'
import { rowsIn } from '#platform/access/access.ts'
import { command, type Handled } from '#platform/http/handled.ts'
import type { Scope } from '#platform/record/record.ts'
import { recordOfRow } from '#platform/record/wire.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import type { QuotaCellInput, QuotaRefusalJson, QuotasSavedJson, SavingQuotas } from '../contract/quotas.ts'
import { goals } from '../contract.ts'
import { type TargetChange as ChangeRecord, type Target as TargetRecord, target } from '../records/target.ts'
import { newChange } from './changeTarget.ts'
import { checkedTarget, targetMetric } from './checkTarget.ts'
import { amountsNow } from './quotaCells.ts'
import { quotaYear } from './quotaYear.ts'
import { Target, TargetChange } from './types.ts'

/**
 * Many month targets in one transaction. All cells are checked; if one is refused nothing is written, and the answer says
 * which and why. A cell that somebody else changed since it was read is refused with what stands there now. Accepted
 * targets get a change that waits for acceptance, as by `changeTarget`.
 */
export function saveQuotas(catalogue: Metrics): Handled {
  return command(goals.quotas.save, async ({ write: plain, scope, input }): Promise<QuotasSavedJson> => {
    const write = input.reason === undefined ? plain : { ...plain, reason: input.reason }
    const metrics = await catalogue.in(write.tx, write.actor.orgId)
    const { source } = targetMetric(metrics, input.metric, write.org)
    const { months } = quotaYear(input.year, write.org)
    const cells = input.cells.map(
      (cell): Cell => ({ ...cell, memberId: cell.memberId ?? null, teamId: cell.teamId ?? null }),
    )
    const standing = await standingTargets(write, source.key, cells)
    const saving: Saving = {
      write,
      metrics,
      input,
      metric: source.key,
      months: new Map(months.map((month) => [month.key, month])),
      mayWrite: await reachOf(write, scope, cells),
      standing,
      now: await amountsNow(write, metrics, [...standing.values()]),
      seen: new Set(),
    }
    return keep(write, steps(saving, cells), saving)
  })
}

interface Cell extends QuotaCellInput {
  readonly memberId: string | null
  readonly teamId: string | null
}
interface Saving {
  readonly write: Write
  readonly metrics: Metrics
  readonly input: SavingQuotas
  readonly metric: string
  readonly months: ReadonlyMap<string, Period>
  readonly mayWrite: (cell: Cell) => boolean
  readonly standing: ReadonlyMap<string, TargetRecord>
  /** The amount in force by target. */
  readonly now: (of: TargetRecord) => string
  /** Places that came already. */
  readonly seen: Set<string>
}
interface Step {
  readonly cell: Cell
  readonly fault: Fault | null
  readonly change: { readonly before: TargetRecord | null; readonly after: TargetRecord } | null
  readonly decided: ChangeRecord | null
}

const placeOf = ({ memberId, teamId, period }: Pick<Cell, 'memberId' | 'teamId' | 'period'>) =>
  `${memberId ?? ''} ${teamId ?? ''} ${period}`

function steps(saving: Saving, cells: readonly Cell[]): Step[] {
  return cells.map((cell): Step => {
    const none = { cell, fault: null, change: null, decided: null }
    try {
      return { ...none, ...stepOf(saving, cell) }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      return { ...none, fault: error }
    }
  })
}

/** Throws what is wrong with one cell: Faults `quota.…`, `access.owner_out_of_reach` and those of a target. */
function stepOf(saving: Saving, cell: Cell): Pick<Step, 'change' | 'decided'> {
  const { write, metrics, standing, now, seen, input } = saving
  const before = standing.get(placeOf(cell)) ?? null
  requirePlace(saving, cell)
  seen.add(placeOf(cell))
  const asIs = { change: null, decided: null }
  if (cell.amount === null && before === null) return asIs
  const wanted = checkedTarget(write.org, metrics, {
    ...(before ?? draft(target, { metric: saving.metric, memberId: cell.memberId, teamId: cell.teamId })),
    period: cell.period,
    amount: cell.amount ?? '0',
  })
  if (before !== null && cell.amount !== null && wanted.amount === now(before)) return asIs
  if ((before?.version ?? null) !== cell.version)
    throw new Conflict('quota.changed_meanwhile', { field: 'amount', value: before === null ? '—' : now(before) })
  if (before === null) return { ...asIs, change: { before, after: wanted } }
  const isSettled = before.acceptedAt !== null || before.changedAt !== null
  if (cell.amount === null) {
    if (isSettled) throw new Conflict('quota.accepted_stays', { field: 'amount', value: now(before) })
    return { ...asIs, change: { before, after: { ...before, deletedAt: write.now } } }
  }
  if (!isSettled) return { ...asIs, change: { before, after: { ...wanted, declinedAt: null, declinedFor: null } } }
  const reason = input.reason
  if (reason === undefined) throw new Fault('quota.reason_missing', { field: 'reason', value: null })
  const when = effectiveDay(before, input.from)
  const decided = newChange(write, metrics, before, { id: before.id, amount: wanted.amount, reason, ...when })
  return {
    decided,
    change: { before, after: { ...before, changedAt: write.now, declinedAt: null, declinedFor: null } },
  }
}

/** Throws Faults `quota.not_a_month`, `quota.cell_twice`, `access.owner_out_of_reach`, `target.member_and_team`. */
function requirePlace({ months, seen, mayWrite }: Saving, cell: Cell): void {
  if (!months.has(cell.period)) throw new Fault('quota.not_a_month', { field: 'period', value: cell.period })
  if (seen.has(placeOf(cell))) throw new Fault('quota.cell_twice', { field: 'period', value: cell.period })
  if (mayWrite(cell)) return
  const field = cell.teamId === null ? 'memberId' : 'teamId'
  throw new Fault('access.owner_out_of_reach', { field, value: cell.memberId ?? cell.teamId })
}

/** Months that begin later change from their first day; one that is over has no such day. Throws `quota.month_is_over`. */
function effectiveDay(of: TargetRecord, from: string | undefined) {
  if (from === undefined) return { kind: 'correction' } as const
  const day = Temporal.PlainDate.from(from)
  if (isBefore(of.to, day))
    throw new Fault('quota.month_is_over', { field: 'from', value: from, last: of.to.toString() })
  return { kind: 'change', from: (isBefore(day, of.from) ? of.from : day).toString() } as const
}

async function keep(write: Write, all: readonly Step[], saving: Saving): Promise<QuotasSavedJson> {
  const refused = all.flatMap(({ cell, fault }) => (fault === null ? [] : [refusal(write, cell, fault, saving)]))
  if (refused.length > 0) return { saved: 0, waiting: 0, refused }
  const decided = all.flatMap((step) => step.decided ?? [])
  const changes = all.flatMap(({ change }) => change ?? [])
  await saveAll(
    write,
    TargetChange,
    decided.map((after) => ({ before: null, after })),
  )
  await saveAll(write, Target, changes)
  return { saved: changes.length, waiting: decided.filter(({ state }) => state === 'waiting').length, refused: [] }
}

function refusal(write: Write, cell: Cell, fault: Fault, { standing, now }: Saving): QuotaRefusalJson {
  const there = standing.get(placeOf(cell))
  return {
    memberId: cell.memberId,
    teamId: cell.teamId,
    period: cell.period,
    code: fault.code,
    message: say(localeOf(write.actor.locale), `fault.${fault.code}`, fault.details),
    now: there === undefined ? null : { version: there.version, amount: now(there) },
  }
}

/** What stands in the cells' places, held until the end of the transaction. */
async function standingTargets(
  { tx, actor }: Write,
  metric: string,
  cells: readonly Cell[],
): Promise<ReadonlyMap<string, TargetRecord>> {
  const of = (name: 'memberId' | 'teamId') => [...new Set(cells.flatMap((cell) => cell[name] ?? []))]
  const periods = [...new Set(cells.map(({ period }) => period))]
  const { rows } = await sql<Record<string, unknown>>`select * from target
    where org_id = ${actor.orgId}::uuid and deleted_at is null and metric = ${metric}
      and period = any(${periods}::text[])
      and (member_id = any(${of('memberId')}::uuid[]) or team_id = any(${of('teamId')}::uuid[])
        or (member_id is null and team_id is null))
    order by id for update`.execute(tx)
  const found = rows.map((row) => recordOfRow(target, row))
  return new Map(found.map((one) => [placeOf(one), one]))
}

/** A team's is set by those above the team, the organisation's by those whose right reaches all: as one by itself. */
async function reachOf({ tx, actor }: Write, scope: Scope, cells: readonly Cell[]): Promise<(cell: Cell) => boolean> {
  const idsIn = async (table: 'member' | 'team', ids: readonly string[], owner: string) => {
    if (ids.length === 0) return new Set<string>()
    const led = table === 'team' && scope !== 'all' ? sql`and manager_id is not null` : sql``
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
      where org_id = ${actor.orgId}::uuid and id = any(${ids}::uuid[]) and deleted_at is null ${led}
        and ${rowsIn(actor, scope, owner)}`.execute(tx)
    return new Set(rows.map(({ id }) => id))
  }
  const members = await idsIn('member', [...new Set(cells.flatMap(({ memberId }) => memberId ?? []))], 'id')
  const teams = await idsIn('team', [...new Set(cells.flatMap(({ teamId }) => teamId ?? []))], 'managerId')
  return ({ memberId, teamId }) => {
    if (memberId === null && teamId === null) return scope === 'all'
    return (memberId === null || members.has(memberId)) && (teamId === null || teams.has(teamId))
  }
}
