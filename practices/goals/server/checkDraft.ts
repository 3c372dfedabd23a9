import { sql } from 'kysely'
import { Fault } from '#ledger/rules/fault.ts'
import { isBefore } from '#ledger/rules/fiscalYear.ts'
import type { By } from '#ledger/rules/metric.ts'
import { type Period, periodOf, previousPeriod, samePlaceLastYear } from '#ledger/rules/period.ts'
import { evaluate, type MetricQuestion, type MetricSource } from '#ledger/server/evaluate.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import { rowsIn } from '#platform/access/access.ts'
import type { App } from '#platform/config/context.ts'
import type { Call } from '#platform/http/handled.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { localeOf, say } from '#platform/text/messages.ts'
import { type CheckJson, type DraftTarget, smartLetters } from '../contract/check.ts'
import { type Measure, unitsOf, unitsText, wholeUnits } from '../rules/amount.ts'
import { type DraftFacts, type Finding, smartFindings } from '../rules/smart.ts'
import { type TargetMetric, targetMetric } from './checkTarget.ts'
import { besideOf, type Draft, hasParent, lastYearOf, othersOf } from './draftNeighbours.ts'

const PERIODS = 12
const SOURCE_DAYS = 90

/** Advice on a target that is thought of, from what the asker may see. Throws Fault `access.owner_out_of_reach`. */
export function checkDraft(app: App, call: Omit<Call<DraftTarget>, 'app'>, metrics: Metrics): Promise<CheckJson> {
  const { db, actor, scope, input } = call
  return inSnapshot(db, async (snapshot) => {
    const org = await orgSettings(snapshot, actor.orgId)
    const asker: Asker = { db: snapshot, actor, scope, org }
    const memberId = input.memberId ?? null
    await requireReach(asker, memberId)
    const known = attempt(() => (input.metric ? targetMetric(metrics, input.metric, org) : null))
    const period = attempt(() => (input.period ? periodOf(input.period, org) : null))
    const metric = known ?? null
    const draft: Draft = {
      memberId,
      teamId: input.teamId ?? null,
      metric,
      period: period ?? null,
      amount: amountOf(input, metric?.measure ?? null),
      today: todayIn(org, app.clock.now()),
    }
    const facts: DraftFacts = {
      metric: !input.metric
        ? 'missing'
        : known
          ? 'known'
          : attempt(() => metrics.of(input.metric ?? ''))
            ? 'noDirection'
            : 'unknown',
      better: metric?.better ?? 'higher',
      hasOwner: input.memberId !== undefined || input.teamId !== undefined,
      period: !input.period ? 'missing' : !period ? 'unknown' : isBefore(period.to, draft.today) ? 'over' : 'known',
      amount: draft.amount,
      notAlignedFor: input.notAlignedFor ?? null,
      ...(await behind(asker, metrics, draft)),
    }
    const measure = metric?.measure ?? { unit: 'money', currency: org.currency }
    return checkJson(smartFindings(facts), measure, actor.locale)
  })
}

/** Undefined where it is refused. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}

function amountOf({ amount }: DraftTarget, measure: Measure | null): DraftFacts['amount'] {
  if (!amount) return 'missing'
  return measure === null ? 'invalid' : (attempt(() => unitsOf(amount, measure)) ?? 'invalid')
}

/** Nobody looks at what somebody reached whom they may not see. */
export async function requireReach({ db, actor, scope }: Asker, memberId: string | null): Promise<void> {
  if (memberId === null || scope === 'all') return
  const { rows } = await sql`select from member where org_id = ${actor.orgId}::uuid and id = ${memberId}::uuid
    and ${rowsIn(actor, scope, 'id')}`.execute(db)
  if (rows.length === 0) throw new Fault('access.owner_out_of_reach', { field: 'memberId', value: memberId })
}

type Behind = Pick<DraftFacts, 'hasSource' | 'reached' | 'capacity' | 'hasParent' | 'goals' | 'beside' | 'lastYear'>

async function behind(asker: Asker, metrics: Metrics, draft: Draft): Promise<Behind> {
  const { metric, period } = draft
  const others = period === null ? [] : await othersOf(asker, draft, period)
  const nothing = { hasSource: null, reached: [], capacity: null, lastYear: null }
  const goals = draft.memberId === null ? 1 : others.length + 1
  const beside = metric === null ? null : besideOf(metrics, metric.source, others)
  if (metric === null || period === null) return { ...nothing, hasParent: draft.memberId === null, goals, beside }
  const past = pastPeriods(period, draft.today, asker)
  return {
    hasSource: await hasSource(asker, metric.source, draft.today),
    reached: await reachedIn(asker, metric, draft, past),
    capacity: metric.source.key === 'revenue_booked' ? await capacityOf(asker, metrics, metric, draft, past[0]) : null,
    hasParent: await hasParent(asker, draft, metric.source.key, period),
    goals,
    beside,
    lastYear: await lastYearOf(asker, draft, metric, samePlaceLastYear(period, asker.org)),
  }
}

/** The last comparable periods that are over, the newest first. */
export function pastPeriods(period: Period, today: Temporal.PlainDate, { org }: Asker, most = PERIODS): Period[] {
  const found: Period[] = []
  for (
    let i = 0, one = previousPeriod(period, org);
    found.length < most && i < most * 3;
    i += 1, one = previousPeriod(one, org)
  )
    if (isBefore(one.to, today)) found.push(one)
  return found
}

export const askedOf = (metric: MetricSource, by: By, { from, to }: Pick<Period, 'from' | 'to'>): MetricQuestion => ({
  metric,
  by,
  from,
  to,
  periodAsked: true,
  asOf: null,
  asOfSeq: null,
  where: {},
})

/** Null for what is read from records instead of entries. */
async function hasSource(asker: Asker, metric: MetricSource, today: Temporal.PlainDate): Promise<boolean | null> {
  const kinds = [...new Set(metric.inputs.flatMap((one) => (one.from === 'own' ? [] : one.kinds)))]
  if (kinds.length === 0) return null
  const since = today.subtract({ days: SOURCE_DAYS - 1 }).toString()
  const { rows } =
    await sql`select from ledger_entry where org_id = ${asker.org.id}::uuid and kind = any(${kinds}::text[])
    and occurred_on between ${since}::date and ${today.toString()}::date limit 1`.execute(asker.db)
  return rows.length > 0
}

/** What people of the same role reached, what teams did, or the organisation. */
async function reachedIn(asker: Asker, metric: TargetMetric, draft: Draft, past: readonly Period[]): Promise<bigint[]> {
  const by = draft.memberId !== null ? 'member' : draft.teamId !== null ? 'teamTree' : 'none'
  const peers = draft.memberId === null ? null : await peersOf(asker, draft.memberId)
  const found: bigint[] = []
  for (const period of past) {
    const { total, rows } = await evaluate(asker, askedOf(metric.source, by, period))
    for (const { key, value } of by === 'none' ? [{ ...total, key: null }] : rows)
      if (value !== null && (peers === null || (key !== null && peers.has(key))))
        found.push(wholeUnits(value, metric.measure))
  }
  return found
}

async function peersOf({ db, org }: Asker, memberId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from member where org_id = ${org.id}::uuid and not vacant
    and role = (select role from member where org_id = ${org.id}::uuid and id = ${memberId}::uuid)`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

async function capacityOf(
  asker: Asker,
  metrics: Metrics,
  metric: TargetMetric,
  draft: Draft,
  last: Period | undefined,
): Promise<DraftFacts['capacity']> {
  const { period } = draft
  if (period === null || last === undefined) return null
  const where = whereOf(draft)
  const valueIn = async (question: MetricQuestion) => {
    const { value } = (await evaluate(asker, { ...question, where })).total
    return value === null ? 0n : wholeUnits(value, metric.measure)
  }
  return {
    open: await valueIn(askedOf(metrics.of('pipeline_open'), 'none', period)),
    trailing: await valueIn(askedOf(metric.source, 'none', last)),
  }
}
export const whereOf = ({ memberId, teamId }: Pick<Draft, 'memberId' | 'teamId'>): MetricQuestion['where'] =>
  memberId !== null ? { member: memberId } : teamId !== null ? { teamTree: teamId } : {}

function checkJson(findings: readonly Finding[], measure: Measure, locale: string): CheckJson {
  const said = (one: Finding) => {
    const params: Record<string, string> = {}
    for (const [name, units] of Object.entries(one.amounts)) params[name] = amountText(units, measure)
    for (const [name, count] of Object.entries(one.counts)) params[name] = String(count)
    return { code: one.code, params, says: say(localeOf(locale), `goals.check.${one.code}`, params) }
  }
  return {
    letters: smartLetters.map((letter) => {
      const own = findings.filter((one) => one.letter === letter)
      return { letter, ok: own.length === 0, findings: own.map(said) }
    }),
  }
}
export const amountText = (units: bigint, measure: Measure): string =>
  measure.unit === 'money' ? `${unitsText(units, measure)} ${measure.currency}` : unitsText(units, measure)
