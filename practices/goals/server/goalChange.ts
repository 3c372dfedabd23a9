import { attainment } from '#ledger/rules/attainment.ts'
import { shownParts, times, units } from '#ledger/rules/change.ts'
import { businessDay } from '#ledger/rules/day.ts'
import { Fault } from '#ledger/rules/fault.ts'
import { type Rational, rational, ratioText } from '#ledger/rules/rounding.ts'
import { type Change, changeOf, type Known, type Other } from '#ledger/server/change.ts'
import type { Figure, MetricQuestion } from '#ledger/server/evaluate.ts'
import { figuresOf } from '#ledger/server/figures.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { metricName } from '#ledger/server/metricText.ts'
import { type Asker, inSnapshot } from '#ledger/server/question.ts'
import { partsLimit } from '#ledger/server/routes.ts'
import type { App } from '#platform/config/context.ts'
import type { Call } from '#platform/http/handled.ts'
import { member } from '#platform/org/records/member.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { findWire } from '#platform/record/server/find.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import { localeOf } from '#platform/text/messages.ts'
import type { GoalAtJson, GoalChangeInput, GoalChangeJson, TargetEffectJson } from '../contract/goalChange.ts'
import { type Target, type TargetChange, target } from '../records/target.ts'
import { figureUnits, unitsJson, unitsOf } from '../rules/amount.ts'
import { attainmentEffects } from '../rules/attainmentChange.ts'
import { quotaFor } from '../rules/progress.ts'
import { amountsAfter, type TargetChange as Decision } from '../rules/quota.ts'
import { decisionsAbout } from './changesOf.ts'
import { namesFor } from './goals.ts'
import { type Sources, sourcesFor } from './progressOf.ts'
import { nobodys, targetsOf, whoseIs } from './targetRows.ts'

/** Attainments are told in ten-thousandths. */
const SCALE = 10_000n

/** Why the attainment of a target moved between two days. Faults `record.not_found`, and those of `changeOf`. */
export function goalChangeOf(
  app: App,
  call: Omit<Call<GoalChangeInput>, 'app'>,
  metrics: Metrics,
  types: Types,
): Promise<GoalChangeJson> {
  const { db, actor, scope, input } = call
  const [since, until] = [Temporal.PlainDate.from(input.since), Temporal.PlainDate.from(input.until)]
  return inSnapshot(db, async (snapshot) => {
    await findWire(snapshot, actor, target, input.targetId, scope)
    const [of] = await targetsOf(snapshot, actor.orgId, [input.targetId])
    if (of === undefined || of.deletedAt !== null)
      throw new Fault('record.not_found', { field: 'targetId', value: input.targetId, type: 'target' })
    const org = await orgSettings(snapshot, actor.orgId)
    const asker: Asker = { db: snapshot, actor, scope, org }
    const now = app.clock.now()
    const sources = await sourcesFor(app.secret, asker, metrics, [of], { asOf: until, today: todayIn(org, now) })
    const question = questionOf(of, sources)
    const asked = { question, since, until, known: input.known ?? null, now }
    const change = await changeOf(asker, asked, partsLimit(input.limit), types)
    const decided = await decisions(asker, of, sources, { known: change.known, since, until })
    const makers = decided.steps.flatMap(({ change: one }) => one.createdBy ?? [])
    const names = { ...(await namesFor(asker, [of])), ...(await namesOf(snapshot, actor, member, makers)) }
    return changeJson(app.secret, asker, { of, sources, change, decided, names, since, until })
  })
}

function questionOf(of: Target, sources: Sources): MetricQuestion {
  const where = of.memberId !== null ? { member: of.memberId } : of.teamId !== null ? { teamTree: of.teamId } : {}
  const { source: metric } = sources.metricOf(of)
  return { metric, by: 'none', from: of.from, to: of.to, periodAsked: true, asOf: null, asOfSeq: null, where }
}

interface Decisions {
  /** On the first day. */
  readonly first: bigint | null
  readonly steps: readonly {
    readonly change: TargetChange
    readonly on: Temporal.PlainDate
    readonly quota: bigint | null
  }[]
}

/** The target on the first day and after each decision until the last one; with all that is known now there are no steps. */
async function decisions(
  { db, org }: Asker,
  of: Target,
  sources: Sources,
  days: { readonly known: Known; readonly since: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Promise<Decisions> {
  const { measure } = sources.metricOf(of)
  const pacer = of.memberId === null ? nobodys : sources.pacerOf(of.memberId)
  const all = (await decisionsAbout(db, org.id, of.id)).map((change) => ({
    change,
    on: businessDay(change.answeredAt ?? change.createdAt, org.timeZone),
    decision: { kind: change.kind, from: change.from, amount: unitsOf(change.amount, measure) } satisfies Decision,
  }))
  const isBy = (one: (typeof all)[number], day: Temporal.PlainDate) =>
    days.known === 'now' || Temporal.PlainDate.compare(one.on, day) <= 0
  const first: Decision = { kind: 'change', from: null, amount: unitsOf(of.amount, measure) }
  const quotaAfter = (some: typeof all) =>
    quotaFor(amountsAfter([first, ...some.map(({ decision }) => decision)]), pacer, sources.tellingOf(of))
  const before = all.filter((one) => isBy(one, days.since))
  const later = all.filter((one) => !isBy(one, days.since) && isBy(one, days.until))
  return {
    first: quotaAfter(before),
    steps: later.map(({ change, on }, i) => ({ change, on, quota: quotaAfter([...before, ...later.slice(0, i + 1)]) })),
  }
}

interface Told {
  readonly of: Target
  readonly sources: Sources
  readonly change: Change
  readonly decided: Decisions
  readonly names: Readonly<Record<string, string>>
  readonly since: Temporal.PlainDate
  readonly until: Temporal.PlainDate
}

// Long: a line or two for each member of the answer, in the order in which the contract names them.
function changeJson(secret: string, asker: Asker, told: Told): GoalChangeJson {
  const { of, sources, change, decided, names, since, until } = told
  const { source, measure, better } = sources.metricOf(of)
  const quotas = [decided.first, ...decided.steps.map(({ quota }) => quota)]
  const actuals = [change.before.value, change.after.value].map((value) =>
    value === null ? null : figureUnits(value, measure),
  )
  const [a1 = null, a2 = null] = actuals
  const effects =
    a1 === null || a2 === null || change.weights === null || !sources.isWhole(of)
      ? null
      : attainmentEffects({ actuals: [a1, a2], quotas, better })
  const shown = effects === null ? null : shownOf(effects, change, (value) => figureUnits(value, measure))
  const json = (value: bigint | null) => (value === null ? null : unitsJson(value, measure))
  const name = names[of.memberId ?? of.teamId ?? asker.org.id] ?? ''
  const at = (figure: Figure, question: MetricQuestion, quota: bigint | null): GoalAtJson => ({
    actual: figuresOf(secret, asker, question, question.asOfSeq ?? 0n)(figure, question.where, name),
    target: json(quota),
    attainment: sources.isWhole(of)
      ? attainmentAt(figure, quota, (value) => figureUnits(value, measure), better)
      : null,
  })
  const other = (one: Other, effect: bigint | undefined) =>
    effect === undefined || (one.count === 0 && effect === 0n) ? null : { count: one.count, effect: pointsText(effect) }
  return {
    targetId: of.id,
    of: whoseIs(of),
    ofId: of.memberId ?? of.teamId,
    name,
    metric: of.metric,
    metricName: metricName(source, localeOf(asker.actor.locale)),
    direction: source.direction,
    period: of.period,
    from: of.from.toString(),
    to: of.to.toString(),
    since: since.toString(),
    until: until.toString(),
    known: change.known,
    before: at(change.before, change.days.before, decided.first),
    after: at(change.after, change.days.after, quotas.at(-1) ?? null),
    difference: shown === null ? null : pointsText(shown.total),
    targets: decided.steps.map(
      ({ change: one, on, quota }, i): TargetEffectJson => ({
        kind: one.kind,
        changeId: one.id,
        on: on.toString(),
        reason: one.reason,
        byId: one.createdBy,
        byName: one.createdBy === null ? null : (names[one.createdBy] ?? null),
        before: json(quotas[i] ?? null),
        after: json(quota),
        effect: shown === null ? null : pointsText(shown.decisions[i] ?? 0n),
      }),
    ),
    parts:
      shown === null
        ? []
        : change.effects.map(({ part }, i) => ({ ...part, effect: pointsText(shown.parts[i] ?? 0n) })),
    hidden: other(change.hidden, shown?.hidden),
    rest: other(change.rest, shown?.rest),
  }
}
const pointsText = (points: bigint) => ratioText(points, SCALE, 4)

function attainmentAt(
  { value }: Figure,
  quota: bigint | null,
  inUnits: (value: Rational) => Rational,
  better: 'higher' | 'lower',
): string | null {
  const reached = value === null || quota === null ? null : attainment(inUnits(value), rational(quota), better)
  return reached === null ? null : pointsText(units(reached, SCALE))
}

/** All parts in ten-thousandths, by largest remainder, so that they add up to the difference of the two attainments as shown. */
function shownOf(
  effects: NonNullable<ReturnType<typeof attainmentEffects>>,
  change: Change,
  inUnits: (value: Rational) => Rational,
) {
  const total = units(effects.after, SCALE) - units(effects.before, SCALE)
  const ofResult = ({ effect }: { readonly effect: Rational }) => times(inUnits(effect), effects.perUnit)
  const exact = [...effects.decisions, ...[...change.effects, change.hidden, change.rest].map(ofResult)]
  const all = shownParts(
    total,
    exact.map((one) => times(one, rational(SCALE))),
  )
  const [first, end] = [effects.decisions.length, all.length - 2]
  return { total, decisions: all.slice(0, first), parts: all.slice(first, end), hidden: all[end], rest: all[end + 1] }
}
